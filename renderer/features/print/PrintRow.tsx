import { Button } from "antd";
import type { Application } from "../../../shared/application.ts";
import type { PrintJobLine } from "../../../shared/contract/print-calls.ts";
import { usePick, useText } from "../../strings/text.ts";
import { hourText } from "../../strings/time-text.ts";
import { useApplicationStore } from "../application/application-store.ts";
import { useDocumentStore } from "../document/document-store.ts";
import { usePrintStore } from "./print-store.ts";
import type { Sheet } from "./sheets.ts";

type Props = { application: Application; sheet: Sheet; jobs: readonly PrintJobLine[] };

/** One document: look at it, print it, say whether paper came. */
export function PrintRow({ application, sheet, jobs }: Props) {
  const t = useText();
  const pick = usePick();
  const open = useDocumentStore((documents) => documents.open);
  const profile = useApplicationStore((state) => state.profile);
  const { print, confirm, busy } = usePrintStore();
  const utility = profile?.utilities.find((one) => one.id === sheet.utility);
  const name = utility === undefined ? t(`print.${sheet.kind}`) : `${t(`print.${sheet.kind}`)} · ${pick(utility.label)}`;
  const last = [...jobs].sort((a, b) => a.copy - b.copy || a.at.localeCompare(b.at)).at(-1);
  const asked = last !== undefined && (last.outcome === "sent" || last.outcome === "unconfirmed");
  const printed = last !== undefined && last.outcome !== "failed";
  return (
    <li className="print-row">
      <span className="print-name">{name}</span>
      <span className="print-outcome">
        <span className={`print-state print-${last?.outcome ?? "none"}`}>{last === undefined ? t("print.none") : t(`print.${last.outcome}`)}</span>
        {last !== undefined && (
          <span className="print-when number">
            {last.copy > 1 && `${t("print.copy", { n: last.copy })} `}
            {hourText(last.at)}
          </span>
        )}
        {last?.reason !== undefined && last.reason !== null && <span className="print-reason">{pick(last.reason)}</span>}
        {asked && (
          <span className="print-asked">
            {t("print.cameQuestion")}
            <Button size="small" aria-label={`${name}: ${t("print.cameQuestion")} ${t("print.came")}`} onClick={() => void confirm(last.id, true)}>{t("print.came")}</Button>
            <Button size="small" aria-label={`${name}: ${t("print.cameQuestion")} ${t("print.didNotCome")}`} onClick={() => void confirm(last.id, false)}>{t("print.didNotCome")}</Button>
          </span>
        )}
      </span>
      <span className="print-acts">
        <Button aria-label={`${t("print.preview")} ${name}`} onClick={() => void open({ applicationId: application.id }, sheet.kind, sheet.utility)}>
          {t("print.preview")}
        </Button>
        <Button aria-label={`${t(printed ? "print.again" : "print.print")} ${name}`} disabled={busy} onClick={() => void print(sheet, printed ? t("print.why") : null)}>
          {t(printed ? "print.again" : "print.print")}
        </Button>
      </span>
    </li>
  );
}
