import { useText } from "#renderer/strings/text.ts";
import { FileChips } from "#renderer/features/materials/FileChips.tsx";
import { useMaterialsStore } from "#renderer/features/materials/materials-store.ts";
import type { Sheet } from "#renderer/features/print/sheets.ts";
import "./sheet.css";

/** The scans of a signed paper, each with the version that was printed and signed, and whether that still says what the record says. */
export function SheetScans({ applicationId, sheet }: { applicationId: string; sheet: Sheet }) {
  const t = useText();
  const { id, files } = useMaterialsStore();
  const scans =
    id === applicationId
      ? files.filter((file) => file.sheet?.kind === sheet.kind && file.sheet.utility === sheet.utility)
      : [];
  if (scans.length === 0) return null;
  return (
    <ul className="sheet-scans">
      {scans.map((file) => (
        <li key={file.hash} className="sheet-scan">
          <span>{t("sheet.scan", { version: file.sheet?.version ?? 0 })}</span>
          <FileChips files={[file]} />
          {file.sheet?.supersededBy != null && (
            <span className="sheet-superseded">{t("sheet.supersededBy", { version: file.sheet.supersededBy })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
