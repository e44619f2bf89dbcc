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
  "intake.wanting": { zh: "还有 {n} 项未填好", en: "{n} still to fill in" },
  "intake.ready": { zh: "可以受理", en: "Ready to accept" },
} as const satisfies Record<string, Bilingual>;
