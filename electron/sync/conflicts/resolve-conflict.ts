import { Act } from "#shared/case/act.ts";
import { applyAct } from "#shared/case/apply-act.ts";
import { actLabel } from "#shared/case/case-status.ts";
import { refusalOf } from "#shared/case/act-refusal.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { ConflictResolved } from "#shared/contract/conflicts.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import { chosenChanges, type ConflictPick } from "#shared/case/version-conflict.ts";
import { insertAct, listActs, undoActs } from "#station/db/acts.ts";
import { setApplicationStatus, setApplicationVersion, type ApplicationRow } from "#station/db/applications.ts";
import { forgetActEvents } from "#station/db/deadline-events.ts";
import { insertMaterials, undoMaterials } from "#station/db/materials.ts";
import { findLastEntry, markReplaced, readPayload, supersede } from "#station/db/outbox-entries.ts";
import { noteOutboxEvent } from "#station/db/outbox-events.ts";
import { listUnapplied } from "#station/db/pulled-entries.ts";
import type { OutboxEntry } from "#station/db/outbox-port.ts";
import { noteDeadlineEvents } from "#station/records/deadlines.ts";
import { getApplicationRow, profileOf } from "#station/records/application.ts";
import { stateOf } from "#station/records/case-state.ts";
import { fieldsOf, getConflict, refusedAgain, roleOf, SAME_THERE, type Conflict } from "./conflict.ts";
import { approvalAudit, underApprovalRules } from "#station/cases/approval.ts";
import { keepCorrectedContent, plannedCorrection } from "#station/cases/correction.ts";
import { entryLabel } from "#shared/case/entry-kinds.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change, type ActorUnit } from "#station/core/unit-of-work.ts";
import { foldEntries } from "#station/sync/feed/remote-entries.ts";
import { refuseIfChanged, repeatedKind, writeStep } from "#station/records/record-step.ts";
import { decideRoutes, strictestRoute } from "#station/rules/routing.ts";
import { TravellingMaterials } from "#shared/case/remote-step.ts";

const SUPERSEDED = {
  what: bilingual("排在有版本冲突的一条之后。", "It stood behind an entry with a version conflict."),
  next: bilingual("无需操作。", "Nothing to do."),
};
const REASON = "处理版本冲突";

type EntryRecord = Record<string, unknown>;

/** The payload of an entry without the parts that differ in every version. */
function recordOf(entry: OutboxEntry): EntryRecord {
  const {
    applicationId: _id,
    acceptanceNumber: _number,
    version: _version,
    previousHash: _previous,
    kind: _kind,
    at: _at,
    operatorId: _operator,
    operatorName: _name,
    stationId: _station,
    ...record
  } = readPayload(entry);
  return record;
}

/** Undoes this window's versions and takes in theirs; writes nothing where that is not possible as a whole. */
function takeTheirs(unit: ActorUnit, { row, from, own, theirs, base }: Conflict): ApplicationRow {
  const { context, at } = unit;
  for (const { id } of own) supersede(context.db, id, SUPERSEDED, at);
  undoActs(context.db, row.id, from);
  undoMaterials(context.db, row.id, from);
  // Deadlines that only an undone act started are no longer counted.
  forgetActEvents(context.db, row.id);
  for (const { act, at: doneAt } of listActs(context.db, row.id)) noteDeadlineEvents(context, row, act, doneAt);
  keepCorrectedContent(context, row, { ...row.content, form: base });
  setApplicationVersion(context.db, row.id, from - 1, row.hash);
  const state = stateOf(context, row);
  setApplicationStatus(context.db, row.id, state.status, strictestRoute(state.routes.map(({ route }) => route)));
  foldEntries(unit.asSystem(), row.id);
  const [left] = listUnapplied(context.db, row.id).filter(({ key }) => theirs.some((their) => their.key === key));
  if (left !== undefined)
    throw problem(
      "theirs-not-taken",
      bilingual(
        `另一窗口的内容没能并入：${left.reason?.zh ?? "顺序不全"}`,
        `The other window's content could not be taken in: ${left.reason?.en ?? "a part of it is missing"}`,
      ),
      DATA_IS_SAFE,
      bilingual("请在另一窗口核对，并把情况告知管理员。", "Check at the other window, and tell the administrator."),
    );
  return getApplicationRow(context, row.id);
}

/** Which side was chosen for each field, and what that changes of theirs. */
type Choice = { picks: readonly ConflictPick[]; changes: NonNullable<ReturnType<typeof chosenChanges>> };

