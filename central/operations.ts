import { say, type Bilingual } from "../shared/bilingual.ts";
import { centrePaths } from "../shared/contract/centre.ts";
import type { SchemaName } from "./schemas.ts";

/** One operation of the contract: the routes are served from it and the OpenAPI document is written from it. */
export type Operation = {
  method: "GET" | "POST" | "PUT";
  path: string;
  summary: Bilingual;
  /** Whose token is needed. */
  secured: false | "station" | "party";
  /** `bytes` is a piece of a file as it is. */
  request: SchemaName | "bytes" | null;
  /** What may stand behind the question mark, all of it optional. */
  query?: readonly string[];
  /** Answers by status; null is the OpenAPI document itself, or plain text where `media` says so. */
  answers: Record<number, { schema: SchemaName | null; text: Bilingual; media?: "text/plain" }>;
};

const problem = (zh: string, en: string): Operation["answers"][number] => ({ schema: "CentreProblem", text: say(zh, en) });

const UNREADABLE = problem("请求无法读取", "The request cannot be read");
const WRONG = problem("内容有误，逐项列出", "Wrong fields, each named");
const UNENROLLED = problem("未注册或已吊销", "Not enrolled, or revoked");
const LARGE = problem("过大", "Too large");
const UNAVAILABLE = problem("暂时无法保存，稍后重试", "Cannot save at the moment; try again later");

