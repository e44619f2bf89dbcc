import type { DraftBody } from "#shared/case/draft-body.ts";

/** A complete draft at the made-up locality; invented people. */
export const yunhaiDraft = (changes: Partial<DraftBody> = {}): DraftBody => ({
  profileId: "yunhai",
  utilities: ["water"],
  channel: "counter",
  form: { header: { applicant: "示例𠮷记公司", site: "云海路 1 号", contact: "示例人", phone: "13800000000" } },
  outsideLines: [{ utility: "water", on: "2026-09-18", crossings: [], lineLengthMm: 1000, green: null }],
  noOutsideLine: [],
  at: null,
  ...changes,
});
