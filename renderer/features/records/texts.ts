import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts about one application: its facts, channels and service number. */
export const recordsTexts = {
  "application.accepted": { zh: "已受理", en: "Accepted" },
  "application.number": { zh: "受理编号", en: "Acceptance number" },
  "application.copyNumber": { zh: "复制编号", en: "Copy the number" },
  "application.copied": { zh: "已复制", en: "Copied" },
  "application.notCopied": {
    zh: "没有复制成功。请选中上面的编号，按 Ctrl+C 复制，或照着抄写。",
    en: "The number was not copied. Select it above and press Ctrl+C, or write it down.",
  },
  "application.dutyHolder": { zh: "首接责任人", en: "Case owner" },
  "application.lead": { zh: "牵头单位", en: "Lead" },
  "application.acceptedAt": { zh: "受理时间", en: "Accepted at" },
  "application.utilities": { zh: "申请业务", en: "Utilities" },
  "application.warnings": { zh: "提示", en: "Notes" },
  "application.next": { zh: "下一份申请", en: "Next application" },
  "application.back": { zh: "返回填写", en: "Back to the form" },
  "application.noRoute": { zh: "没有外线工程", en: "No outside line" },
  "service.title": { zh: "申请服务", en: "Service asked for" },
  "service.hint": { zh: "左右方向键选择", en: "choose with the arrow keys" },
  "service.noLine": { zh: "不涉及外线工程", en: "No outside line concerned" },
  "service.previous": {
    zh: "原报装受理编号（可不填，可按名称、地址、电话查找）",
    en: "Number of the earlier connection (may stay blank; a name, address or phone finds it)",
  },
  "service.previousFound": { zh: "选用 {number}", en: "Take {number}" },
  "service.follows": { zh: "原报装", en: "Earlier connection" },
  "service.openEarlier": { zh: "打开原申请 {number}", en: "Open the earlier one {number}" },
  "service.open": { zh: "打开原申请", en: "Open the earlier one" },
  "channel.counter": { zh: "窗口", en: "Window" },
  "channel.kiosk": { zh: "自助机", en: "Kiosk" },
  "channel.phone": { zh: "电话", en: "Telephone" },
  "channel.online": { zh: "线上", en: "Online" },
  "channel.on-behalf": { zh: "帮办代办", en: "On behalf" },
} as const satisfies Record<string, Bilingual>;
