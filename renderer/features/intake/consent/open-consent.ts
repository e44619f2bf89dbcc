import type { Channel } from "#shared/profile/profile.ts";
import type { DraftConsent } from "#shared/case/draft-body.ts";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { focusPath } from "#renderer/form/field-path.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

/** A consent not yet given; the clerk acts for the applicant unless somebody else is named. */
function blankConsent(): DraftConsent {
  const operator = useSessionStore.getState().session?.operator;
  return {
    way: null,
    givenAt: "",
    agent: operator?.name ?? "",
    relation: operator?.organisation ?? "",
    shown: "",
    secrecyAgreed: false,
    entrusted: null,
    files: [],
  };
}

/** Says by which channel the form on screen came in; what was typed of a consent stays while the applicant is away. */
export function chooseChannel(channel: Channel): void {
  const { consent, setChannel, setConsent } = useIntakeStore.getState();
  setChannel(channel);
  if (channel !== "counter" && consent === null) setConsent(blankConsent());
}

/** Makes the form on screen an entry on behalf (帮办代办) and puts the keyboard on its consent. */
export function openConsent(): void {
  if (useIntakeStore.getState().channel === "counter") chooseChannel("on-behalf");
  // The box comes from a file of its own, so it may take a moment.
  const go = (left: number): void => {
    if (!focusPath("consent.channel") || document.querySelector('[data-path="consent.channel"]') === null) {
      if (left > 0) requestAnimationFrame(() => go(left - 1));
    }
  };
  requestAnimationFrame(() => go(120));
}
