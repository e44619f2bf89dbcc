import { Button, Drawer } from "antd";
import { useState } from "react";
import type { DraftLine } from "#shared/contract/intake.ts";
import { useProfiles } from "#renderer/features/rules/use-profiles.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { readParked, saveNow, useDraftStore, useParked } from "./draft-store.ts";
import { discardParked, resumeParked } from "./parked.ts";
import css from "./parked.module.css";

/** Parked visits; resuming leads back to the field where each one stopped. */
export function ParkedDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const pick = usePick();
  const read = useParked();
  const problem = useDraftStore((state) => state.problem);
  const profiles = useProfiles();
  const [sure, setSure] = useState<string | null>(null);
  const labels = (draft: DraftLine): string => {
    const profile = profiles.find((one) => one.id === draft.profileId);
    const names = draft.utilities
      .map((id) => profile?.utilities.find((utility) => utility.id === id))
      .flatMap((utility) => (utility === undefined ? [] : [pick(utility.label)]));
    return [profile === undefined ? draft.profileId : pick(profile.name), ...names].join(" · ");
  };
  const readAgain = async (): Promise<void> => {
    useDraftStore.setState({ problem: null });
    await saveNow();
    await readParked();
  };
  const resume = (id: string): void => {
    // The drawer returns the keyboard first, then the form moves it to the field.
    onClose();
    void resumeParked(id);
  };
  return (
    <Drawer open title={t("draft.parkedTitle")} size={560} onClose={onClose}>
      {problem === null ? <ReadNote read={read} /> : <ProblemNote problem={problem} onRetry={() => void readAgain()} />}
      {read.data?.length === 0 && problem === null && <p>{t("draft.none")}</p>}
      <ul>
        {read.data?.map((draft) => (
          <li key={draft.id} className={css.parked}>
            <span className={css.text}>
              <strong>{draft.applicant === "" ? t("draft.noName") : draft.applicant}</strong>
              <span>{labels(draft)}</span>
              <span className="number">
                {t("draft.by", { operator: draft.operator, time: momentText(draft.savedAt) })}
              </span>
              {draft.received !== null && (
                <span className={`${css.received} number`}>{t("reception.parked", { number: draft.received })}</span>
              )}
            </span>
            <Button type="primary" onClick={() => resume(draft.id)}>
              {t("draft.resume")}
            </Button>
            {/* The applicant holds a notice for it: it is accepted or refused, never discarded. */}
            {draft.received === null && (
              <Button
                danger={sure === draft.id}
                onClick={() => (sure === draft.id ? void discardParked(draft.id) : setSure(draft.id))}
              >
                {t(sure === draft.id ? "draft.discardSure" : "draft.discard")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
