import { bilingual, counted, type Bilingual } from "#shared/lib/bilingual.ts";
import type { CentreProblem, TheirVersion } from "#shared/contract/centre/push.ts";

/** A request that the centre does not fulfil; carried up to the one place that answers it. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: CentreProblem;
  readonly headers: Record<string, string>;

  constructor(status: number, problem: CentreProblem, headers: Record<string, string> = {}) {
    super(problem.code);
    this.name = "Refusal";
    this.status = status;
    this.problem = problem;
    this.headers = headers;
  }
}

type Code = CentreProblem["code"];

/** A refusal without fields. */
export const refuse = (status: number, code: Code, what: Bilingual, headers: Record<string, string> = {}): Refusal =>
  new Refusal(status, { code, what, fields: [], held: null }, headers);

/** 400: the request is not HTTP, not JSON, or not UTF-8. */
export const unreadable = (): Refusal =>
  refuse(
    400,
    "bad-request",
    bilingual(
      "请求无法读取：正文须为 UTF-8 编码的 JSON（application/json）。未写入任何数据。",
      "The request cannot be read: its body must be JSON in UTF-8 (application/json). Nothing was written.",
    ),
  );

/** 422: the request was read, and these fields are wrong. */
export const wrongFields = (fields: CentreProblem["fields"]): Refusal =>
  new Refusal(422, {
    code: "bad-request",
    what: bilingual(
      "请求内容有误，未写入任何数据。请按列出的项目更正后重发。",
      "The request has mistakes; nothing was written. Correct the fields listed and send again.",
    ),
    fields,
    held: null,
  });

/** 401: no token, an unknown one, or one that was revoked. */
export const notEnrolled = (): Refusal =>
  refuse(
    401,
    "not-enrolled",
    bilingual(
      "本窗口未在中心平台注册，或注册已被吊销。记录仍在本机，请重新注册后再同步。",
      "This station is not enrolled at the centre, or its enrolment was revoked. Records stay here; enrol again, then send.",
    ),
    { "www-authenticate": 'Bearer realm="liandong-centre"' },
  );

/** 401: no token of an agency, an unknown one, or one that has ended. */
export const notRegistered = (): Refusal =>
  refuse(
    401,
    "not-enrolled",
    bilingual(
      "令牌不是在册单位的有效令牌：未登记、已更换或已吊销。未读取或写入任何数据。请向中心平台管理员核对。",
      "This is no valid token of a registered agency: it is unknown, was changed or was revoked. " +
        "Nothing was read or written. Ask the centre's administrator.",
    ),
    { "www-authenticate": 'Bearer realm="liandong-centre"' },
  );

/** 404: no such address. */
export const noSuchAddress = (): Refusal =>
  refuse(404, "not-found", bilingual("中心平台没有这个接口地址。", "The centre has no such address."));

/** 405: the address exists, for other methods. */
export const wrongMethod = (allowed: readonly string[]): Refusal =>
  refuse(
    405,
    "wrong-method",
    bilingual(
      `这个接口地址只接受 ${allowed.join("、")}。未写入任何数据。`,
      `This address takes ${allowed.join(", ")} only. Nothing was written.`,
    ),
    { allow: allowed.join(", ") },
  );

/** 404: the caller's hall has no such application. Another hall's gets the same answer. */
export const noSuchApplication = (): Refusal =>
  refuse(
    404,
    "not-found",
    bilingual("本大厅没有这件报装申请。未写入任何数据。", "This hall has no such application. Nothing was written."),
  );

/** 404: the agency's list has no such application. Another agency's gets the same answer. */
export const notInList = (): Refusal =>
  refuse(
    404,
    "not-found",
    bilingual(
      "本单位的清单里没有这件报装申请。未写入任何数据。",
      "This agency's list has no such application. Nothing was written.",
    ),
  );

/** 404: a document that this agency may not read, or that has not arrived completely. */
export const noSuchDocument = (): Refusal =>
  refuse(
    404,
    "not-found",
    bilingual(
      "这件申请没有可供本单位查看的这份附件，或窗口尚未传齐。请核对校验值，稍后再取。",
      "The application has no such file for this agency, or the station has not sent all of it yet. Check the hash, or ask again later.",
    ),
  );

/** 404: a piece of a file that this station never announced, or announced too long ago. */
export const notAnnounced = (): Refusal =>
  refuse(
    404,
    "not-found",
    bilingual(
      "没有申报过这个附件。未写入任何数据，请先申报再续传。",
      "No such file was announced. Nothing was written; announce it, then continue.",
    ),
  );

