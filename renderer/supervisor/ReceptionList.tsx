import { lazy, Suspense, useState } from "react";
import type { DayView } from "#shared/contract/calls.ts";
import { useDocumentStore } from "#renderer/features/document/document-store.ts";
import "#renderer/features/reception/reception.css";
import { useText } from "#renderer/strings/text.ts";
import { ReceptionLineRow } from "./ReceptionLineRow.tsx";

const DocumentDialog = lazy(async () => ({
  default: (await import("#renderer/features/document/DocumentDialog.tsx")).DocumentDialog,
}));

/** The day's visits that got a voucher and no acceptance number (收件、不予受理); nothing where there was none. */
export function ReceptionList({ lines }: { lines: DayView["receptions"] }) {
  const t = useText();
  const wanted = useDocumentStore((documents) => documents.wanted);
  const [open, setOpen] = useState<string | null>(null);
  if (lines.length === 0) return null;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling box without a tab stop cannot be scrolled by keyboard
    <section className="reception-list" aria-labelledby="reception-list" tabIndex={0}>
      <h2 id="reception-list" className="card-title">
        {t("reception.list", { n: lines.length })}
      </h2>
      <table className="day-table">
        <caption className="visually-hidden">{t("reception.list", { n: lines.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("reception.number")}</th>
            <th scope="col">{t("day.applicant")}</th>
            <th scope="col">{t("reception.result")}</th>
            <th scope="col">{t("day.dutyHolder")}</th>
            <th scope="col">{t("day.state")}</th>
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
      <Suspense fallback={null}>{wanted !== null && "receptionId" in wanted.source && <DocumentDialog />}</Suspense>
    </section>
  );
}
