import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of signing in, and the names of the roles. */
export const peopleTexts = {
  "role.applicant": { zh: "申请人", en: "Applicant" },
  "role.none": { zh: "未登录", en: "Not signed in" },
  "role.clerk": { zh: "窗口经办", en: "Window clerk" },
  "role.supervisor": { zh: "值班主管", en: "Supervisor" },
  "role.kiosk": { zh: "自助机", en: "Kiosk" },
  "signIn.title": { zh: "请选择经办人并输入口令", en: "Choose an operator and enter the PIN" },
  "signIn.pin": { zh: "口令", en: "PIN" },
  "signIn.enter": { zh: "登录", en: "Sign in" },
  "signIn.demoPin": { zh: "演示口令 {pin}", en: "Demo PIN {pin}" },
  "signIn.startKiosk": { zh: "作为自助机使用", en: "Use as a kiosk" },
  "signIn.kioskNote": {
    zh: "离开自助机需要工作人员登录。",
    en: "Leaving the kiosk needs a member of staff to sign in.",
  },
} as const satisfies Record<string, Bilingual>;
