import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of the company and project registers. */
export const companyRegisterTexts = {
  "register.title": { zh: "企业登记信息", en: "Company register" },
  "register.asking": { zh: "正在查询登记库…", en: "Asking the register…" },
  "register.notFound": {
    zh: "登记库里没有这个信用代码；所填内容均为申报值。",
    en: "The register does not know this credit code; all values are as declared.",
  },
  "register.unavailable": {
    zh: "没有查到登记信息：{why}所填内容均为申报值。",
    en: "The register cannot be asked: {why} All values are as declared.",
  },
  "register.keptLookUp": {
    zh: "现在查不到登记库：{why}以下是 {time} 查得的。",
    en: "The register cannot be asked now: {why} This is its answer of {time}.",
  },
  "register.project": { zh: "项目登记信息", en: "Project register" },
  "register.noProject": {
    zh: "项目登记库里没有这个项目代码，请核对。",
    en: "The register does not know this project code; check it.",
  },
  "register.source": { zh: "{source}，截至 {date}", en: "{source}, as of {date}" },
  "register.role.applicant": { zh: "单位名称", en: "Company name" },
  "register.role.legal-representative": { zh: "法定代表人", en: "Legal representative" },
  "register.role.site": { zh: "住所 / 安装地址", en: "Registered address / site" },
  "register.confirmed": { zh: "与登记一致", en: "as registered" },
  "register.declared": { zh: "申报", en: "declared" },
  "register.registered": { zh: "登记", en: "registered" },
  "register.blank": { zh: "（未填）", en: "(blank)" },
  "register.use": { zh: "用登记的", en: "Use registered" },
  "register.keep": { zh: "保留申报的", en: "Keep declared" },
  "register.kept": { zh: "保留申报值", en: "kept as declared" },
  "register.status.struck-off": {
    zh: "该企业登记状态为注销，请核对。",
    en: "The register says this company was struck off; check it.",
  },
  "register.status.revoked": {
    zh: "该企业登记状态为吊销，请核对。",
    en: "The register says this company's licence was revoked; check it.",
  },
} as const satisfies Record<string, Bilingual>;
