import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of the header, the tabs and signing out. */
export const shellTexts = {
  "counter.newForm": { zh: "新申请", en: "New" },
  "counter.formTitle": { zh: "填写申请", en: "Fill in the application" },
  "supervisor.printers": { zh: "打印机", en: "Printers" },
  "supervisor.roster": { zh: "名册", en: "Roster" },
  "supervisor.suspensions": { zh: "暂停登记", en: "Suspensions" },
  "supervisor.pages": { zh: "页面", en: "Pages" },
  "supervisor.daySummary": { zh: "当日台账", en: "Day" },
  "supervisor.interpretations": { zh: "条文解释", en: "Policy" },
  "supervisor.outbox": { zh: "待同步", en: "Outbox" },
  "supervisor.worklist": { zh: "时限看板", en: "Worklist" },
  "supervisor.paperForms": { zh: "应急纸质单", en: "Outage forms" },
  "signOut.files": {
    zh: "还有 {n} 个附件没有上传到中心平台",
    en: "{n} {n|attachment has|attachments have} not reached the centre",
  },
  "signOut.both": {
    zh: "还有 {n} 条记录和 {files} 个附件没有同步到中心平台",
    en: "{n} {n|entry|entries} and {files} {files|attachment|attachments} have not reached the centre",
  },
  "signOut.filesStay": {
    zh: "附件不放进离线包，只在联网后由本机上传。",
    en: "Attachments do not go into an encrypted export; this machine sends them when the network is back.",
  },
  "signOut.unsent": {
    zh: "还有 {n} 条没有同步到中心平台",
    en: "{n} {n|entry has|entries have} not reached the centre",
  },
  "signOut.safe": {
    zh: "它们都保存在本机，退出登录不会丢失，网络恢复后自动同步。请不要关机、卸载程序或移走数据文件夹；要把它们带走，请值班主管在“待同步”里加密导出。",
    en:
      "All of them are stored on this machine. Signing out loses nothing; they are sent when the network " +
      "is back. Do not switch off, uninstall or move the data folder. To take them along, ask the " +
      "supervisor for an encrypted export in the outbox.",
  },
  "signOut.leave": { zh: "仍要退出", en: "Sign out anyway" },
  "signOut.stay": { zh: "不退出", en: "Stay" },
  "header.profileQuarantined": {
    zh: "{id}：文件有误，没有启用。{why}",
    en: "{id}: the file is faulty and not in use. {why}",
  },
  "header.profile": { zh: "地方规则", en: "Local rules" },
  "header.signOut": { zh: "退出登录", en: "Sign out" },
  "header.training": { zh: "培训", en: "Training" },
  "header.demo": { zh: "演示", en: "Demo" },
} as const satisfies Record<string, Bilingual>;
