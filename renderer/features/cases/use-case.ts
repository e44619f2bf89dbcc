import { useState } from "react";
import type { Act, ActKind } from "#shared/case/act.ts";
import type { Application } from "#shared/case/application.ts";
import { actLabel } from "#shared/case/case-status.ts";
import type { CaseView } from "#shared/contract/acts.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { useApplication } from "#renderer/features/records/application-store.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { callKey, keepAnswer, type Read, refresh, useCall } from "#renderer/host/query.ts";
import { type Acting, useAct } from "#renderer/host/use-act.ts";

/** A case with the record and the rules that its page needs. */
export type ShownCase = { view: CaseView; application: Application; profile: Profile };

/** The act being recorded on a case. */
export type CaseActing = Pick<Acting, "busy" | "problem"> & {
  /** The act whose form is open. */
  chosen: ActKind | null;
  /** The label of the act recorded last, announced once. */
  said: Bilingual | null;
  choose: (kind: ActKind | null) => void;
  perform: (act: Act) => Promise<void>;
  /** Reads the case again and puts the problem away. */
  again: () => void;
};

type OpenForm = {
  kind: ActKind;
  /** The case under the form; null to take the next one read. */ shown: ShownCase | null;
};

/** A case, kept fresh. It does not change under an open act form, so that a change is reported first. */
export function useCase(id: string): { read: Read<ShownCase>; acts: CaseActing } {
  const view = useCall("case.get", { applicationId: id });
  const { data: application, profile, ...record } = useApplication(id);
  const { busy, problem, run, clear } = useAct();
  const [form, setForm] = useState<OpenForm | null>(null);
  const [said, setSaid] = useState<Bilingual | null>(null);
  const live =
    view.data === null || application === null || profile === null ? null : { view: view.data, application, profile };
  if (form?.shown === null && live !== null) setForm({ ...form, shown: live });
  // After a refusal the act may be impossible; then its form is gone and holds nothing.
  const isOpen = form?.shown?.view.next.some(({ kind }) => kind === form.kind) === true;
  const shown = isOpen ? form.shown : live;
  const readAgain = async (): Promise<void> => {
    await refresh(
      callKey("case.get", { applicationId: id }),
      callKey("application.get", { id }),
      callKey("application.profile", { id }),
    );
    setForm((open) => open && { ...open, shown: null });
  };
  const store = async (act: Act, shownVersion: number): Promise<void> => {
    try {
      keepAnswer("case.get", { applicationId: id }, await ask("act.perform", { applicationId: id, shownVersion, act }));
    } catch (thrown) {
      // Somebody else may have acted: the current case is shown and the typed text stays.
      if (problemOf(thrown).code !== "bad-input") await readAgain();
      throw thrown;
    }
    await refresh(callKey("application.get", { id }));
  };
  return {
    read: {
      data: shown,
      readAt: view.readAt,
      problem: view.problem ?? record.problem,
      again: () => void readAgain(),
    },
    acts: {
      chosen: isOpen ? form.kind : null,
      said,
      busy,
      problem,
      choose: (kind) => {
        setForm(kind === null ? null : { kind, shown: live });
        setSaid(null);
        clear();
      },
      perform: async (act) => {
        if (shown === null || !(await run(() => store(act, shown.view.version)))) return;
        setForm(null);
        setSaid(actLabel(act.kind, shown.view.state));
      },
      again: () => {
        clear();
        void readAgain();
      },
    },
  };
}
