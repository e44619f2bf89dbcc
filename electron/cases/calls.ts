import type { actCalls } from "#shared/contract/acts.ts";
import type { attachmentCalls } from "#shared/contract/attachments.ts";
import type { callbackCalls } from "#shared/contract/callbacks.ts";
import type { handoverCalls } from "#shared/contract/handover.ts";
import type { materialCalls } from "#shared/contract/materials.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { openUploads } from "#station/lib/uploads.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { performAct } from "./acts.ts";
import { addAttachment, getAttachment, listFiles } from "./attachments.ts";
import { recordCallback, setCallbackDate, viewCallbacks } from "./callbacks.ts";
import { viewCase } from "./case-view.ts";
import { acceptHandover, declineHandover, offerHandover, viewHandovers } from "./handover.ts";
import { getMaterials, recordMaterials } from "./materials.ts";

/** Answers the calls about acts after intake. */
export const actHandlers = (hall: StationContext): HandlersOf<typeof actCalls> => ({
  "case.get": (session, input) => viewCase(hall, input.applicationId, actorOf(hall, session).operator.role),
  "act.perform": (session, input) => performAct(hall, actorOf(hall, session), input),
});

/** Answers the calls about callbacks. */
export const callbackHandlers = (hall: StationContext): HandlersOf<typeof callbackCalls> => ({
  "callback.list": (session, input) => viewCallbacks(hall, actorOf(hall, session), input),
  "callback.date": (session, input) => setCallbackDate(hall, actorOf(hall, session), input),
  "callback.record": (session, input) => recordCallback(hall, actorOf(hall, session), input),
});

/** Answers the calls about handing an application over. */
export const handoverHandlers = (hall: StationContext): HandlersOf<typeof handoverCalls> => ({
  "handover.list": (session) => viewHandovers(hall, actorOf(hall, session)),
  "handover.offer": (session, input) => offerHandover(hall, actorOf(hall, session), input),
  "handover.accept": (session, input) => acceptHandover(hall, actorOf(hall, session), input.id),
  "handover.decline": (session, input) => declineHandover(hall, actorOf(hall, session), input),
});

/** Answers the calls about materials and the files attached to them. */
export function materialHandlers(hall: StationContext): HandlersOf<typeof attachmentCalls & typeof materialCalls> {
  const uploads = openUploads();
  return {
    "attachment.add": (session, input) => addAttachment(hall, actorOf(hall, session), uploads, input),
    "attachment.list": (_session, input) => listFiles(hall, input.applicationId),
    "attachment.get": (session, input) => getAttachment(hall, actorOf(hall, session), input),
    "materials.get": (_session, input) => getMaterials(hall, input.applicationId),
    "materials.record": (session, input) => recordMaterials(hall, actorOf(hall, session), input),
  };
}
