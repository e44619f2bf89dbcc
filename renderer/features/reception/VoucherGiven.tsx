import { Button } from "antd";
import { useEffect, useRef } from "react";
import type { ReceptionView } from "../../../shared/contract/reception-calls.ts";
import { ask } from "../../host/host.ts";
import { onNews } from "../../shell/news-store.ts";
import { usePick, useText } from "../../strings/text.ts";
import { useDocumentStore } from "../document/document-store.ts";
import "../print/print.css";
import { closeReception, printAgain, readVoucher, useReceptionStore } from "./reception-store.ts";

/** The voucher that was given: its number, what is known about its paper, and the way to the next visitor. */
export function VoucherGiven({ voucher }: { voucher: ReceptionView }) {
  const t = useText();
  const pick = usePick();
  const next = useRef<HTMLButtonElement>(null);
  const busy = useReceptionStore((state) => state.busy);
  useEffect(() => {
    next.current?.focus();
    return onNews(
      (news) => {
        if (news.kind === "print.changed" && news.applicationId === voucher.id) void readVoucher();
      },
      () => void readVoucher(),
    );
  }, [voucher.id]);
  const last = voucher.prints.at(-1);
  const asked = last !== undefined && (last.outcome === "sent" || last.outcome === "unconfirmed");
  const confirm = async (jobId: string, paperCame: boolean): Promise<void> => {
    await ask("print.confirm", { jobId, paperCame }).catch(() => null);
    await readVoucher();
  };
  return (
    <div className="reception">
      <p className={voucher.kind === "received" ? "reception-received" : "reception-refused"}>✓ {t(voucher.kind === "received" ? "reception.givenReceived" : "reception.givenRefused")}</p>
      <p>
        {t("reception.number")} <strong className="number reception-number">{voucher.number}</strong>
      </p>
      {last !== undefined && (
        <p className="print-outcome">
          <span className={`print-${last.outcome}`}>{t(`print.${last.outcome}`)}</span>
          {last.reason !== null && <span className="print-reason">{pick(last.reason)}</span>}
          {asked && (
            <span className="print-asked">
              {t("print.cameQuestion")}
              <Button size="small" onClick={() => void confirm(last.id, true)}>{t("print.came")}</Button>
              <Button size="small" onClick={() => void confirm(last.id, false)}>{t("print.didNotCome")}</Button>
            </span>
          )}
        </p>
      )}
      <div className="reception-acts">
        <Button onClick={() => void useDocumentStore.getState().open({ receptionId: voucher.id }, voucher.kind === "received" ? "received-notice" : "refusal-notice", null)}>{t("reception.preview")}</Button>
        <Button disabled={busy} onClick={() => void printAgain(voucher.id, t("print.again"))}>{t("reception.again")}</Button>
        <Button ref={next} type="primary" onClick={closeReception}>{t("reception.done")}</Button>
      </div>
    </div>
  );
}
