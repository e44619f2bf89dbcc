import type { PrintJobLine } from "#shared/contract/printing.ts";
import { FileChips } from "#renderer/features/records/materials/FileChips.tsx";
import { useCall } from "#renderer/host/query.ts";
import { useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import type { DocumentRef } from "./printable-documents.ts";
import css from "./document-scans.module.css";

const MAY_BE_OUT: ReadonlySet<PrintJobLine["outcome"]> = new Set([
  "sent",
  "device-confirmed",
  "person-confirmed",
  "unconfirmed",
]);

/** Printed documents of earlier versions that differ from the record, one line for each version. */
export function OlderDocuments({ jobs }: { jobs: readonly PrintJobLine[] }) {
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
    <ul className={css.scans}>
      {older.map((job) => (
        <li key={job.id} className={css.superseded}>
          {t("scan.older", { version: job.recordVersion, time: hourText(job.at), by: job.supersededBy ?? 0 })}
        </li>
      ))}
    </ul>
  );
}

/** The scans of a signed document, each with its version and whether that still matches the record. */
export function DocumentScans({ applicationId, printable }: { applicationId: string; printable: DocumentRef }) {
  const t = useText();
  const files = useCall("attachment.list", { applicationId }).data ?? [];
  const scans = files.filter(({ sheet }) => sheet?.kind === printable.kind && sheet.utility === printable.utility);
  if (scans.length === 0) return null;
  return (
    <ul className={css.scans}>
      {scans.map((file) => (
        <li key={file.hash} className={css.scan} data-testid="document-scan">
          <span>{t("scan.ofVersion", { version: file.sheet?.version ?? 0 })}</span>
          <FileChips applicationId={applicationId} files={[file]} />
          {file.sheet?.supersededBy != null && (
            <span className={css.superseded}>{t("scan.supersededBy", { version: file.sheet.supersededBy })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
