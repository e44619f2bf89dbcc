import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of recording an act. */
export const actsTexts = {
  "act.callbackOn": {
    zh: "约定的回访日期（可不填，以后再定）",
    en: "Agreed callback date (may stay blank and be set later)",
  },
  "act.items": { zh: "内容清单（每行一项）", en: "List (one item a line)" },
  "act.reasonForAnother": { zh: "再次告知的理由", en: "Why another notice" },
  "act.reason": { zh: "理由", en: "Reason" },
  "act.detailsNote": {
    zh: "只更正录入错误，仍是同一申请人；换成另一申请人的不是更正，须办理过户或另行申请。原来的内容留在操作记录里，旧单据的版本号和校验码随之作废。",
    en:
      "Only typing errors of the same applicant. For another applicant use a transfer or a new " +
      "application. The earlier data stays in the record; documents already given out show an older " +
      "version.",
  },
  "act.detailsBlank": { zh: "（清空）", en: "(blank)" },
  "act.on": { zh: "日期", en: "Date" },
  "act.dueOn": { zh: "补齐期限", en: "Due by" },
  "act.signedOn": { zh: "签署日期", en: "Signed on" },
  "act.opinionOn": { zh: "签批日期", en: "Opinion dated" },
  "act.utility": { zh: "业务", en: "Utility" },
  "act.promisor": { zh: "承诺单位", en: "Promising party" },
  "act.signer": { zh: "签批部门", en: "Department" },
  "act.signerOther": { zh: "其他部门", en: "Another department" },
  "act.signerName": { zh: "部门名称", en: "Name of the department" },
  "act.unlistedReason": { zh: "由该部门签批的理由", en: "Why this department signs" },
  "act.unlistedHint": {
    zh: "本地文件没有列明这个部门，须写明由它签批的理由；理由印在审批意见单上。",
    en: "The rules do not name this department. Its reason is printed on the approval sheet.",
  },
  "act.notInvolved": { zh: "不涉及的部门（勾选）", en: "Departments not involved (tick)" },
  "act.notInvolvedHint": {
    zh: "勾选的部门在审批意见单上印“不涉及”，不再算作缺意见；重新核定时以最后一次为准。",
    en: "The approval sheet prints 不涉及 for those ticked, and they no longer count as missing. The last decision counts.",
  },
  "act.missing": { zh: "尚缺意见：", en: "Opinions still missing: " },
  "act.noOpinions": { zh: "还没有登记任何部门的审批意见。", en: "No department's opinion is recorded yet." },
  "act.against": { zh: "意见为不同意，不能准予：", en: "Disagreeing, so it cannot be granted: " },
  "act.passByOther": {
    zh: "意见不全时只有值班主管可以准予，须由主管本人登录并写明理由。",
    en: "Only a supervisor may grant without them, signed in as themselves and with a reason.",
  },
  "act.passBySelf": {
    zh: "您可以写明理由后准予；理由记入办理过程，并印在审批意见单上。",
    en: "You may grant with a reason; it stands in the history and on the approval sheet.",
  },
  "act.passReason": { zh: "意见不全而准予的理由", en: "Why it is granted without every opinion" },
  "act.refuseReason": { zh: "不予批准的理由", en: "Why it is not granted" },
  "act.agrees": { zh: "意见", en: "Opinion" },
  "act.text": { zh: "意见内容", en: "Words of the opinion" },
  "act.findings": { zh: "踏勘情况", en: "Findings" },
  "act.granted": { zh: "审批结果", en: "Result of approval" },
  "act.grantedYes": { zh: "准予", en: "granted" },
  "act.grantedNo": { zh: "不予批准", en: "not granted" },
  "act.facts": { zh: "外线工程实测", en: "Outside lines as measured" },
  "act.factsHint": {
    zh: "已带入目前的数据，请按实测改正；未测量的保持“未测量”。",
    en: "What is known is filled in; correct it as measured. What was not measured stays so.",
  },
  "act.responder": { zh: "响应人", en: "Who responded" },
  "act.leadUnit": { zh: "牵头单位", en: "Lead unit" },
  "act.toleranceNoRule": {
    zh: "本地文件没有容缺受理的规定；确需容缺的，须另有依据。",
    en: "The local rules do not provide for tolerance; another ground is needed.",
  },
} as const satisfies Record<string, Bilingual>;
