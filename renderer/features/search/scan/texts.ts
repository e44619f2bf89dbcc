import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of scanning codes and documents. */
export const scanTexts = {
  "scan.current": {
    zh: "{paper}：第 {version} 版，与记录一致，是最新的",
    en: "{paper}: version {version} is current and matches the record",
  },
  "scan.unchanged": {
    zh: "{paper}：第 {version} 版，仍可使用；记录现为第 {record} 版，其间申请人信息和办理路径都没有变",
    en:
      "{paper}: version {version} is still valid. The record is at version {record}; applicant data and " +
      "routes have not changed",
  },
  "scan.superseded": {
    zh: "{paper}：第 {version} 版，已被第 {by} 版取代，请勿再用",
    en: "{paper}: version {version} is superseded by version {by}; do not use it",
  },
  "scan.other-hash": {
    zh: "{paper}：纸上的校验码与第 {version} 版记录不符，请勿使用这份文书",
    en: "{paper}: the check code does not match version {version}; do not use this document",
  },
  "scan.no-version": {
    zh: "{paper}：记录没有第 {version} 版（现为第 {record} 版），请勿使用这份文书",
    en: "{paper}: the record has no version {version} (it is at {record}); do not use this document",
  },
  "scan.document": { zh: "文书", en: "Document" },
  "scan.notPrinted": {
    zh: "打印台账里没有这一版的这份文书，不能绑定扫描件。",
    en: "This version of the document was not printed here; no scan can be attached to it.",
  },
  "scan.attach": { zh: "＋ 附上这份文书的签章扫描件", en: "＋ Attach the signed scan of this document" },
  "scan.attaching": { zh: "正在保存扫描件…", en: "Saving the scan…" },
  "scan.attached": { zh: "✓ 已附 {name}，绑定第 {version} 版", en: "✓ {name} attached, bound to version {version}" },
  "scan.title": { zh: "扫码", en: "Scan" },
  "scan.creditCode": { zh: "已扫描信用代码 {code}", en: "Scanned credit code {code}" },
  "scan.projectCode": { zh: "已扫描项目代码 {code}", en: "Scanned project code {code}" },
  "scan.differs": { zh: "表中已填 {typed}，没有改动。", en: "The form holds {typed}; it was not changed." },
  "scan.replace": { zh: "改为扫描的", en: "Use the scanned one" },
  "scan.noField": { zh: "本地申请表没有这一项。", en: "The local form has no such field." },
  "scan.notOnForm": {
    zh: "正在查看已受理的申请，没有改动任何内容；请先回到填写页。",
    en: "An accepted application is on screen; nothing was changed. Go back to the form first.",
  },
  "scan.opened": { zh: "已打开受理编号 {number}", en: "Opened acceptance number {number}" },
  "scan.visitWaiting": {
    zh: "收件凭证 {number}：{applicant}，已收件、待受理（{reason}）；在暂存（F9）里继续办理",
    en: "Notice {number}: {applicant}, received and not yet accepted ({reason}); continue in the parked drafts (F9)",
  },
  "scan.visitAccepted": {
    zh: "收件凭证 {number} 已转为受理，受理编号 {accepted}",
    en: "Notice {number} was accepted as {accepted}",
  },
  "scan.visitRefused": {
    zh: "不予受理通知书 {number}：{applicant}（{reason}）",
    en: "Refusal notice {number}: {applicant} ({reason})",
  },
  "scan.notFound": { zh: "本机没有这份申请：{id}", en: "No such application on this machine: {id}" },
  "scan.unknown": { zh: "扫到的内容不认识", en: "The scanned code is unknown" },
  "scan.close": { zh: "知道了", en: "Close" },
} as const satisfies Record<string, Bilingual>;
