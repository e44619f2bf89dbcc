import type { consentCalls } from "#shared/contract/consent-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import { addConsentFile, dropConsentFile } from "#station/services/consent-files.ts";
import type { Hall } from "#station/services/hall.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about the consent to an entry on behalf. */
export const consentHandlers = (hall: Hall): HandlersOf<typeof consentCalls> => ({
  "consent.addFile": (session, input) => addConsentFile(hall, actorOf(hall, session), input),
  "consent.dropFile": (_session, input) => dropConsentFile(hall, input),
});
