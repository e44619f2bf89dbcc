import { Button, Modal } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { ConflictView } from "#shared/contract/conflicts.ts";
import { followEvents } from "#renderer/host/events.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ConflictTable } from "./ConflictTable.tsx";
import { fieldKey, useConflictStore } from "./conflict-store.ts";
import css from "./conflict.module.css";

/** The acts of both windows: the other window's stand, and this window's follow if they are still possible. */
function ConflictActs({ view, windows }: { view: ConflictView; windows: string }) {
  const t = useText();
  const pick = usePick();
  if (view.mine.length + view.others.length === 0) return null;
  return (
    <section className={css.acts} aria-labelledby="conflict-acts">
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
          <li key={`mine ${act.at} ${act.label.zh}`} className={act.refused === null ? undefined : css.isDropped}>
            <span className="number">{momentText(act.at)}</span> {t("conflict.mine")} ·{" "}
            <strong>{pick(act.label)}</strong> ·{" "}
            {act.refused === null ? t("conflict.again") : t("conflict.dropped", { why: pick(act.refused) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Moves the keyboard to the first open choice, else to the first choice. */
function focusFirst(form: HTMLFormElement | null): void {
  const wanting = form?.querySelector<HTMLElement>("tr[data-wanting=true] input");
  (wanting ?? form?.querySelector<HTMLElement>("input, button[type=submit]"))?.focus();
}

/** Merges a version made at two windows field by field (处理版本冲突); nothing of either side is lost. */
export function ConflictForm({ applicationId, onClose }: { applicationId: string; onClose: () => void }) {
  const t = useText();
  const pick = usePick();
  const { view, picks, problem, resolved, busy, read, pick: choose, resolve } = useConflictStore();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    void read(applicationId);
    // The form waits until the other window's version has arrived.
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
  // Runs after the opening and after each change of the content.
  const isShown = view !== null;
  useEffect(() => {
    if (isShown) setTimeout(() => focusFirst(form.current), 0);
  }, [isShown]);
  // The form closes with the decision; the keyboard goes to what follows it.
  useEffect(() => {
    if (resolved !== null) done.current?.focus();
  }, [resolved]);
  const windows = view?.windows.join(t("common.listComma")) ?? "";
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (view === null || view.fields.some((field) => picks[fieldKey(field)] === undefined)) {
      setTimeout(() => focusFirst(form.current), 0);
      return;
    }
    if ((await resolve()) && useConflictStore.getState().resolved?.dropped.length === 0) onClose();
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
      {resolved !== null && (
        <div className={css.resolved} data-testid="conflict-resolved">
          <output>✓ {t("conflict.resolved")}</output>
          <ul>
            {resolved.dropped.map(({ label, why }) => (
              <li key={label.zh}>{t("conflict.droppedLine", { label: pick(label), why: pick(why) })}</li>
            ))}
          </ul>
          <div className={css.end}>
            <Button type="primary" ref={done} onClick={onClose}>
              {t("conflict.close")}
            </Button>
          </div>
        </div>
      )}
      {resolved === null && view !== null && view.theirs === null && <p>{t("conflict.waiting")}</p>}
      {resolved === null && view !== null && view.theirs !== null && (
        <form ref={form} noValidate data-testid="conflict-form" onSubmit={(event) => void send(event)}>
          <p>{t(view.fields.length === 0 ? "conflict.noFields" : "conflict.what", { window: windows })}</p>
          {view.fields.length > 0 && (
            <ConflictTable fields={view.fields} windows={windows} picks={picks} wanting={tried} onPick={choose} />
          )}
          <ConflictActs view={view} windows={windows} />
          <p className={css.kept}>{t("conflict.kept")}</p>
          <div className={css.end}>
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