/** The contract's operations by name. */
export const operations = {
  enrol: {
    method: "POST",
    path: centrePaths.enrol,
    summary: say("窗口注册：以大厅注册码换取前缀与令牌（令牌仅此一次）", "Enrol a station: the hall's enrolment code buys a prefix and a token, shown once"),
    secured: false,
    request: "EnrolRequest",
    answers: {
      201: { schema: "EnrolAnswer", text: say("已注册", "Enrolled") },
      400: UNREADABLE,
      401: problem("注册码不正确或已失效", "The enrolment code is wrong or no longer valid"),
      413: LARGE,
      422: WRONG,
      429: problem("尝试过多，见 Retry-After", "Too many attempts; see Retry-After"),
      503: UNAVAILABLE,
    },
  },
  push: {
    method: "PUT",
    path: centrePaths.push,
    summary: say("上报一条：同编号同内容返回同一回执", "Push one entry: the same key and hash get the same receipt"),
    secured: "station",
    request: "PushEntry",
    answers: {
      200: { schema: "PushReceipt", text: say("早已收到，回执不变", "Held already; the receipt is the same") },
      201: { schema: "PushReceipt", text: say("已收到并落盘", "Taken, durably") },
      400: UNREADABLE,
      401: UNENROLLED,
      404: problem("该申请不属于本大厅", "The application is not this hall's"),
      409: problem("同编号内容不同，附已存的校验值与回执；或另一窗口已有同一版本，附其编号、校验值和窗口", "The key holds another payload, its hash and receipt given; or another window has made this version, which is named"),
      413: LARGE,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  pushBatch: {
    method: "POST",
    path: centrePaths.pushBatch,
    summary: say("一次上报多条：逐条应答，各自收下或拒收；同一申请的按序", "Push several entries: one answer each, taken or refused by itself; those of one application in their order"),
    secured: "station",
    request: "PushBatch",
    answers: {
      200: { schema: "PushBatchAnswer", text: say("逐条应答，顺序与上报相同；收下的已落盘", "One answer for each, in the order sent; what is held is durable") },
      400: UNREADABLE,
      401: UNENROLLED,
      413: LARGE,
      422: problem("整批无法读取，未写入任何一条", "The batch as a whole cannot be read; none was written"),
      503: UNAVAILABLE,
    },
  },
  application: {
    method: "GET",
    path: centrePaths.application,
    summary: say("本大厅一件申请的上报记录", "One application of the caller's own hall"),
    secured: "station",
    request: null,
    answers: {
      200: { schema: "CentreApplication", text: say("上报记录，按序", "Its entries in order") },
      401: UNENROLLED,
      404: problem("本大厅没有这件申请", "This hall has no such application"),
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  token: {
    method: "POST",
    path: centrePaths.token,
    summary: say("更换本窗口令牌：新令牌首次使用起生效", "Change the station's token; the new one counts from its first use"),
    secured: "station",
    request: null,
    answers: { 200: { schema: "TokenAnswer", text: say("新令牌，仅此一次", "The new token, told once") }, 401: UNENROLLED, 503: UNAVAILABLE },
  },
  standing: {
    method: "GET",
    path: centrePaths.standing,
    summary: say("中心平台现状：纪元、备份覆盖位置、本窗口已用流水号", "How the centre stands: epoch, how far backups reach, the station's numbers already given"),
    secured: "station",
    request: null,
    answers: { 200: { schema: "Standing", text: say("现状", "How it stands") }, 401: UNENROLLED, 503: UNAVAILABLE },
  },
  held: {
    method: "POST",
    path: centrePaths.held,
    summary: say("核对：所列编号中平台仍存有哪些", "Which of the keys listed the centre still holds"),
    secured: "station",
    request: "HeldRequest",
    answers: { 200: { schema: "HeldAnswer", text: say("仍存有的", "Those held") }, 400: UNREADABLE, 401: UNENROLLED, 413: LARGE, 422: WRONG, 503: UNAVAILABLE },
  },
  attachment: {
    method: "PUT",
    path: centrePaths.attachment,
    summary: say("附件申报：属于哪件申请、多大；答复本窗口已传到多少字节", "Announce a file by its hash: whose it is and how large; the answer says how many bytes of this station's are held"),
    secured: "station",
    request: "AttachmentNotice",
    answers: { 200: { schema: "AttachmentStanding", text: say("已传到多少；有回执即完整", "How much is held; with a receipt it is whole") }, 400: UNREADABLE, 401: UNENROLLED, 413: LARGE, 422: WRONG, 503: UNAVAILABLE },
  },
  attachmentPiece: {
    method: "PUT",
    path: centrePaths.attachmentPiece,
    summary: say("附件续传一段：从已有之处接上才写入，否则只答复已有多少；传齐后按散列核对", "Add a piece of an announced file: written where it follows what is held, otherwise only answered how much that is; the whole is checked by its hash"),
    secured: "station",
    request: "bytes",
    answers: {
      200: { schema: "AttachmentStanding", text: say("已落盘，已传到多少；有回执即完整", "Durable; how much is held, and with a receipt it is whole") },
      400: UNREADABLE,
      401: UNENROLLED,
      404: problem("没有申报过这个附件", "No such file was announced"),
      413: LARGE,
      422: problem("超出申报的大小、段太小，或传齐后散列不符（各段已丢弃）", "Beyond the size announced, or too small a piece; or whole and not of this hash, its pieces dropped"),
      503: UNAVAILABLE,
    },
  },
  heldAttachments: {
    method: "POST",
    path: centrePaths.heldAttachments,
    summary: say("核对：所列附件中平台仍完整存有哪些", "Which of the files listed the centre still holds whole"),
    secured: "station",
    request: "HeldAttachmentsRequest",
    answers: { 200: { schema: "HeldAttachments", text: say("仍存有的", "Those held") }, 400: UNREADABLE, 401: UNENROLLED, 413: LARGE, 422: WRONG, 503: UNAVAILABLE },
  },
  feed: {
    method: "GET",
    path: centrePaths.feed,
    summary: say("下发：本大厅其他窗口的记录，意见、勘察日期、进度、重复受理提示和发布件，按游标取", "The hall's feed: the entries of its other windows, opinions, survey dates, progress, duplicates and publications, by cursor"),
    secured: "station",
    request: null,
    query: ["after"],
    answers: { 200: { schema: "FeedPage", text: say("一页", "One page") }, 401: UNENROLLED, 422: WRONG, 503: UNAVAILABLE },
  },
  publication: {
    method: "GET",
    path: centrePaths.publication,
    summary: say("发布给本大厅的规则包、日历或名册原文，按校验值取", "The text of a profile, calendar or roster published to the caller's hall, by its hash"),
    secured: "station",
    request: null,
    answers: {
      200: { schema: "PublicationText", text: say("原文", "The text") },
      401: UNENROLLED,
      404: problem("没有发布给本大厅", "Not published to this hall"),
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  register: {
    method: "GET",
    path: centrePaths.register,
    summary: say("按信用代码查企业登记信息", "A company's register entry by its credit code"),
    secured: "station",
    request: null,
    answers: {
      200: { schema: "RegisterCompany", text: say("登记信息", "The register's entry") },
      401: UNENROLLED,
      404: problem("登记库里没有", "The register knows none"),
      422: WRONG,
      503: problem("没有接入登记库，或登记库没有应答", "No register is connected, or it does not answer"),
    },
  },
  health: {
    method: "GET",
    path: centrePaths.health,
    summary: say("运行状况", "Health"),
    secured: false,
    request: null,
    answers: {
      200: { schema: "Health", text: say("正常", "Well") },
      503: { schema: "Health", text: say("数据库不可用", "The store does not answer") },
    },
  },
  partyApplications: {
    method: "GET",
    path: centrePaths.partyApplications,
    summary: say("企业或部门：新受理的申请，按游标取", "A utility's or department's new applications, by cursor"),
    secured: "party",
    request: null,
    query: ["after"],
    answers: { 200: { schema: "PartyPage", text: say("一页", "One page") }, 401: UNENROLLED, 422: WRONG, 503: UNAVAILABLE },
  },
  partyReport: {
    method: "PUT",
    path: centrePaths.partyReport,
    summary: say("企业或部门填报：踏勘日期、进度、审批意见；同编号同内容返回同一回执", "What a utility or department tells: survey date, progress, opinion; the same key and content get the same receipt"),
    secured: "party",
    request: "PartyReport",
    answers: {
      200: { schema: "PartyReceipt", text: say("早已收到", "Held already") },
      201: { schema: "PartyReceipt", text: say("已收到，将下发窗口", "Taken; the window is told") },
      400: UNREADABLE,
      401: UNENROLLED,
      404: problem("清单里没有这件申请", "Not in the office's list"),
      409: problem("同编号内容不同", "The key holds another report"),
      413: LARGE,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  metrics: {
    method: "GET",
    path: centrePaths.metrics,
    summary: say("运行指标（Prometheus），不含个人信息", "Counts for Prometheus, nothing personal"),
    secured: false,
    request: null,
    answers: { 200: { schema: null, text: say("指标", "Counts"), media: "text/plain" } },
  },
  openapi: {
    method: "GET",
    path: centrePaths.openapi,
    summary: say("本接口的 OpenAPI 3.1 文档", "This contract as an OpenAPI 3.1 document"),
    secured: false,
    request: null,
    answers: { 200: { schema: null, text: say("OpenAPI 文档", "The OpenAPI document") } },
  },
} as const satisfies Record<keyof typeof centrePaths, Operation>;
