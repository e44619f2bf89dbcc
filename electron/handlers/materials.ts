import type { attachmentCalls } from "#shared/contract/attachment-calls.ts";
import type { materialCalls } from "#shared/contract/material-calls.ts";
import { openUploads } from "#station/files/uploads.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import { addAttachment, getAttachment, listFiles } from "#station/services/attachments.ts";
import type { Hall } from "#station/services/hall.ts";
import { getMaterials, recordMaterials } from "#station/services/materials.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about materials and the files attached to them. */
export function materialHandlers(hall: Hall): HandlersOf<typeof attachmentCalls & typeof materialCalls> {
  const uploads = openUploads();
  return {
    "attachment.add": (session, input) => addAttachment(hall, actorOf(hall, session), uploads, input),
    "attachment.list": (_session, input) => listFiles(hall, input.applicationId),
    "attachment.get": (session, input) => getAttachment(hall, actorOf(hall, session), input),
    "materials.get": (_session, input) => getMaterials(hall, input.applicationId),
    "materials.record": (session, input) => recordMaterials(hall, actorOf(hall, session), input),
  };
}
