import { Button } from "antd";
import { useState } from "react";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import { useDocumentStore } from "#renderer/features/documents/document-store.ts";
import { PrintList } from "#renderer/features/printing/jobs/PrintPanel.tsx";
import { receptionSlip } from "#renderer/features/printing/jobs/printable-documents.ts";
import { useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import css from "./reception.module.css";
import { lazyPart } from "#renderer/ui/lazy-part.tsx";

type Props = { line: DaySummaryView["receptions"][number]; isOpen: boolean; onToggle: () => void };

/** One visit without an acceptance number; its notice and printing open below it. */
function ReceptionLineRow({ line, isOpen, onToggle }: Props) {
  const t = useText();
  return (
    <>
      <tr>
        <th scope="row" className="number">
          {line.number}
          <span className="soft-line">
            {hourText(line.at)} · {t(`channel.${line.channel}`)}
          </span>
        </th>
        <td>{line.applicant}</td>
        <td>
          {line.acceptedAs === null
            ? t(`reception.${line.kind}`)
            : t("reception.acceptedAs", { number: line.acceptedAs })}
          <span className="soft-line">
            {line.isClockDoubted && <span className="work-mark">{t("systemClock.title")}</span>}{" "}
            {line.replaced ? `${line.reason}（${t("reception.replaced")}）` : line.reason}
          </span>
        </td>
        <td>{line.operator}</td>
        <td className={line.synced ? "text-good" : "text-warn"}>
          {line.synced ? `✓ ${t("daySummary.synced")}` : `… ${t("daySummary.notSynced")}`}
        </td>
        <td>
          <Button
            size="small"
            aria-expanded={isOpen}
            aria-label={t("reception.look", { number: line.number })}
            onClick={onToggle}
          >
            {t("reception.paper")}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={6}>
            <PrintList subject={{ of: "reception", id: line.id }} documentsOf={() => [receptionSlip(line.kind)]} />
          </td>
        </tr>
      )}
    </>
  );
}

const DocumentDialog = lazyPart(
  async () => (await import("#renderer/features/documents/DocumentDialog.tsx")).DocumentDialog,
);

/** The day's visits with a notice and no acceptance number (收件、不予受理); renders nothing without any. */
export function ReceptionList({ lines }: { lines: DaySummaryView["receptions"] }) {
  const t = useText();
  const wanted = useDocumentStore((documents) => documents.wanted);
  const [open, setOpen] = useState<string | null>(null);
  if (lines.length === 0) return null;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without a tab stop the keyboard cannot scroll the box
    <section className={css.list} aria-labelledby="reception-list" tabIndex={0}>
      <h2 id="reception-list" className="card-title">
        {t("reception.list", { n: lines.length })}
      </h2>
      <table className="data-table" data-testid="data-table">
        <caption className="visually-hidden">{t("reception.list", { n: lines.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("reception.number")}</th>
            <th scope="col">{t("daySummary.applicant")}</th>
            <th scope="col">{t("reception.result")}</th>
            <th scope="col">{t("daySummary.dutyHolder")}</th>
            <th scope="col">{t("daySummary.state")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("reception.paper")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <ReceptionLineRow
              key={line.id}
              line={line}
              isOpen={open === line.id}
              onToggle={() => setOpen(open === line.id ? null : line.id)}
            />
          ))}
        </tbody>
      </table>
      {wanted !== null && "receptionId" in wanted.source && <DocumentDialog />}
    </section>
  );
}