/** 404: nothing of this hash was published to the caller's hall. Another hall's gets the same answer. */
export const notPublished = (): Refusal =>
  refuse(404, "not-found", bilingual("没有这样的发布件发布给本大厅。", "No such publication was made to this hall."));

/** 404: the register has no such company. */
export const noSuchCompany = (): Refusal =>
  refuse(404, "not-found", bilingual("企业登记库里没有这个信用代码。", "The register has no such credit code."));

/** 404: the register has no such project. */
export const noSuchProject = (): Refusal =>
  refuse(404, "not-found", bilingual("项目登记库里没有这个项目代码。", "The register has no such project code."));

/** 503: no projects were loaded into this centre's register. */
export const noProjects = (): Refusal =>
  refuse(
    503,
    "unavailable",
    bilingual("本中心平台没有导入项目登记数据。", "No register of projects was loaded into this centre."),
    { "retry-after": "3600" },
  );

/** 503: this centre has no register behind it. */
export const noRegister = (): Refusal =>
  refuse(
    503,
    "unavailable",
    bilingual("本中心平台没有接入企业登记库。", "This centre is connected to no company register."),
    { "retry-after": "3600" },
  );

/** 409: the key has another payload, which stays. */
export const keyConflict = (accepted: { payloadHash: string; receipt: string }): Refusal =>
  new Refusal(409, {
    code: "conflict",
    what: bilingual(
      "同一编号下已存有内容不同的记录，原记录未改动。请核对后以新版本重新同步。",
      "This key already has another payload, which was not changed. Compare the two and send a new version under a new key.",
    ),
    fields: [],
    held: accepted,
  });

/** 409: the agency's key has another report, which stays. */
export const reportConflict = (accepted: { payloadHash: string; receipt: string }): Refusal =>
  new Refusal(409, {
    code: "conflict",
    what: bilingual(
      "本单位已用同一编号填报过内容不同的信息，原填报未改动。请核对；确需再报时换新编号。",
      "This agency has reported something else under this key, which was not changed. Compare; to report anew use a new key.",
    ),
    fields: [],
    held: accepted,
  });

const ENDINGS: Record<"refused" | "withdrawn" | "closed", Bilingual> = {
  refused: bilingual("不予受理", "refused"),
  withdrawn: bilingual("申请人撤回", "withdrawn"),
  closed: bilingual("办结", "closed"),
};

/** 409: the case has ended, so nothing more is reported on it. */
export const caseOver = (end: keyof typeof ENDINGS): Refusal =>
  refuse(
    409,
    "case-over",
    bilingual(
      `这件报装申请已经${ENDINGS[end].zh}，不再收取填报。未写入任何数据。如有疑问请联系受理窗口。`,
      `This application was ${ENDINGS[end].en}, so no report on it is taken. Nothing was written. Ask the hall if in doubt.`,
    ),
  );

/** 409: another window of the hall has sent this version of the application, which stays. */
export const versionConflict = (theirs: TheirVersion): Refusal =>
  new Refusal(409, {
    code: "version-conflict",
    what: bilingual(
      `另一窗口（${theirs.window.name}）已先同步这份申请的第 ${theirs.sequence} 版，本条未写入。请核对两份后以新版本同步。`,
      `Another window (${theirs.window.name}) sent version ${theirs.sequence} of this application before. ` +
        "Nothing was written. Compare the two and send a new version.",
    ),
    fields: [],
    held: null,
    theirs,
  });

/** 413: larger than the centre accepts. */
export const tooLarge = (): Refusal =>
  refuse(
    413,
    "too-large",
    bilingual(
      "记录过大，中心平台未接收。请减小内容后以新版本重新同步。",
      "The record is larger than the centre accepts. Make it smaller and send a new version.",
    ),
  );

/** 429: too many tries; the next one may come after so many seconds. */
export const tooMany = (seconds: number): Refusal =>
  refuse(
    429,
    "too-many",
    bilingual(
      `尝试次数过多，请在 ${seconds} 秒后重试。`,
      `Too many attempts; try again in ${counted(seconds, "second")}.`,
    ),
    { "retry-after": String(seconds) },
  );

/** 503: the centre's store did not answer; sending again is harmless. */
export const unavailable = (): Refusal =>
  refuse(
    503,
    "unavailable",
    bilingual(
      "中心平台暂时无法保存。记录仍在本机，稍后会自动重试，重复同步不会产生重复记录。",
      "The centre cannot save now. The record stays on the station and is sent again later; that makes no second record.",
    ),
    { "retry-after": "5" },
  );
