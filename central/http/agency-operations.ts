import { bilingual } from "#shared/lib/bilingual.ts";
import { centrePaths } from "#shared/contract/centre/push.ts";
import { LARGE, type Operation, problem, UNAVAILABLE, UNREADABLE, WRONG } from "./operation.ts";

/** No valid token of an agency. */
const UNREGISTERED = problem("未登记或令牌已停用", "Not registered, or the token has ended");

/** The operations of agencies (企业、部门). A query with other names than these is refused. */
export const agencyOperations = {
  agencyApplications: {
    method: "GET",
    path: centrePaths.agencyApplications,
    summary: bilingual(
      "企业或部门：本单位的申请，按游标取；有变更的再次列出",
      "An agency's applications, by cursor; one that changes is listed again",
    ),
    secured: "agency",
    request: null,
    query: ["after", "limit"],
    answers: {
      200: { schema: "AgencyPage", text: bilingual("一页", "One page") },
      401: UNREGISTERED,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  agencyApplication: {
    method: "GET",
    path: centrePaths.agencyApplication,
    summary: bilingual("企业或部门：清单里的一件申请", "One application of an agency's list"),
    secured: "agency",
    request: null,
    answers: {
      200: { schema: "AgencyApplication", text: bilingual("现状", "As it stands now") },
      401: UNREGISTERED,
      404: problem("清单里没有这件申请", "Not in the agency's list"),
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  agencyDocuments: {
    method: "GET",
    path: centrePaths.agencyDocuments,
    summary: bilingual(
      "企业或部门：一件申请的附件目录；本人同意书、签名和其他企业的文书除外",
      "The files of one application, without consents, signatures and the documents of other utilities",
    ),
    secured: "agency",
    request: null,
    answers: {
      200: { schema: "AgencyDocuments", text: bilingual("目录", "The files") },
      401: UNREGISTERED,
      404: problem("清单里没有这件申请", "Not in the agency's list"),
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  agencyDocument: {
    method: "GET",
    path: centrePaths.agencyDocument,
    summary: bilingual(
      "企业或部门：一份附件的内容，按校验值取",
      "The bytes of one file, by its hash; check them against it",
    ),
    secured: "agency",
    request: null,
    answers: {
      200: { schema: null, text: bilingual("内容", "The bytes"), media: "application/octet-stream" },
      401: UNREGISTERED,
      404: problem("没有可供本单位查看的这份附件，或尚未传齐", "No such file for this agency, or not complete yet"),
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  agencyReport: {
    method: "PUT",
    path: centrePaths.agencyReport,
    summary: bilingual(
      "企业或部门填报：踏勘日期、进度、审批意见；同编号同内容返回同一回执",
      "An agency's report: survey date, progress, opinion; the same key and content get the same receipt",
    ),
    secured: "agency",
    request: "AgencyReport",
    answers: {
      200: { schema: "AgencyReceipt", text: bilingual("早已收到", "Stored already") },
      201: { schema: "AgencyReceipt", text: bilingual("已收到，将下发窗口", "Stored; it goes into the hall's feed") },
      400: UNREADABLE,
      401: UNREGISTERED,
      404: problem("清单里没有这件申请", "Not in the agency's list"),
      409: problem(
        "同编号内容不同；或申请已不予受理、撤回、办结（case-over）",
        "The key has another report, or the case was refused, withdrawn or closed (case-over)",
      ),
      413: LARGE,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  agencyReports: {
    method: "GET",
    path: centrePaths.agencyReports,
    summary: bilingual("企业或部门：本单位填报过的，按游标取", "What an agency has reported, by cursor"),
    secured: "agency",
    request: null,
    query: ["after", "limit"],
    answers: {
      200: { schema: "AgencyReports", text: bilingual("一页", "One page") },
      401: UNREGISTERED,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  acceptedReports: {
    method: "POST",
    path: centrePaths.acceptedReports,
    summary: bilingual(
      "企业或部门核对：所列编号中平台仍存有哪些填报；平台恢复备份后（纪元改变）须核对，缺的重报",
      "Which of an agency's reports are still stored; after a restore (a new epoch) ask, and report the missing ones again",
    ),
    secured: "agency",
    request: "AcceptedReportsRequest",
    answers: {
      200: { schema: "AcceptedReports", text: bilingual("仍存有的", "Those still stored") },
      400: UNREADABLE,
      401: UNREGISTERED,
      413: LARGE,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
} as const satisfies Record<string, Operation>;