/** Writes what was chosen as the next version on top of theirs. Its audit entry names fields and sides, no values. */
function writeChoice(
  unit: ActorUnit,
  conflict: Conflict,
  row: ApplicationRow,
  { picks, changes }: Choice,
): ApplicationRow {
  const { context, actor, at } = unit;
  const act: Act | null = changes.length === 0 ? null : { kind: "details.corrected", changes, reason: REASON };
  const state = stateOf(context, row);
  const refusal = act === null ? null : refusalOf(state, act, actor.operator.role);
  if (refusal !== null)
    throw problem(
      "act-impossible",
      bilingual(
        `另一窗口办理之后，登记内容不能再更正：${refusal.why.zh}`,
        `After the other window's acts nothing can be corrected: ${refusal.why.en}`,
      ),
      DATA_IS_SAFE,
      bilingual("请各项都选另一窗口的内容。", "Choose the other window's value for each field."),
    );
  const planned = act === null ? null : plannedCorrection(context, row, act);
  const choices = picks.map(({ section, field, side }) => ({ field: `${section}.${field}`, side }));
  const resolves = {
    mine: conflict.own.map(({ key, payloadHash }) => ({ key, payloadHash })),
    theirs: conflict.theirs.map(({ key, payloadHash }) => ({ key, payloadHash })),
  };
  const next = writeStep(unit, row, {
    kind: "conflict.resolved",
    payload: {
      ...(act === null ? {} : { act, status: state.status, routes: state.routes }),
      choices,
      settles: resolves,
    },
    audit: { choices, settles: resolves, ...planned?.audit },
  });
  if (act !== null && planned !== null) {
    keepCorrectedContent(context, row, planned.content);
    insertAct(context.db, {
      applicationId: row.id,
      seq: next.version,
      act,
      at,
      operatorId: actor.operator.id,
      stationId: actor.station.id,
      state,
      voucherNumber: null,
    });
  }
  return next;
}

/** Repeats one of this window's acts after theirs, or says why that is not possible. */
function doAgain(
  unit: ActorUnit,
  row: ApplicationRow,
  entry: OutboxEntry,
  theirKinds: ReadonlySet<string>,
): { label: Bilingual; why: Bilingual | null } {
  const { context, actor, at } = unit;
  const record = recordOf(entry);
  const done = Act.safeParse(record["act"]).data;
  const again = { key: entry.key };
  if (done === undefined) {
    if (theirKinds.has(entry.kind)) return { label: entryLabel(entry.kind), why: SAME_THERE };
    const next = writeStep(unit, row, {
      kind: repeatedKind(entry.kind),
      payload: { ...record, again },
      audit: { again },
    });
    const recorded = entry.kind === "materials.recorded" ? TravellingMaterials.safeParse(record).data : undefined;
    if (recorded !== undefined)
      insertMaterials(context.db, {
        applicationId: row.id,
        version: next.version,
        at,
        operatorId: actor.operator.id,
        materials: recorded.materials,
      });
    return { label: entryLabel(entry.kind), why: null };
  }
  const state = stateOf(context, row);
  const label = actLabel(done.kind, state);
  const role = roleOf(context, String(readPayload(entry)["operatorId"]));
  const why = refusedAgain(context, row, { state, act: done, role });
  if (why !== null) return { label, why };
  const { act } = underApprovalRules(context, row, { state, act: done, role });
  const after = applyAct(state, act, at, (facts) => decideRoutes(context, profileOf(context, row), facts));
  const next = writeStep(unit, row, {
    kind: act.kind,
    payload: { ...record, act, status: after.status, routes: after.routes, again },
    audit: { status: after.status, again, ...approvalAudit(act) },
  });
  // A number that was given out stays with its act.
  insertAct(context.db, {
    applicationId: row.id,
    seq: next.version,
    act,
    at,
    operatorId: actor.operator.id,
    stationId: actor.station.id,
    state: after,
    voucherNumber: null,
  });
  setApplicationStatus(context.db, row.id, after.status, strictestRoute(after.routes.map(({ route }) => route)));
  noteDeadlineEvents(context, row, act, at);
  return { label, why: null };
}

const changedMeanwhile = () =>
  problem(
    "changed-meanwhile",
    bilingual("另一窗口又有新的内容到达。", "More came from the other window meanwhile."),
    DATA_IS_SAFE,
    bilingual("已重新载入，请核对后再确定。", "It has been loaded again; compare once more."),
  );

/**
 * Resolves a version that two windows made (版本冲突), in one transaction. The other window's version, which the centre
 * took first, becomes part of the record; the choice follows as the next one. Acts of this window are repeated where
 * that is still possible; its entries stay on record.
 */
export function resolveConflict(
  context: StationContext,
  actor: Actor,
  input: { applicationId: string; shownVersion: number; theirs: string; picks: ConflictPick[] },
): ConflictResolved {
  return change(context, actor, (unit): ConflictResolved => {
    const { at } = unit;
    const conflict = getConflict(context, input.applicationId);
    refuseIfChanged(conflict.row, input.shownVersion);
    if (conflict.theirs.at(-1)?.key !== input.theirs) throw changedMeanwhile();
    const changes = chosenChanges(fieldsOf(context, conflict), input.picks);
    if (changes === null)
      throw badInput([
        { path: "picks", message: bilingual("每一项都要选定以哪一边为准。", "Choose a side for each field.") },
      ]);
    const after = takeTheirs(unit, conflict);
    const next = writeChoice(unit, conflict, after, { picks: input.picks, changes });
    const answer = findLastEntry(context.db, next.id);
    const theirKinds = new Set(conflict.theirs.map(({ kind }) => kind));
    const others = conflict.own
      .filter(({ kind }) => kind !== "details.corrected" && kind !== "conflict.resolved")
      .map((entry) => doAgain(unit, getApplicationRow(context, next.id), entry, theirKinds));
    for (const { id } of conflict.own) {
      markReplaced(context.db, id, answer?.id ?? id, at);
      noteOutboxEvent(context.db, { entryId: id, what: "resent", at, operatorId: actor.operator.id, note: REASON });
    }
    return {
      redone: others.flatMap(({ label, why }) => (why === null ? [label] : [])),
      dropped: others.flatMap(({ label, why }) => (why === null ? [] : [{ label, why }])),
    };
  });
}
