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
export const actHandlers = (context: StationContext): HandlersOf<typeof actCalls> => ({
  "case.get": (session, input) => viewCase(context, input.applicationId, actorOf(context, session).operator.role),
  "act.perform": (session, input) => performAct(context, actorOf(context, session), input),
});

/** Answers the calls about callbacks. */
export const callbackHandlers = (context: StationContext): HandlersOf<typeof callbackCalls> => ({
  "callback.list": (session, input) => viewCallbacks(context, actorOf(context, session), input),
  "callback.date": (session, input) => setCallbackDate(context, actorOf(context, session), input),
  "callback.record": (session, input) => recordCallback(context, actorOf(context, session), input),
});

/** Answers the calls about handing an application over. */
export const handoverHandlers = (context: StationContext): HandlersOf<typeof handoverCalls> => ({
  "handover.list": (session) => viewHandovers(context, actorOf(context, session)),
  "handover.offer": (session, input) => offerHandover(context, actorOf(context, session), input),
  "handover.accept": (session, input) => acceptHandover(context, actorOf(context, session), input.id),
  "handover.decline": (session, input) => declineHandover(context, actorOf(context, session), input),
});

/** Answers the calls about materials and the files attached to them. */
export function materialHandlers(context: StationContext): HandlersOf<typeof attachmentCalls & typeof materialCalls> {
  const uploads = openUploads();
  return {
    "attachment.add": (session, input) => addAttachment(context, actorOf(context, session), uploads, input),
    "attachment.list": (_session, input) => listFiles(context, input.applicationId),
    "attachment.get": (session, input) => getAttachment(context, actorOf(context, session), input),
    "materials.get": (_session, input) => getMaterials(context, input.applicationId),
    "materials.record": (session, input) => recordMaterials(context, actorOf(context, session), input),
  };
}
