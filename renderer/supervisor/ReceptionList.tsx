import { Button } from "antd";
import { lazy, Suspense } from "react";
import type { DayView } from "../../shared/contract/calls.ts";
import { useDocumentStore } from "../features/document/document-store.ts";
import "../features/reception/reception.css";
import { useText } from "../strings/text.ts";
import { hourText } from "../strings/time-text.ts";

const DocumentDialog = lazy(async () => ({ default: (await import("../features/document/DocumentDialog.tsx")).DocumentDialog }));

/** The day's visits that got a voucher and no acceptance number (收件、不予受理); nothing where there was none. */
export function ReceptionList({ lines }: { lines: DayView["receptions"] }) {
  const t = useText();
  const { wanted, open } = useDocumentStore();
  if (lines.length === 0) return null;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling box without a tab stop cannot be scrolled by keyboard
    <section className="reception-list" aria-labelledby="reception-list" tabIndex={0}>
      <h2 id="reception-list" className="card-title">{t("reception.list", { n: lines.length })}</h2>
      <table className="day-table">
        <caption className="visually-hidden">{t("reception.list", { n: lines.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("reception.number")}</th>
            <th scope="col">{t("day.applicant")}</th>
            <th scope="col">{t("reception.result")}</th>
            <th scope="col">{t("day.dutyHolder")}</th>
            <th scope="col">{t("day.state")}</th>
            <th scope="col"><span className="visually-hidden">{t("reception.preview")}</span></th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row" className="number">
                {line.number}
                <span className="day-soft">{hourText(line.at)} · {t(`channel.${line.channel}`)}</span>
              </th>
              <td>{line.applicant}</td>
              <td>
                {line.acceptedAs === null ? t(`reception.${line.kind}`) : t("reception.acceptedAs", { number: line.acceptedAs })}
                <span className="day-soft">{line.replaced ? `${line.reason}（${t("reception.replaced")}）` : line.reason}</span>
              </td>
              <td>{line.operator}</td>
              <td className={line.synced ? "day-synced" : "day-waiting"}>{line.synced ? `✓ ${t("day.synced")}` : `… ${t("day.notSynced")}`}</td>
              <td>
                <Button size="small" aria-label={t("reception.look", { number: line.number })} onClick={() => void open({ receptionId: line.id }, line.kind === "received" ? "received-notice" : "refusal-notice", null)}>{t("print.preview")}</Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Suspense fallback={null}>{wanted !== null && "receptionId" in wanted.source && <DocumentDialog />}</Suspense>
    </section>
  );
}
