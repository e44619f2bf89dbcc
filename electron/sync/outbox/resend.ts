import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { findApplication, type ApplicationRow } from "#station/db/applications.ts";
import { findLastEntry, findOutboxEntry, markReplaced, readPayload } from "#station/db/outbox-entries.ts";
import { noteOutboxEvent } from "#station/db/outbox-events.ts";
import type { OutboxEntry } from "#station/db/outbox-port.ts";
import { sha256 } from "#station/lib/hashes.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change, type Unit } from "#station/core/unit-of-work.ts";
import { recordStep, repeatedKind } from "#station/records/record-step.ts";

type EntryRecord = Record<string, unknown>;

/**
 * The payload of the quarantined entry with the record's current form, and the key of the entry it replaces. Version
 * and hash chain are those of the new entry.
 */
function recordToResend(entry: OutboxEntry, row: ApplicationRow | null): EntryRecord {
  const { version: _version, previousHash: _previous, ...record } = readPayload(entry);
  return {
    ...record,
    ...(row !== null && "content" in record ? { content: row.content } : {}),
    resends: { key: entry.key, payloadHash: entry.payloadHash, sequence: entry.sequence },
  };
}

/** A visit without an acceptance number has no versions, so its content is sent again under a new key. */
function resendVisit(unit: Unit, entry: OutboxEntry): void {
  const { applicationId } = entry;
  const kind = repeatedKind(entry.kind);
  const payload = canonicalJson(recordToResend(entry, null));
  const sequence = (findLastEntry(unit.context.db, applicationId)?.sequence ?? 0) + 1;
  unit.enqueue({ kind, applicationId, sequence, payload, payloadHash: sha256(payload) });
  unit.audit("outbox.resent", applicationId, { resends: entry.key });
}

const notQuarantined = (entry: OutboxEntry | null) =>
  problem(
    "entry-not-set-aside",
    entry?.state === "quarantined"
      ? bilingual("这一条已经更正重报过。", "This entry was already sent again.")
      : bilingual("这一条没有被隔离，不需要更正重报。", "This entry is not quarantined; it needs no resending."),
    DATA_IS_SAFE,
    bilingual("请重新打开“数据同步”，看现在的状态。", "Open the outbox again to see its status."),
  );

/**
 * Resends a quarantined entry (隔离) as the record's next version, under a new key: correct the record first. The old
 * entry keeps the reason of its refusal, and the entries behind it go on.
 */
export function resendEntry(context: StationContext, actor: Actor, input: { id: string; note: string }): void {
  change(context, actor, (unit) => {
    const entry = findOutboxEntry(context.db, input.id);
    if (entry === null || entry.state !== "quarantined" || entry.replacedBy !== null) throw notQuarantined(entry);
    const { at } = unit;
    unit.emit({ kind: "application.changed", id: entry.applicationId });
    const row = findApplication(context.db, entry.applicationId);
    if (row === null) resendVisit(unit, entry);
    else
      recordStep(unit, row, {
        kind: repeatedKind(entry.kind),
        payload: recordToResend(entry, row),
        audit: { resends: entry.key },
      });
    markReplaced(context.db, entry.id, findLastEntry(context.db, entry.applicationId)?.id ?? entry.id, at);
    noteOutboxEvent(context.db, {
      entryId: entry.id,
      what: "resent",
      at,
      operatorId: actor.operator.id,
      note: input.note,
    });
    unit.emit({ kind: "outbox.changed" });
  });
}
