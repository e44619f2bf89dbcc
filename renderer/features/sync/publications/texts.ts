import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of what the centre publishes. */
export const publicationsTexts = {
  "publication.title": {
    zh: "中心平台发布的规则、日历和名册",
    en: "Rules, calendars and rosters published by the centre",
  },
  "publication.intro": {
    zh: "规则和日历须有本机信任的签名、版本更新、自检通过，才自动启用；名册随到随用，本大厅登记的优先。其余不启用，在此列明原因，现行的继续有效。",
    en:
      "Rules and calendars take effect by themselves if they are signed by a trusted key, newer, and pass " +
      "their own examples. A roster takes effect at once, after this hall's own entries. Rejected items " +
      "are listed below with the reason. The current rules stay in effect.",
  },
  "publication.state.offered": { zh: "待取", en: "To be fetched" },
  "publication.state.waiting": { zh: "待生效", en: "Waiting for its day" },
  "publication.state.in-force": { zh: "已启用", en: "In force" },
  "publication.state.replaced": { zh: "已被替换", en: "Replaced" },
  "publication.state.set-aside": { zh: "未启用", en: "Rejected" },
  "publication.from": { zh: "{day} 起施行", en: "from {day}" },
  "publication.faults": { zh: "{n} 处问题", en: "{n} {n|fault|faults}" },
  "publication.badge": { zh: "{n} 项发布件未启用", en: "{n} {n|publication|publications} not in use" },
} as const satisfies Record<string, Bilingual>;
