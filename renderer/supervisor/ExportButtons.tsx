import { Button } from "antd";
import { useState } from "react";
import { useText } from "#renderer/strings/text.ts";
import { useDayStore } from "./day-store.ts";
import { saveFile } from "#renderer/features/document/save-file.ts";

/** Saves the day's ledger as a file; what is saved is the whole day, whatever filter is on. */
export function ExportButtons() {
  const t = useText();
  const { view, exportLedger } = useDayStore();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const save = async (format: "xlsx" | "csv"): Promise<void> => {
    setBusy(true);
    setSaid("");
    const file = await exportLedger(format);
    if (file !== null) {
      saveFile(file.fileName, file.mime, file.base64);
      setSaid(t("day.exported", { file: file.fileName, n: file.rows }));
    }
    setBusy(false);
  };
  return (
    <fieldset className="day-export" aria-label={t("day.export")}>
      <output className="day-exported">{busy ? t("day.exporting") : said}</output>
      <Button type="primary" disabled={busy || view === null} onClick={() => void save("xlsx")}>
        {t("day.exportXlsx")}
      </Button>
      <Button disabled={busy || view === null} onClick={() => void save("csv")}>
        {t("day.exportCsv")}
      </Button>
    </fieldset>
  );
}
