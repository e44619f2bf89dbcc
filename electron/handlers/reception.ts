import type { receptionCalls } from "#shared/contract/reception-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import { refuseChangedDraft } from "#station/services/drafts.ts";
import type { Hall } from "#station/services/hall.ts";
import { getReceptionRow, viewReception } from "#station/services/reception-view.ts";
import { printReception, receiveVisit, refuseVisit } from "#station/services/reception.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about visits received or refused without an acceptance number. */
export const receptionHandlers = (hall: Hall): HandlersOf<typeof receptionCalls> => ({
  "reception.receive": (session, { shownVersion, ...input }) => {
    if (shownVersion !== null) refuseChangedDraft(hall, input.draftId, shownVersion);
    return receiveVisit(hall, actorOf(hall, session), input);
  },
  "reception.refuse": (session, { shownVersion, ...input }) => {
    if (shownVersion !== null) refuseChangedDraft(hall, input.draftId, shownVersion);
    return refuseVisit(hall, actorOf(hall, session), input);
  },
  "reception.get": (_session, input) => viewReception(hall, getReceptionRow(hall, input.id)),
  "reception.print": (session, input) =>
    printReception(hall, actorOf(hall, session), getReceptionRow(hall, input.id), input.why),
});
