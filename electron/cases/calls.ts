import type { ActCalls } from "#shared/contract/acts.ts";
import type { AttachmentCalls } from "#shared/contract/attachments.ts";
import type { CallbackCalls } from "#shared/contract/callbacks.ts";
import type { HandoverCalls } from "#shared/contract/handover.ts";
import type { MaterialCalls } from "#shared/contract/materials.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import { openUploads } from "#station/lib/uploads.ts";
import { performAct } from "./acts.ts";
import { addAttachment, getAttachment, listFiles } from "./attachments.ts";
import { recordCallback, setCallbackDate, viewCallbacks } from "./callbacks.ts";
import { viewCase } from "./case-view.ts";
import { acceptHandover, declineHandover, offerHandover, viewHandovers } from "./handover.ts";
import { getMaterials, recordMaterials } from "./materials.ts";

/** The calls about an application after its acceptance. */
type CaseCalls = ActCalls & AttachmentCalls & CallbackCalls & HandoverCalls & MaterialCalls;

/** Answers the calls about an application after its acceptance. Files that arrive in pieces are buffered in memory. */
export function caseCalls(): HandlersOf<CaseCalls> {
  const uploads = openUploads();
  return {
    "case.get": (context, clerk, { applicationId }) => viewCase(context, applicationId, clerk.operator.role),
    "act.perform": performAct,
    "attachment.add": (context, clerk, input) => addAttachment(context, clerk, uploads, input),
    "attachment.list": (context, _clerk, { applicationId }) => listFiles(context, applicationId),
    "attachment.get": getAttachment,
    "callback.list": viewCallbacks,
    "callback.date": setCallbackDate,
    "callback.record": recordCallback,
    "handover.list": viewHandovers,
    "handover.offer": offerHandover,
    "handover.accept": (context, clerk, { id }) => acceptHandover(context, clerk, id),
    "handover.decline": declineHandover,
    "materials.get": (context, _clerk, { applicationId }) => getMaterials(context, applicationId),
    "materials.record": recordMaterials,
  };
}
