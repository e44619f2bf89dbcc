import type { Channel } from "#shared/profile/profile.ts";
import type { DraftConsent } from "#shared/case/draft-body.ts";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { focusPath } from "#renderer/form/field-path.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

/** A blank consent; the clerk acts for the applicant unless somebody else is named. */
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

/** Sets the channel of the form; a typed consent stays while the applicant is away. */
export function chooseChannel(channel: Channel): void {
  const { consent, setChannel, setConsent } = useIntakeStore.getState();
  setChannel(channel);
  if (channel !== "counter" && consent === null) setConsent(blankConsent());
}

/** Makes the form an entry on behalf (帮办代办) and moves the keyboard to its consent. */
export function openConsent(): void {
  if (useIntakeStore.getState().channel === "counter") chooseChannel("on-behalf");
  // The box loads from a file of its own, so it may take a moment.
  const go = (left: number): void => {
    if (!focusPath("consent.channel") || document.querySelector('[data-path="consent.channel"]') === null) {
      if (left > 0) requestAnimationFrame(() => go(left - 1));
    }
  };
  requestAnimationFrame(() => go(120));
}
