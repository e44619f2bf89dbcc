import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { SchemaName } from "./schemas.ts";

/** One operation of the contract. Both the routes and the OpenAPI document come from it. */
export type Operation = {
  method: "GET" | "POST" | "PUT";
  path: string;
  summary: Bilingual;
  /** Whose token is needed. */
  secured: false | "station" | "agency";
  /** `bytes` is a raw piece of a file. */
  request: SchemaName | "bytes" | null;
  /** Names in the query, all optional. */
  query?: readonly string[];
  /** Answers by status; null is the OpenAPI document itself, or what `media` says. */
  answers: Record<
    number,
    { schema: SchemaName | null; text: Bilingual; media?: "text/plain" | "application/octet-stream" }
  >;
};

/** An answer that is a refusal. */
export const problem = (zh: string, en: string): Operation["answers"][number] => ({
  schema: "CentreProblem",
  text: bilingual(zh, en),
});

/** The request is no JSON in UTF-8. */
export const UNREADABLE = problem("请求无法读取", "The request cannot be read");
/** The request was read and has wrong fields. */
export const WRONG = problem("内容有误，逐项列出", "Wrong fields, each named");
/** No valid token. */
export const UNENROLLED = problem("未注册或已吊销", "Not enrolled, or revoked");
/** The caller is known, and its kind of station gets nothing by this operation. */
export const NOT_PERMITTED = problem("此类窗口无权使用", "Not for this kind of station");
/** More than the centre accepts. */
export const LARGE = problem("过大", "Too large");
/** The store does not answer. */
export const UNAVAILABLE = problem("暂时无法保存，稍后重试", "Cannot save at the moment; try again later");

/** The release, as `/health` and the OpenAPI document show it; a test keeps it equal to package.json. */
export const CENTRE_VERSION = "0.2.0";
