import type { PrintJobLine } from "#shared/contract/print-calls.ts";
import { useText } from "#renderer/strings/text.ts";
import { hourText } from "#renderer/strings/time-text.ts";
import "./sheet.css";

const MAY_BE_OUT: ReadonlySet<PrintJobLine["outcome"]> = new Set([
  "sent",
  "device-confirmed",
  "person-confirmed",
  "unconfirmed",
]);

/** The sheets of earlier versions that may be in somebody's hand and no longer say what the record says: one line for each such version. */
export function OlderSheets({ jobs }: { jobs: readonly PrintJobLine[] }) {
  const t = useText();
  const last = jobs.at(-1);
  const older = jobs.filter(
    (job, i) =>
      job !== last &&
      job.supersededBy !== null &&
      MAY_BE_OUT.has(job.outcome) &&
      job.recordVersion !== last?.recordVersion &&
      jobs.findLastIndex((one) => one.recordVersion === job.recordVersion) === i,
  );
  if (older.length === 0) return null;
  return (
    <ul className="sheet-scans">
      {older.map((job) => (
        <li key={job.id} className="sheet-superseded">
          {t("sheet.older", { version: job.recordVersion, time: hourText(job.at), by: job.supersededBy ?? 0 })}
        </li>
      ))}
    </ul>
  );
}
