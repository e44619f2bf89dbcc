import { Button, Modal } from "antd";
import { useRef, useState } from "react";
import { DUPLICATE_REASONS, DuplicateReason, type DuplicateDecision } from "#shared/case/duplicate.ts";
import type { DuplicateLine } from "#shared/contract/intake.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { Pills } from "#renderer/ui/Pills.tsx";
import css from "./DuplicateDialog.module.css";

type Props = {
  lines: DuplicateLine[];
  profile: Profile;
  onOpen: (id: string) => void;
  onNew: (decision: DuplicateDecision) => void;
  onWithdraw: () => void;
  onBack: () => void;
};

/** The choices for a likely duplicate (row 6): open the stored one, accept a new one with a reason, or discard. */
export function DuplicateDialog({ lines, profile, onOpen, onNew, onWithdraw, onBack }: Props) {
  const t = useText();
  const pick = usePick();
  const [reason, setReason] = useState<DuplicateReason | null>(null);
  const [note, setNote] = useState("");
  const first = useRef<HTMLButtonElement>(null);
  const [wanting, setWanting] = useState<"duplicate.chooseReason" | "duplicate.noteNeeded" | null>(null);
  const utilityNames = (ids: readonly string[]): string =>
    profile.utilities
      .filter((utility) => ids.includes(utility.id))
      .map((utility) => pick(utility.label))
      .join(t("common.listComma"));
  const acceptNew = (): void => {
    if (reason === null) setWanting("duplicate.chooseReason");
    else if (reason === "other" && note.trim() === "") setWanting("duplicate.noteNeeded");
    else onNew({ reason, note: note.trim() });
  };
  return (
    <Modal
      open
      title={t("duplicate.title")}
      width={720}
      onCancel={onBack}
      afterOpenChange={(open) => open && first.current?.focus()}
      footer={null}
      maskClosable={false}
    >
      <ul className={css.list}>
        {lines.map((line, i) => (
          <li key={line.id} className={css.line} data-testid="duplicate-line">
            <strong className="number">{line.acceptanceNumber}</strong>{" "}
            <span className={css.status}>{pick(line.statusName)}</span>
            <span>
              {line.applicant} · {line.site}
            </span>
            <span>{t("duplicate.utilities", { names: utilityNames(line.utilities) })}</span>
            <span>{t("duplicate.window", { window: line.window, time: momentText(line.acceptedAt) })}</span>
            <span>{t("duplicate.duty", line.dutyHolder)}</span>
            <Button ref={i === 0 ? first : null} onClick={() => onOpen(line.id)}>
              {t("duplicate.open", { number: line.acceptanceNumber })}
            </Button>
          </li>
        ))}
      </ul>
      <p className={css.hint}>{t("duplicate.openHint")}</p>
      <fieldset className={css.new} data-testid="duplicate-new">
        <legend>{t("duplicate.why")}</legend>
        <Pills
          name="duplicate-reason"
          path="duplicate.reason"
          options={DuplicateReason.options.map((id) => ({ id, label: pick(DUPLICATE_REASONS[id]) }))}
          value={reason}
          onChange={(id) => setReason(DuplicateReason.safeParse(id).data ?? null)}
          invalid={wanting === "duplicate.chooseReason"}
          describedBy="duplicate-wanting"
        />
        <label className={css.note}>
          {t("duplicate.note")}
          <input
            className="input"
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            aria-describedby="duplicate-wanting"
          />
        </label>
        <span id="duplicate-wanting" className="field-problem" aria-live="polite">
          {wanting !== null && `✕ ${t(wanting)}`}
        </span>
      </fieldset>
      <div className={css.acts} data-testid="duplicate-acts">
        <Button onClick={onBack}>{t("duplicate.back")}</Button>
        <Button danger onClick={onWithdraw}>
          {t("duplicate.withdraw")}
        </Button>
        <Button type="primary" onClick={acceptNew}>
          {t("duplicate.new")}
        </Button>
      </div>
    </Modal>
  );
}
