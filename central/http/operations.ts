import { bilingual } from "#shared/lib/bilingual.ts";
import { centrePaths } from "#shared/contract/centre/push.ts";
import {
  LARGE,
  NOT_PERMITTED,
  type Operation,
  problem,
  UNAVAILABLE,
  UNENROLLED,
  UNREADABLE,
  WRONG,
} from "./operation.ts";
import { agencyOperations } from "./agency-operations.ts";
import { attachmentOperations } from "./attachment-operations.ts";
import { registerOperations } from "./register-operations.ts";

/** The contract's operations by name. */
export const operations = {
  enrol: {
    method: "POST",
    path: centrePaths.enrol,
    summary: bilingual(
      "窗口注册：以大厅注册码换取前缀与令牌（令牌仅此一次）",
      "Enrol a station: the hall's enrolment code buys a prefix and a token, shown once",
    ),
    secured: false,
    request: "EnrolRequest",
    answers: {
      201: { schema: "EnrolAnswer", text: bilingual("已注册", "Enrolled") },
      400: UNREADABLE,
      401: problem("注册码不正确、已用过或已失效", "The enrolment code is wrong, used or no longer valid"),
      403: problem("注册码是发给另一类窗口的", "The code is for another kind of station"),
      413: LARGE,
      422: WRONG,
      429: problem("尝试过多，见 Retry-After", "Too many attempts; see Retry-After"),
      503: UNAVAILABLE,
    },
  },
  push: {
    method: "PUT",
    path: centrePaths.push,
    summary: bilingual(
      "同步一条：同编号同内容返回同一回执",
      "Push one entry: the same key and hash get the same receipt",
    ),
    secured: "station",
    query: ["for"],
    request: "PushEntry",
    answers: {
      200: { schema: "PushReceipt", text: bilingual("早已收到，回执不变", "Stored already; the receipt is the same") },
      201: { schema: "PushReceipt", text: bilingual("已收到并落盘", "Stored durably") },
      400: UNREADABLE,
      401: UNENROLLED,
      403: NOT_PERMITTED,
      404: problem("该申请不属于本大厅", "The application is not this hall's"),
      409: problem(
        "同编号内容不同，附已存的校验值与回执；或另一窗口已有同一版本，附其编号、校验值和窗口",
        "The key has another payload, whose hash and receipt are given; or another window has sent this version",
      ),
      413: LARGE,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  pushBatch: {
    method: "POST",
    path: centrePaths.pushBatch,
    summary: bilingual(
      "一次同步多条：逐条应答，各自收下或拒收；同一申请的按序",
      "Push several entries: one answer for each; those of one application in their order",
    ),
    secured: "station",
    query: ["for"],
    request: "PushBatch",
    answers: {
      200: {
        schema: "PushBatchAnswer",
        text: bilingual(
          "逐条应答，顺序与所发相同；收下的已落盘",
          "One answer for each, in the order sent; `held` means stored durably",
        ),
      },
      400: UNREADABLE,
      401: UNENROLLED,
      403: NOT_PERMITTED,
      413: LARGE,
      422: problem("整批无法读取，未写入任何一条", "The batch as a whole cannot be read; none was written"),
      503: UNAVAILABLE,
    },
  },
  application: {
    method: "GET",
    path: centrePaths.application,
    summary: bilingual("本大厅一件申请的同步记录", "One application of the caller's own hall"),
    secured: "station",
    request: null,
    answers: {
      200: { schema: "CentreApplication", text: bilingual("同步记录，按序", "Its entries in order") },
      401: UNENROLLED,
      404: problem("本大厅没有这件申请", "This hall has no such application"),
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  token: {
    method: "POST",
    path: centrePaths.token,
    summary: bilingual(
      "更换本窗口令牌：新令牌首次使用起生效",
      "Change the station's token; the new one takes effect at its first use",
    ),
    secured: "station",
    request: null,
    answers: {
      200: { schema: "TokenAnswer", text: bilingual("新令牌，仅此一次", "The new token, shown once") },
      401: UNENROLLED,
      503: UNAVAILABLE,
    },
  },
  status: {
    method: "GET",
    path: centrePaths.status,
    summary: bilingual(
      "中心平台现状：纪元、备份覆盖位置、本窗口已用流水号",
      "Status of the centre: epoch, how far backups reach, the station's highest numbers",
    ),
    secured: "station",
    request: null,
    query: ["newest"],
    answers: {
      200: { schema: "CentreStatus", text: bilingual("现状", "The status") },
      401: UNENROLLED,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  accepted: {
    method: "POST",
    path: centrePaths.accepted,
    summary: bilingual("核对：所列编号中平台仍存有哪些", "Which of the keys listed are still stored"),
    secured: "station",
    request: "AcceptedRequest",
    answers: {
      200: { schema: "AcceptedAnswer", text: bilingual("仍存有的", "Those still stored") },
      400: UNREADABLE,
      401: UNENROLLED,
      413: LARGE,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  ...attachmentOperations,
  feed: {
    method: "GET",
    path: centrePaths.feed,
    summary: bilingual(
      "下发：本大厅其他窗口的记录，意见、勘察日期、进度、重复受理提示和发布件，按游标取；own=1 连同本窗口自己的",
      "The hall's feed by cursor: entries of its other windows, reports, duplicates and publications; own=1 adds the caller's own",
    ),
    secured: "station",
    request: null,
    query: ["after", "own"],
    answers: {
      200: { schema: "FeedPage", text: bilingual("一页", "One page") },
      401: UNENROLLED,
      403: NOT_PERMITTED,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  publication: {
    method: "GET",
    path: centrePaths.publication,
    summary: bilingual(
      "发布给本大厅的地方规则、日历或名册原文，按校验值取",
      "The text of a profile, calendar or roster published to the caller's hall, by its hash",
    ),
    secured: "station",
    request: null,
    answers: {
      200: { schema: "PublicationText", text: bilingual("原文", "The text") },
      401: UNENROLLED,
      404: problem("没有发布给本大厅", "Not published to this hall"),
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  ...registerOperations,
  health: {
    method: "GET",
    path: centrePaths.health,
    summary: bilingual("运行状况", "Health"),
    secured: false,
    request: null,
    answers: {
      200: { schema: "Health", text: bilingual("正常", "Well") },
      503: { schema: "Health", text: bilingual("数据库不可用", "The store does not answer") },
    },
  },
  ...agencyOperations,
  metrics: {
    method: "GET",
    path: centrePaths.metrics,
    summary: bilingual("运行指标（Prometheus），不含个人信息", "Counts for Prometheus, nothing personal"),
    secured: false,
    request: null,
    answers: { 200: { schema: null, text: bilingual("指标", "Counts"), media: "text/plain" } },
  },
  openapi: {
    method: "GET",
    path: centrePaths.openapi,
    summary: bilingual("本接口的 OpenAPI 3.1 文档", "This contract as an OpenAPI 3.1 document"),
    secured: false,
    request: null,
    answers: { 200: { schema: null, text: bilingual("OpenAPI 文档", "The OpenAPI document") } },
  },
} as const satisfies Record<keyof typeof centrePaths, Operation>;
