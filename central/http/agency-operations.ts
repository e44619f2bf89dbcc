import { bilingual } from "#shared/lib/bilingual.ts";
import { centrePaths } from "#shared/contract/centre/push.ts";
import { LARGE, type Operation, problem, UNAVAILABLE, UNENROLLED, UNREADABLE, WRONG } from "./operation.ts";

/** The operations of agencies (企业、部门). */
export const agencyOperations = {
  agencyApplications: {
    method: "GET",
    path: centrePaths.agencyApplications,
    summary: bilingual("企业或部门：新受理的申请，按游标取", "An agency's new applications, by cursor"),
    secured: "agency",
    request: null,
    query: ["after"],
    answers: {
      200: { schema: "AgencyPage", text: bilingual("一页", "One page") },
      401: UNENROLLED,
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
      401: UNENROLLED,
      404: problem("清单里没有这件申请", "Not in the agency's list"),
      409: problem("同编号内容不同", "The key has another report"),
      413: LARGE,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
} as const satisfies Record<string, Operation>;
