import type { SealedReceipts } from "#shared/contract/outbox-file.ts";
import type { ReceiptsTaken } from "#shared/contract/outbox-calls.ts";
import { appendAudit } from "#station/db/audit.ts";
import { inOneTransaction } from "#station/db/database.ts";
import { findEntryByKey, outboxPort } from "#station/db/outbox-entries.ts";
import { noteOutboxEvent } from "#station/db/outbox-events.ts";
import type { Actor, Hall } from "./hall.ts";

/** Takes in what came back for exported entries: receipts end an entry, the centre's refusals set it aside. Taking it in twice changes nothing, and what is already sent is never touched. */
export function takeReceipts(hall: Hall, actor: Actor, file: SealedReceipts): ReceiptsTaken {
  const at = hall.now();
  const port = outboxPort(hall.db);
  const taken: ReceiptsTaken = { confirmed: 0, known: 0, setAside: 0, foreign: 0 };
  inOneTransaction(hall.db, () => {
    for (const { key, payloadHash, receipt } of file.receipts) {
      const entry = findEntryByKey(hall.db, key);
      if (entry === null || entry.payloadHash !== payloadHash) taken.foreign += 1;
      else if (entry.state === "sent") taken.known += 1;
      else {
        port.markSent(entry.id, receipt, at);
        noteOutboxEvent(hall.db, { entryId: entry.id, what: "receipt-imported", at, operatorId: actor.operator.id });
        taken.confirmed += 1;
      }
    }
    for (const { key, payloadHash, failure, what, next } of file.refused) {
      const entry = findEntryByKey(hall.db, key);
      if (entry === null || entry.payloadHash !== payloadHash) taken.foreign += 1;
      else if (entry.state === "sent" || entry.state === "quarantined") taken.known += 1;
      else {
        port.quarantine(entry.id, failure, { what, next }, at);
        taken.setAside += 1;
      }
    }
    if (taken.confirmed + taken.setAside > 0)
      appendAudit(hall.db, {
        at,
        actor: actor.operator.id,
        stationId: actor.station.id,
        verb: "outbox.receiptsTaken",
        subject: actor.station.id,
        detail: { ...taken, carriedBy: file.stationPrefix },
      });
  });
  if (taken.confirmed + taken.setAside > 0) hall.news.tell({ kind: "outbox.changed" });
  return taken;
}
