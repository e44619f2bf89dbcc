import { createHash, randomUUID } from "node:crypto";
import { EnrolAnswer, type PushEntry } from "#shared/contract/centre/push.ts";

/** SHA-256 in hex, computed apart from the centre's own code. */
export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** An entry as a station makes it. */
export function entryOf(payload: string, over: Partial<PushEntry> = {}): PushEntry {
  return {
    kind: "application.accepted",
    applicationId: randomUUID(),
    sequence: 1,
    payload,
    payloadHash: sha256(payload),
    ...over,
  };
}

/** An answer with its body read as JSON. */
export type Answer = { status: number; body: unknown; headers: Headers };

/** Sends one request as JSON. */
export async function ask(
  url: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** Enrols a station and returns what it was given. */
export async function enrol(url: string, enrolmentCode: string, stationName = "1号窗口"): Promise<EnrolAnswer> {
  const answer = await ask(url, "POST", "/v1/stations", { body: { enrolmentCode, hallName: "测试大厅", stationName } });
  return EnrolAnswer.parse(answer.body);
}

/** Pushes an entry under a key. */
export const push = (url: string, token: string, key: string, body: unknown): Promise<Answer> =>
  ask(url, "PUT", `/v1/entries/${key}`, { token, body });
