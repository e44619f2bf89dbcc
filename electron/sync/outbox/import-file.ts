import type { ExportedReceipts } from "#shared/contract/centre/encrypted-export.ts";
import type { ReceiptsTaken, EncryptedFileImported } from "#shared/contract/outbox.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { findEntryByKey } from "#station/db/outbox-entries.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { noteOutboxEvent } from "#station/db/outbox-events.ts";
import { decryptContent, encryptContent } from "./export-file.ts";
import { relayEntries } from "./relay.ts";

/**
 * Applies the centre's answers to exported entries: a receipt ends an entry, a refusal quarantines it. A second
 * import changes nothing, and entries that are already sent stay as they are.
 */
export function takeReceipts(context: StationContext, actor: Actor, file: ExportedReceipts): ReceiptsTaken {
  const port = outboxPort(context.db);
  const taken: ReceiptsTaken = { confirmed: 0, known: 0, quarantined: 0, foreign: 0 };
  change(context, actor, (unit) => {
    const { at } = unit;
    for (const { key, payloadHash, receipt } of file.receipts) {
      const entry = findEntryByKey(context.db, key);
      if (entry === null || entry.payloadHash !== payloadHash) taken.foreign += 1;
      else if (entry.state === "sent") taken.known += 1;
      else {
        port.markSent(entry.id, receipt, at);
        noteOutboxEvent(context.db, { entryId: entry.id, what: "receipt-imported", at, operatorId: actor.operator.id });
        taken.confirmed += 1;
      }
    }
    for (const { key, payloadHash, failure, what, next } of file.refused) {
      const entry = findEntryByKey(context.db, key);
      if (entry === null || entry.payloadHash !== payloadHash) taken.foreign += 1;
      else if (entry.state === "sent" || entry.state === "quarantined") taken.known += 1;
      else {
        port.quarantine(entry.id, failure, { what, next }, at);
        taken.quarantined += 1;
      }
    }
    if (taken.confirmed + taken.quarantined === 0) return;
    unit.audit("outbox.receiptsTaken", actor.station.id, { ...taken, carriedBy: file.stationPrefix });
    unit.emit({ kind: "outbox.changed" });
  });
  return taken;
}

/**
 * Imports an encrypted file (导入离线包、回执). Receipts end entries of this station. Entries of another station go to the
 * centre; their receipts return under the same passphrase.
 */
export async function importOutbox(
  context: StationContext,
  actor: Actor,
  file: Buffer,
  passphrase: string,
): Promise<EncryptedFileImported> {
  const content = decryptContent(file, passphrase);
  if (content.kind === "receipts") return { kind: "receipts", ...takeReceipts(context, actor, content) };
  const { delivered, refused, left, pause: hold, receipts } = await relayEntries(context, actor, content);
  return {
    kind: "entries",
    delivered,
    refused,
    left,
    reason: hold?.reason ?? null,
    fileName: `outbox-${content.stationPrefix}-${receipts.madeAt.slice(0, 10)}.receipts`,
    mime: "application/octet-stream",
    base64: encryptContent(receipts, passphrase).toString("base64"),
  };
}
