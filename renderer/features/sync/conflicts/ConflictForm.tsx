import { Button, Modal } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { ConflictView } from "#shared/contract/conflicts.ts";
import { followEvents } from "#renderer/host/events.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ConflictTable } from "./ConflictTable.tsx";
import { fieldKey, useConflictStore } from "./conflict-store.ts";
import "./conflict.css";

/** What was done at both windows besides the form, and what becomes of this window's: theirs stands, and what can still be done goes on by itself. */
function ConflictActs({ view, windows }: { view: ConflictView; windows: string }) {
  const t = useText();
  const pick = usePick();
  if (view.mine.length + view.others.length === 0) return null;
  return (
    <section className="conflict-acts" aria-labelledby="conflict-acts">
      <h3 id="conflict-acts">{t("conflict.acts")}</h3>
      <p>{t("conflict.actsRule")}</p>
      <ul>
        {view.others.map((act) => (
          <li key={`theirs ${act.at} ${act.label.zh}`}>
            <span className="number">{momentText(act.at)}</span> {windows} · <strong>{pick(act.label)}</strong> ·{" "}
            {t("conflict.stands")}
          </li>
        ))}
        {view.mine.map((act) => (
          <li key={`mine ${act.at} ${act.label.zh}`} className={act.refused === null ? undefined : "is-dropped"}>
            <span className="number">{momentText(act.at)}</span> {t("conflict.mine")} ·{" "}
            <strong>{pick(act.label)}</strong> ·{" "}
            {act.refused === null ? t("conflict.again") : t("conflict.dropped", { why: pick(act.refused) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The keyboard goes to what is still to be chosen, else to the first choice there is. */
function focusFirst(form: HTMLFormElement | null): void {
  const wanting = form?.querySelector<HTMLElement>("tr.is-wanting input");
  (wanting ?? form?.querySelector<HTMLElement>("input, button[type=submit]"))?.focus();
}

/** Puts a version that two windows made together, field by field (处理版本冲突); the result goes to the centre on top of theirs, and nothing of either is lost. */
export function ConflictForm({ applicationId, onClose }: { applicationId: string; onClose: () => void }) {
  const t = useText();
  const pick = usePick();
  const { view, picks, problem, resolved: settled, busy, read, pick: choose, resolve: settle } = useConflictStore();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    void read(applicationId);
    // While theirs is still on its way, the form waits for it.
    return followEvents(
      (event) => {
        if (
          event.kind === "application.changed" &&
          event.id === applicationId &&
          useConflictStore.getState().view?.theirs === null
        )
          void read(applicationId);
      },
      () => undefined,
    );
  }, [applicationId, read]);
  // Whichever is last, the opening or what is shown in it.
  const isShown = view !== null;
  useEffect(() => {
    if (isShown) setTimeout(() => focusFirst(form.current), 0);
  }, [isShown]);
  // The form is gone with the decision; the keyboard goes to what follows it.
  useEffect(() => {
    if (settled !== null) done.current?.focus();
  }, [settled]);
  const windows = view?.windows.join(t("common.listComma")) ?? "";
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (view === null || view.fields.some((field) => picks[fieldKey(field)] === undefined)) {
      setTimeout(() => focusFirst(form.current), 0);
      return;
    }
    if ((await settle()) && useConflictStore.getState().resolved?.dropped.length === 0) onClose();
  };
  return (
    <Modal
      open
      title={t("conflict.title", { number: view?.acceptanceNumber ?? "" })}
      width={920}
      footer={null}
      onCancel={onClose}
      afterOpenChange={(open) => open && focusFirst(form.current)}
      maskClosable={false}
      destroyOnHidden
    >
      {problem !== null && <ProblemNote problem={problem} />}
      {settled !== null && (
        <div className="conflict-settled">
          <output>✓ {t("conflict.resolved")}</output>
          <ul>
            {settled.dropped.map(({ label, why }) => (
              <li key={label.zh}>{t("conflict.droppedLine", { label: pick(label), why: pick(why) })}</li>
            ))}
          </ul>
          <div className="conflict-end">
            <Button type="primary" ref={done} onClick={onClose}>
              {t("conflict.close")}
            </Button>
          </div>
        </div>
      )}
      {settled === null && view !== null && view.theirs === null && <p>{t("conflict.waiting")}</p>}
      {settled === null && view !== null && view.theirs !== null && (
        <form ref={form} noValidate className="conflict-form" onSubmit={(event) => void send(event)}>
          <p>{t(view.fields.length === 0 ? "conflict.noFields" : "conflict.what", { window: windows })}</p>
          {view.fields.length > 0 && (
            <ConflictTable fields={view.fields} windows={windows} picks={picks} wanting={tried} onPick={choose} />
          )}
          <ConflictActs view={view} windows={windows} />
          <p className="conflict-kept">{t("conflict.kept")}</p>
          <div className="conflict-end">
            <Button onClick={onClose}>{t("conflict.cancel")}</Button>
            <Button type="primary" htmlType="submit" loading={busy}>
              {t("conflict.send")} <kbd>Enter</kbd>
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
