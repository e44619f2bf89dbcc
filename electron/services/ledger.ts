import type { Bilingual } from "#shared/bilingual.ts";
import type { CallOutput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { LocalDate } from "#shared/time.ts";
import { appendAudit } from "#station/db/audit.ts";
import { inOneTransaction } from "#station/db/database.ts";
import { findSetting } from "#station/db/settings.ts";
import { ledgerChunks, ledgerFile, type LedgerFormat } from "#station/ledger/ledger.ts";
import type { LedgerLabels } from "#station/ledger/ledger-rows.ts";
import { viewDay } from "./day.ts";
import type { Actor, Hall } from "./hall.ts";

const mimes: Record<LedgerFormat, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

const labelsOf = (hall: Hall): LedgerLabels => ({
  hall: JSON.parse(findSetting(hall.db, "hall.name") ?? '{"zh":"大厅","en":"Hall"}') as Bilingual,
  utility: (profileId, utilityId) =>
    hall.profiles.find(profileId)?.profile.utilities.find((utility) => utility.id === utilityId)?.label.zh ?? utilityId,
});

/** The day's ledger (日台账) as a file for the page; the export is noted in the audit. */
export function exportLedger(
  hall: Hall,
  actor: Actor,
  on: LocalDate,
  format: LedgerFormat,
): CallOutput<Calls["ledger.export"]> {
  const day = viewDay(hall, on);
  const bytes = ledgerFile(day, format, labelsOf(hall));
  inOneTransaction(hall.db, () =>
    appendAudit(hall.db, {
      at: hall.now(),
      actor: actor.operator.id,
      stationId: actor.station.id,
      verb: "ledger.exported",
      subject: on,
      detail: { format, rows: day.lines.length },
    }),
  );
  return {
    fileName: `ledger-${on}.${format}`,
    mime: mimes[format],
    base64: bytes.toString("base64"),
    rows: day.lines.length,
  };
}

/** The day's ledger in pieces, to be written straight to a file. */
export function streamLedger(
  hall: Hall,
  on: LocalDate,
  format: LedgerFormat,
): { chunks: Iterable<Buffer>; rows: number } {
  const day = viewDay(hall, on);
  return { chunks: ledgerChunks(day, format, labelsOf(hall)), rows: day.lines.length };
}
