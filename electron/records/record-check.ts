import { z } from "zod";
import { DetailChange } from "#shared/case/correction.ts";
import { jsonIn } from "#shared/lib/json.ts";
import { listAudit } from "#station/db/audit.ts";
import type { Db } from "#station/db/database.ts";
import type { ChangedRow } from "#station/core/health-book.ts";
import { isDamage } from "#station/db/store-reason.ts";
import {
  listActTexts,
  listEvidence,
  listLostRecords,
  pageRecords,
  type RecordEntry,
  type StoredActText,
  type StoredRecord,
} from "#station/db/record-evidence.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { sha256 } from "#station/lib/hashes.ts";

const Text = z.record(z.string(), z.unknown());
const Corrected = z.looseObject({ kind: z.literal("details.corrected"), changes: z.array(DetailChange) });
const WithForm = z.looseObject({ form: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** The value of a JSON column, whatever the version of its layout. */
function valueIn(text: string): unknown {
  const json = jsonIn(text);
  const versioned = z.strictObject({ v: z.number(), value: z.unknown() }).safeParse(json);
  return versioned.success ? versioned.data.value : json;
}

const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

/** Payloads that do not give the hash under which they were recorded, or another than the audit log holds. */
function changedEntry(db: Db, id: string, entries: readonly RecordEntry[]): string | null {
  const spoilt = entries.find(({ payload, payloadHash }) => payload !== null && sha256(payload) !== payloadHash);
  if (spoilt !== undefined) return spoilt.table;
  const audited = listAudit(db, id).flatMap(({ verb, detail }) => {
    const version = verb === "application.accepted" ? 1 : detail["version"];
    return typeof detail["hash"] === "string" ? [{ version, hash: detail["hash"] }] : [];
  });
  const isOther = ({ table, counts, sequence, payloadHash }: RecordEntry): boolean => {
    const here = audited.filter(({ version }) => version === sequence);
    return table === "outbox_payloads" && counts && here.length > 0 && here.every(({ hash }) => hash !== payloadHash);
  };
  return entries.find(isOther)?.table ?? null;
}

/** The content without the fields that acts corrected since: how a corrected text is read may differ between releases. */
function withoutCorrected(content: unknown, acts: readonly StoredActText[]): unknown {
  const read = WithForm.safeParse(content);
  if (!read.success) return content;
  const { form } = read.data;
  for (const { body } of acts)
    for (const { section, field } of Corrected.safeParse(valueIn(body)).data?.changes ?? [])
      if (form[section] !== undefined) delete form[section][field];
  return read.data;
}

/** Whether the row of an application says what its own first entry says. */
function isAsAccepted(record: StoredRecord, acts: readonly StoredActText[], payload: Record<string, unknown>): boolean {
  const columns = ["acceptanceNumber", "acceptedAt", "acceptedOn", "profileId", "profileHash"] as const;
  return (
    columns.every((column) => payload[column] === record[column]) &&
    isSame(payload["decision"], valueIn(record.decision)) &&
    isSame(withoutCorrected(payload["content"], acts), withoutCorrected(valueIn(record.content), acts))
  );
}

/** An entry's act that is not stored as it was recorded, or not at all. */
function isActChanged({ table, counts, sequence, payload }: RecordEntry, acts: readonly StoredActText[]): boolean {
  if (table !== "outbox_payloads" || !counts || payload === null) return false;
  const recorded = Text.safeParse(jsonIn(payload)).data;
  if (recorded?.["act"] === undefined) return false;
  const stored = acts.find(({ seq }) => seq === sequence);
  if (stored === undefined || !isSame(valueIn(stored.body), recorded["act"])) return true;
  return statusIn(stored) !== recorded["status"];
}

const statusIn = ({ state }: StoredActText): unknown => Text.safeParse(valueIn(state)).data?.["status"];

function findChange(db: Db, record: StoredRecord): string | null {
  const entries = listEvidence(db, record.id);
  if (entries.length === 0) return null;
  const table = changedEntry(db, record.id, entries);
  if (table !== null) return table;
  const acts = listActTexts(db, record.id);
  if (entries.some((entry) => isActChanged(entry, acts))) return "acts";
  if (!entries.some(({ payloadHash }) => payloadHash === record.hash)) return "applications";
  const last = acts.at(-1);
  if (last !== undefined && statusIn(last) !== record.status) return "applications";
  const first = entries.find(
    ({ table: from, kind, sequence }) =>
      from === "outbox_payloads" && kind === "application.accepted" && sequence === 1,
  );
  const payload = Text.safeParse(jsonIn(first?.payload ?? null)).data;
  return payload === undefined || isAsAccepted(record, acts, payload) ? null : "applications";
}

/** Compares a stored application, its acts and its entries with the hashes under which they were recorded. */
export function checkRecord(db: Db, record: StoredRecord): ChangedRow | null {
  try {
    const table = findChange(db, record);
    return table === null ? null : { table, number: record.acceptanceNumber };
  } catch (error) {
    if (isDamage(error)) throw error;
    // A row that cannot even be read is not what was recorded.
    return { table: "applications", number: record.acceptanceNumber };
  }
}

/** Applications that were taken in here and are stored no longer; at most `limit`. */
export const findLost = (db: Db, limit: number): ChangedRow[] =>
  listLostRecords(db, limit).map(({ id, payload }) => {
    const number = Text.safeParse(jsonIn(payload)).data?.["acceptanceNumber"];
    return { table: "applications", number: typeof number === "string" ? number : id };
  });

const PAGE = 500;

/** Looks through all records at once, for a program that does nothing else; at most `limit` rows are named. */
export function findChangedRows(db: Db, limit: number): ChangedRow[] {
  const changed = findLost(db, limit);
  for (let after = 0; changed.length < limit;) {
    const records = pageRecords(db, after, PAGE);
    changed.push(...records.flatMap((record) => checkRecord(db, record) ?? []));
    const last = records.at(-1);
    if (last === undefined || records.length < PAGE) break;
    after = last.rowId;
  }
  return changed.slice(0, limit);
}
