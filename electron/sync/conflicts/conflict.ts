import { Act } from "#shared/case/act.ts";
import { applyAct } from "#shared/case/apply-act.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { actLabel } from "#shared/case/case-status.ts";
import { refusalOf } from "#shared/case/act-refusal.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { ConflictAct, ConflictView } from "#shared/contract/conflicts.ts";
import { valuesAfter } from "#shared/case/correction.ts";
import type { FormValues } from "#shared/profile/form.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { jsonIn } from "#shared/lib/json.ts";
import { TravellingStep } from "#shared/case/remote-step.ts";
import { conflictFields, type ConflictField } from "#shared/case/version-conflict.ts";
import { listActs } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { findOperator } from "#station/db/operators.ts";
import { findConflictStart, listEntriesFrom } from "#station/db/outbox-entries.ts";
import { listUnapplied, type PulledEntry } from "#station/db/pulled-entries.ts";
import type { OutboxEntry } from "#station/db/outbox-port.ts";
import { getApplicationRow, profileOf } from "#station/records/application.ts";
import { beginningOf } from "#station/records/case-state.ts";
import { underApprovalRules } from "#station/cases/approval.ts";
import { acceptedForm } from "#station/cases/correction.ts";
import { entryLabel } from "#shared/case/entry-kinds.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { decideRoutes } from "#station/rules/routing.ts";

/** One thing done at a window: its act, or null where it is a step of another kind. */
type Done = { kind: string; at: string; operatorId: string; act: Act | null };

/** A version that two windows made: what this one made from that version on, what the other did, and the form as it was before both. */
export type Conflict = {
  row: ApplicationRow;
  from: number;
  own: OutboxEntry[];
  theirs: PulledEntry[];
  base: FormValues;
};

function doneIn({ kind, payload }: { kind: string; payload: string | null }): Done | null {
  const step = TravellingStep.safeParse(jsonIn(payload)).data;
  return step === undefined
    ? null
    : { kind, at: step.at, operatorId: step.operatorId, act: Act.safeParse(step.act).data ?? null };
}

function corrected(context: StationContext, row: ApplicationRow, form: FormValues, done: readonly Done[]): FormValues {
  const { form: definition } = profileOf(context, row);
  return done.reduce(
    (values, { act }) =>
      act?.kind === "details.corrected" ? (valuesAfter(definition, values, act.changes) ?? values) : values,
    form,
  );
}

const gone = () =>
  problem(
    "conflict-gone",
    bilingual("这份申请没有待处理的版本冲突。", "This application has no version conflict to resolve."),
    DATA_IS_SAFE,
    bilingual("请重新打开“数据同步”，看现在的状态。", "Open the outbox again to see its status."),
  );

/** The conflict of an application; throws `conflict-gone` where there is none. */
export function getConflict(context: StationContext, applicationId: string): Conflict {
  const row = getApplicationRow(context, applicationId);
  const from = findConflictStart(context.db, row.id);
  if (from === null) throw gone();
  const before = listActs(context.db, row.id).filter(({ seq }) => seq < from);
  const base = corrected(
    context,
    row,
    acceptedForm(context, row),
    before.map(({ act, at, operatorId }) => ({ kind: act.kind, at, operatorId, act })),
  );
  return {
    row,
    from,
    own: listEntriesFrom(context.db, row.id, from),
    theirs: listUnapplied(context.db, row.id).filter(({ state, sequence }) => state === "waiting" && sequence >= from),
    base,
  };
}

/** The fields in which the two versions differ. */
export function fieldsOf(context: StationContext, { row, theirs, base }: Conflict): ConflictField[] {
  const there = corrected(
    context,
    row,
    base,
    theirs.flatMap((entry) => doneIn(entry) ?? []),
  );
  return conflictFields(profileOf(context, row).form, base, row.content.form, there);
}

const ofForm = ({ act }: Done): boolean => act?.kind === "details.corrected";

/** Why a step that is no act cannot go on after theirs: theirs is of the same kind, and stands. */
export const SAME_THERE: Bilingual = bilingual(
  "另一窗口办理了同一项，以先同步的为准",
  "the other window did the same; what was sent first stands",
);

/** A repeated act is checked against the role of the person who did it first. */
export const roleOf = (context: StationContext, operatorId: string): "clerk" | "supervisor" =>
  findOperator(context.db, operatorId)?.role ?? "clerk";

/** Why an act of this window cannot be repeated after theirs; null if it can. */
export const refusedAgain = (
  context: StationContext,
  row: ApplicationRow,
  again: Parameters<typeof underApprovalRules>[2],
): Bilingual | null =>
  refusalOf(again.state, again.act, again.role)?.why ?? underApprovalRules(context, row, again).wrong?.message ?? null;

/** What becomes of this window's own acts after theirs, in their order. */
function foresee(context: StationContext, { row, from, own, theirs }: Conflict): ConflictAct[] {
  const profile = profileOf(context, row);
  const decide: Parameters<typeof applyAct>[3] = (facts) => decideRoutes(context, profile, facts);
  const others = theirs.flatMap((entry) => doneIn(entry) ?? []);
  let state: CaseState = listActs(context.db, row.id).findLast(({ seq }) => seq < from)?.state ?? beginningOf(row);
  for (const { act, at } of others) if (act !== null) state = applyAct(state, act, at, decide);
  return own.flatMap((entry) => {
    const done = doneIn(entry);
    if (done === null || ofForm(done)) return [];
    const { at, kind, operatorId } = done;
    if (done.act === null)
      return [
        { label: entryLabel(kind), at, refused: others.some((other) => other.kind === kind) ? SAME_THERE : null },
      ];
    const again = { state, act: done.act, role: roleOf(context, operatorId) };
    const refused = refusedAgain(context, row, again);
    if (refused === null) state = applyAct(state, underApprovalRules(context, row, again).act, at, decide);
    return [{ label: actLabel(done.act.kind, state), at, refused }];
  });
}

/** A conflict as a page shows it: field by field base, mine and theirs, and beside it what else was done at both windows. */
export function viewConflict(context: StationContext, applicationId: string): ConflictView {
  const conflict = getConflict(context, applicationId);
  const { row, theirs } = conflict;
  return {
    applicationId: row.id,
    acceptanceNumber: row.acceptanceNumber,
    shownVersion: row.version,
    theirs: theirs.at(-1)?.key ?? null,
    windows: [...new Set(theirs.map(({ windowName }) => windowName))],
    fields: theirs.length === 0 ? [] : fieldsOf(context, conflict),
    mine: foresee(context, conflict),
    others: theirs.flatMap((entry) => {
      const done = doneIn(entry);
      return done === null || ofForm(done)
        ? []
        : [
            {
              label: done.act === null ? entryLabel(done.kind) : actLabel(done.act.kind, beginningOf(row)),
              at: done.at,
              refused: null,
            },
          ];
    }),
  };
}
