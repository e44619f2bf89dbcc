import type { HeldAttachments } from "../../shared/contract/centre-attachments.ts";
import { appendAudit } from "../db/audit.ts";
import { inOneTransaction } from "../db/database.ts";
import { confirmAttachment, forgetHeldAttachments, putAttachmentBack } from "../db/held-attachments.ts";
import { LOST_THERE } from "../sync/attachment-words.ts";
import type { Hall } from "./hall.ts";

/** Takes in which of the files asked for the centre holds whole; the others go back on their way. Returns how many those are. */
export function noteHeldAttachments(hall: Hall, asked: readonly string[], answer: HeldAttachments): number {
  const there = new Map(answer.held.map((one) => [one.hash, one.receipt]));
  return inOneTransaction(hall.db, () => {
    const at = hall.now();
    let missing = 0;
    for (const hash of asked) {
      const receipt = there.get(hash);
      if (receipt === undefined) missing += putAttachmentBack(hall.db, hash, LOST_THERE, at);
      else confirmAttachment(hall.db, hash, answer.epoch, receipt);
    }
    if (missing > 0) {
      const station = hall.station();
      appendAudit(hall.db, { at, actor: "system", stationId: station.id, verb: "attachments.putBack", subject: station.id, detail: { files: missing, epoch: answer.epoch } });
    }
    return missing;
  });
}

/** A centre that lacks a file it had confirmed in this very epoch was put back unnoticed: it is asked about every file anew. */
export const forgetConfirmedAttachments = (hall: Hall): void => inOneTransaction(hall.db, () => forgetHeldAttachments(hall.db));
