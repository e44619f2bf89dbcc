import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of choosing utilities and the lead unit. */
export const utilitiesTexts = {
  "utilities.title": { zh: "申请业务", en: "Utilities applied for" },
  "utilities.hint": {
    zh: "按数字键或空格勾选，回车开始填写",
    en: "Number keys or space to tick, Enter to begin the form",
  },
  "utilities.none": { zh: "先勾选要办的业务，对应的表格随即展开。", en: "Tick a utility; its part of the form opens." },
  "utilities.untickedFilled": {
    zh: "{names} 已填写但没有勾选，不会随申请提交。",
    en: "{names}: filled in but not ticked, will not be submitted.",
  },
  "utilities.tickIt": { zh: "勾选{name}", en: "Tick {name}" },
  "tile.referral": {
    zh: "{utility}不在您的授权范围：照样受理，转{unit}办理，首接责任人不变",
    en: "{utility} is outside your authority: it is accepted and referred to {unit}; you remain case owner",
  },
  "leadPick.title": { zh: "牵头单位", en: "Lead unit" },
  "leadPick.legend": {
    zh: "联合审批由谁牵头（共用窗口，由经办人选定）",
    en: "Who leads the joint approval (a shared window: the clerk picks)",
  },
  "leadPick.own": { zh: "{name}（本人单位）", en: "{name} (your own unit)" },
  "leadPick.hint": {
    zh: "默认本人单位；受理后，约定踏勘或提交审批申请前可凭理由变更，之后锁定。",
    en:
      "Default: your own unit. After acceptance it can be changed with a reason, until a survey or an " +
      "approval is requested.",
  },
} as const satisfies Record<string, Bilingual>;
