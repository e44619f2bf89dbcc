import type { AttachmentLink, HeldAttachments } from "#shared/contract/centre-attachments.ts";
import { appendAudit } from "#station/db/audit.ts";
import { inOneTransaction } from "#station/db/database.ts";
import { confirmAttachment, forgetHeldAttachments, putAttachmentBack } from "#station/db/held-attachments.ts";
import { LOST_THERE } from "#station/sync/attachment-words.ts";
import type { Hall } from "./hall.ts";

const nameOf = ({ applicationId, hash }: AttachmentLink): string => `${applicationId.toLowerCase()} ${hash}`;

/** Takes in which of the files asked for the centre holds whole and knows the application of; the others go back on their way. Returns how many those are. */
export function noteHeldAttachments(hall: Hall, asked: readonly AttachmentLink[], answer: HeldAttachments): number {
  const unlinked = new Set((answer.unlinked ?? []).map(nameOf));
  const there = new Map(answer.held.map((one) => [one.hash, one.receipt]));
  return inOneTransaction(hall.db, () => {
    const at = hall.now();
    let missing = 0;
    for (const link of asked) {
      const receipt = unlinked.has(nameOf(link)) ? undefined : there.get(link.hash);
      if (receipt !== undefined) confirmAttachment(hall.db, link, answer.epoch, receipt);
      else if (putAttachmentBack(hall.db, link, LOST_THERE, at)) missing += 1;
    }
    if (missing > 0) {
      const station = hall.station();
      appendAudit(hall.db, {
        at,
        actor: "system",
        stationId: station.id,
        verb: "attachments.putBack",
        subject: station.id,
        detail: { files: missing, epoch: answer.epoch },
      });
    }
    return missing;
  });
}

/** A centre that lacks a file it had confirmed in this very epoch was put back unnoticed: it is asked about every file anew. */
export const forgetConfirmedAttachments = (hall: Hall): void =>
  inOneTransaction(hall.db, () => forgetHeldAttachments(hall.db));
