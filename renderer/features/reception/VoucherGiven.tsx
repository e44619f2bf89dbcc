import { Button } from "antd";
import { useEffect, useRef } from "react";
import type { ReceptionView } from "#shared/contract/reception-calls.ts";
import { useText } from "#renderer/strings/text.ts";
import { PrintList } from "#renderer/features/print/PrintList.tsx";
import { closeReception } from "./reception-store.ts";
import { voucherSheet } from "./voucher-sheet.ts";

/** The voucher that was given: its number, what is known about its paper and may be done about it, and the way to the next visitor. */
export function VoucherGiven({ voucher }: { voucher: ReceptionView }) {
  const t = useText();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  return (
    <div className="reception">
      <p className={voucher.kind === "received" ? "reception-received" : "reception-refused"}>
        ✓ {t(voucher.kind === "received" ? "reception.givenReceived" : "reception.givenRefused")}
      </p>
      <p>
        {t("reception.number")} <strong className="number reception-number">{voucher.number}</strong>
      </p>
      <PrintList subject={{ of: "reception", id: voucher.id }} sheetsOf={() => [voucherSheet(voucher.kind)]} />
      <div className="reception-acts">
        <Button ref={next} type="primary" onClick={closeReception}>
          {t("reception.done")}
        </Button>
      </div>
    </div>
  );
}
