import { Button } from "antd";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { PRINTER_SETS, SLIP_PROOFS, WINDOWS_PRINTS, type PrinterKind } from "#shared/contract/printer-settings.ts";
import { PRINTER_KIND_WORDS, PROOF_WORDS } from "#shared/contract/printer-text.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { isSlipPrinter, settingsOf, type PrinterEntry } from "./printer-entry.ts";
import type { PrinterActing } from "./use-printer-act.ts";
import css from "./printer.module.css";

type Props = {
  start: PrinterEntry;
  isNew: boolean;
  kinds: readonly PrinterKind[];
  acting: PrinterActing;
  onDone: () => void;
};

const EXAMPLES: Partial<Record<PrinterKind, string>> = {
  ipp: "ipp://192.168.1.40/ipp/print",
  "escpos-tcp": "192.168.1.50:9100",
  "device-file": "/dev/usb/lp0",
  "cups-raw": "ipp://localhost:631/printers/slips",
  "windows-spooler": "HP LaserJet M404",
};

/** Adds or changes a printer; a problem is shown at its field. */
export function PrinterForm({ start, isNew, kinds, acting: { busy, problem, change: store }, onDone }: Props) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const [entry, setEntry] = useState(start);
  const change = (changes: Partial<PrinterEntry>): void => setEntry({ ...entry, ...changes });
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const pin = entry.pin === "" ? null : entry.pin;
    if (await store("printer.save", { printer: settingsOf(entry), pin })) onDone();
  };
  const wrong = (field: string): string | null => {
    const found = problem?.fields.find(({ path }) => path === `printer.${field}` || path === field);
    return found === undefined ? null : pick(found.message);
  };
  const box = (name: string, field: string, label: string, children: ReactNode) => (
    <FieldBox
      htmlFor={`${id}-${name}`}
      messageId={`${id}-${name}-m`}
      required={field !== "options.baud"}
      problem={wrong(field)}
      warning={null}
      label={label}
    >
      {children}
    </FieldBox>
  );
  const input = (name: "name" | "address" | "baud" | "pin", max: number, example = "") => (
    <input
      id={`${id}-${name}`}
      className="input"
      maxLength={max}
      type={name === "pin" ? "password" : "text"}
      inputMode={name === "pin" ? "numeric" : undefined}
      autoComplete="off"
      placeholder={example}
      value={entry[name]}
      aria-describedby={`${id}-${name}-m`}
      aria-invalid={wrong(name === "baud" ? "options.baud" : name) !== null}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  const isSlip = isSlipPrinter(entry);
  return (
    <form
      className={`side-card ${css.form}`}
      data-testid="printer-form"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => void send(event)}
    >
      <h2 id={`${id}-title`} className="card-title">
        {t(isNew ? "printer.add" : "printer.change")}
      </h2>
      {box(
        "kind",
        "kind",
        t("printer.kind"),
        <select
          id={`${id}-kind`}
          className="select"
          value={entry.kind}
          aria-describedby={`${id}-kind-m`}
          onChange={(event) => change({ kind: kinds.find((kind) => kind === event.target.value) ?? entry.kind })}
        >
          {kinds
            .filter((kind) => kind !== "tray")
            .map((kind) => (
              <option key={kind} value={kind}>
                {pick(PRINTER_KIND_WORDS[kind])}
              </option>
            ))}
        </select>,
      )}
      {box("name", "name", t("printer.name"), input("name", 40))}
      {box(
        "address",
        "address",
        t(entry.kind === "windows-spooler" ? "printer.windowsName" : "printer.address"),
        input("address", 300, EXAMPLES[entry.kind] ?? ""),
      )}
      {entry.kind === "windows-spooler" &&
        box(
          "prints",
          "options.prints",
          t("printer.prints"),
          <select
            id={`${id}-prints`}
            className="select"
            value={entry.prints}
            aria-describedby={`${id}-prints-m`}
            onChange={(event) =>
              change({ prints: WINDOWS_PRINTS.find((one) => one === event.target.value) ?? entry.prints })
            }
          >
            {WINDOWS_PRINTS.map((one) => (
              <option key={one} value={one}>
                {t(`printer.prints.${one}`)}
              </option>
            ))}
          </select>,
        )}
      {isSlip &&
        box(
          "set",
          "options.printerSet",
          t("printer.set"),
          <select
            id={`${id}-set`}
            className="select"
            value={entry.printerSet}
            aria-describedby={`${id}-set-m`}
            onChange={(event) =>
              change({ printerSet: PRINTER_SETS.find((one) => one === event.target.value) ?? entry.printerSet })
            }
          >
            {PRINTER_SETS.map((one) => (
              <option key={one} value={one}>
                {one.toUpperCase()}
              </option>
            ))}
          </select>,
        )}
      {isSlip &&
        entry.kind !== "windows-spooler" &&
        box(
          "proof",
          "options.proof",
          t("printer.proof"),
          <select
            id={`${id}-proof`}
            className="select"
            value={entry.proof}
            aria-describedby={`${id}-proof-m`}
            onChange={(event) =>
              change({ proof: SLIP_PROOFS.find((one) => one === event.target.value) ?? entry.proof })
            }
          >
            {SLIP_PROOFS.map((one) => (
              <option key={one} value={one}>
                {pick(PROOF_WORDS[one])}
              </option>
            ))}
          </select>,
        )}
      {entry.kind === "device-file" && box("baud", "options.baud", t("printer.baud"), input("baud", 6, "9600"))}
      {(entry.kind === "ipp" || (entry.kind === "windows-spooler" && !isSlip)) && (
        <label className={css.check}>
          <input
            type="checkbox"
            checked={entry.twoSided}
            onChange={(event) => change({ twoSided: event.target.checked })}
          />
          {t("printer.twoSided")}
        </label>
      )}
      {(entry.pin !== "" || wrong("pin") !== null) && box("pin", "pin", t("printer.pin"), input("pin", 40))}
      <span className={css.buttons}>
        <Button type="primary" htmlType="submit" disabled={busy}>
          {t("printer.save")}
        </Button>
        <Button onClick={onDone}>{t("common.cancel")}</Button>
      </span>
    </form>
  );
}
