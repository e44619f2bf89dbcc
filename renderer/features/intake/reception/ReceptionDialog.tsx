import { Button, Modal } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { GROUND_NAMES, REFUSAL_GROUNDS, type RefusalGround } from "#shared/case/reception.ts";
import type { ReceptionView } from "#shared/contract/reception.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { PrintList } from "#renderer/features/printing/jobs/PrintPanel.tsx";
import { receptionSlip } from "#renderer/features/printing/jobs/printable-documents.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { Pills } from "#renderer/ui/Pills.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { closeReception, dropReception, giveNotice, useReceptionStore } from "./reception-store.ts";
import css from "./reception.module.css";

/** The notice that was given: its number, its printing, and the way to the next visitor. */
function NoticeGiven({ notice }: { notice: ReceptionView }) {
  const t = useText();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  return (
    <div className={css.reception} data-testid="reception">
      <p className={notice.kind === "received" ? css.received : css.refused}>
        ✓ {t(notice.kind === "received" ? "reception.givenReceived" : "reception.givenRefused")}
      </p>
      <p>
        {t("reception.number")}{" "}
        <strong className={`number ${css.number}`} data-testid="reception-number">
          {notice.number}
        </strong>
      </p>
      <PrintList subject={{ of: "reception", id: notice.id }} documentsOf={() => [receptionSlip(notice.kind)]} />
      <div className={css.acts}>
        <Button ref={next} type="primary" onClick={closeReception}>
          {t("reception.done")}
        </Button>
      </div>
    </div>
  );
}

const isGround = (id: string | null): id is RefusalGround => REFUSAL_GROUNDS.some((ground) => ground === id);

/** Receives or refuses the visit without an acceptance number; each gives a numbered notice. */
export function ReceptionDialog({ profile }: { profile: Profile }) {
  const t = useText();
  const { given, busy, problem } = useReceptionStore();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<"received" | "refused">("received");
  const [items, setItems] = useState("");
  const [ground, setGround] = useState<RefusalGround>("wrong-hall");
  const [reason, setReason] = useState("");
  const [goTo, setGoTo] = useState("");
  useEffect(() => useIntakeStore.subscribe(dropReception), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (kind === "received")
      void giveNotice({
        kind,
        items: items
          .split("\n")
          .map((item) => item.trim())
          .filter((item) => item !== ""),
        reason,
      });
    else void giveNotice({ kind, ground, reason, goTo: goTo.trim() === "" ? null : goTo });
  };
  const focusFirst = (isOpen: boolean): void => {
    const first = isOpen ? form.current?.querySelector("input:checked") : null;
    if (first instanceof HTMLElement) first.focus();
  };
  return (
    <Modal
      open
      title={t("reception.title")}
      width={680}
      onCancel={closeReception}
      afterOpenChange={focusFirst}
      footer={null}
      maskClosable={false}
    >
      {problem !== null && <ProblemNote problem={problem} />}
      {given !== null && <NoticeGiven notice={given} />}
      {given === null && (
        <form ref={form} className={css.reception} data-testid="reception" onSubmit={submit}>
          <fieldset>
            <legend className="field-label">{t("reception.what")}</legend>
            <Pills
              name="reception-kind"
              path="reception.kind"
              options={[
                { id: "received", label: t("reception.receive") },
                { id: "refused", label: t("reception.refuse") },
              ]}
              value={kind}
              clearable={false}
              onChange={(id) => setKind(id === "refused" ? "refused" : "received")}
            />
          </fieldset>
          {kind === "received" && (
            <label className={css.field}>
              {t("reception.items")}
              <textarea
                className="textarea"
                rows={3}
                maxLength={2000}
                value={items}
                onChange={(event) => setItems(event.target.value)}
              />
            </label>
          )}
          {kind === "refused" && (
            <RefusalFields profile={profile} ground={ground} onGround={setGround} goTo={goTo} onGoTo={setGoTo} />
          )}
          <label className={css.field}>
            {t(kind === "received" ? "reception.waiting" : "reception.reason")}
            <input
              className="input"
              required
              autoComplete="off"
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <div className={css.acts}>
            <Button onClick={closeReception}>{t("common.cancel")}</Button>
            <Button type="primary" htmlType="submit" danger={kind === "refused"} disabled={busy}>
              {t(kind === "received" ? "reception.giveReceived" : "reception.giveRefused")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

type RefusalProps = {
  profile: Profile;
  ground: RefusalGround;
  onGround: (ground: RefusalGround) => void;
  goTo: string;
  onGoTo: (text: string) => void;
};

/** The ground of a refusal and where the applicant is sent, beside the rules' text on scope. */
function RefusalFields({ profile, ground, onGround, goTo, onGoTo }: RefusalProps) {
  const t = useText();
  const pick = usePick();
  return (
    <>
      <fieldset>
        <legend className="field-label">{t("reception.ground")}</legend>
        <Pills
          name="reception-ground"
          path="reception.ground"
          options={REFUSAL_GROUNDS.map((id) => ({ id, label: pick(GROUND_NAMES[id]) }))}
          value={ground}
          clearable={false}
          onChange={(id) => isGround(id) && onGround(id)}
        />
      </fieldset>
      {ground === "out-of-scope" && (
        <div className={css.scope}>
          <span className="field-label">{t("reception.scope")}</span>
          <ul>
            {profile.scope.map((each) => (
              <li key={each.quote}>{t("consent.clause", { quote: each.quote, clause: each.clause })}</li>
            ))}
          </ul>
        </div>
      )}
      {ground === "wrong-hall" && (
        <label className={css.field}>
          {t("reception.goTo")}
          <input
            className="input"
            required
            autoComplete="off"
            maxLength={200}
            value={goTo}
            onChange={(event) => onGoTo(event.target.value)}
          />
        </label>
      )}
    </>
  );
}
