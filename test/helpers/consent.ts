import { consentText } from "#shared/case/consent.ts";
import type { DraftConsent } from "#shared/case/draft-body.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** A consent as a clerk types it, given half an hour before 10:30 on 2026-11-20 in China; invented people. */
export const typedConsent = (
  context: StationContext,
  profileId: string,
  changes: Partial<DraftConsent> = {},
): DraftConsent => ({
  way: "by-phone",
  givenAt: "2026-11-20 10:00",
  agent: "示例代办员",
  relation: "示例帮办服务队",
  shown: consentText(context.profiles.get(profileId).profile).zh,
  secrecyAgreed: false,
  entrusted: null,
  files: [],
  ...changes,
});
