import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of the bar below the intake form. */
export const intakeTexts = {
  "intake.accept": { zh: "受理", en: "Accept" },
  "intake.accepting": { zh: "正在受理…", en: "Accepting…" },
  "intake.mend": { zh: "返回修改", en: "Back to the form" },
  "intake.acceptAnyway": { zh: "知道缺字，仍然受理", en: "Accept anyway" },
  "intake.preview": { zh: "预览", en: "Preview" },
  "intake.problems": { zh: "{n} 项需更正", en: "{n} to correct" },
  "intake.warnings": { zh: "{n} 项请核对", en: "{n} to look at" },
  "intake.noUtilityYet": {
    zh: "尚未勾选申请业务；勾选并填写后，这里显示办理时限。",
    en: "No utility is ticked yet; the deadlines stand here once it is.",
  },
  "intake.noDeadlineOfService": {
    zh: "文件的时限针对报装；这项服务没有规定时限。",
    en: "The rules set deadlines for connections; they set none for this service.",
  },
  "intake.wanting": { zh: "还有 {n} 项未填好", en: "{n} still to fill in" },
  "intake.ready": { zh: "可以受理", en: "Ready to accept" },
} as const satisfies Record<string, Bilingual>;
