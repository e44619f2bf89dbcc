import { Button } from "antd";
import type { DayView } from "#shared/contract/calls.ts";
import { PrintList } from "#renderer/features/print/PrintList.tsx";
import { voucherSheet } from "#renderer/features/reception/voucher-sheet.ts";
import { useText } from "#renderer/strings/text.ts";
import { hourText } from "#renderer/strings/time-text.ts";

type Props = { line: DayView["receptions"][number]; isOpen: boolean; onToggle: () => void };

/** One visit without an acceptance number, and below it, once asked for, its voucher's paper. */
export function ReceptionLineRow({ line, isOpen, onToggle }: Props) {
  const t = useText();
  return (
    <>
      <tr>
        <th scope="row" className="number">
          {line.number}
          <span className="day-soft">
            {hourText(line.at)} · {t(`channel.${line.channel}`)}
          </span>
        </th>
        <td>{line.applicant}</td>
        <td>
          {line.acceptedAs === null
            ? t(`reception.${line.kind}`)
            : t("reception.acceptedAs", { number: line.acceptedAs })}
          <span className="day-soft">
            {line.replaced ? `${line.reason}（${t("reception.replaced")}）` : line.reason}
          </span>
        </td>
        <td>{line.operator}</td>
        <td className={line.synced ? "day-synced" : "day-waiting"}>
          {line.synced ? `✓ ${t("day.synced")}` : `… ${t("day.notSynced")}`}
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
          <td colSpan={6} className="reception-paper">
            <PrintList subject={{ of: "reception", id: line.id }} sheetsOf={() => [voucherSheet(line.kind)]} />
          </td>
        </tr>
      )}
    </>
  );
}
