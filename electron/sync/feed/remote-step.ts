import { Act } from "#shared/case/act.ts";
import { applyAct } from "#shared/case/apply-act.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { valuesAfter } from "#shared/case/correction.ts";
import { jsonIn } from "#shared/lib/json.ts";
import {
  TravellingCallback,
  TravellingHandover,
  TravellingMaterials,
  TravellingStep,
} from "#shared/case/remote-step.ts";
import { insertAct } from "#station/db/acts.ts";
import {
  setApplicationStatus,
  setApplicationVersion,
  setDutyOperator,
  type ApplicationRow,
} from "#station/db/applications.ts";
import { insertAttempt, listAttempts } from "#station/db/callback-attempts.ts";
import { closeCallback, dateCallback, findCallback, insertCallback, listCallbacksOf } from "#station/db/callbacks.ts";
import { insertContact, listContacts } from "#station/db/contacts.ts";
import { insertMaterials } from "#station/db/materials.ts";
import { findOperator, keepRemoteOperator } from "#station/db/operators.ts";
import type { PulledEntry } from "#station/db/pulled-entries.ts";
import { noteDeadlineEvents } from "#station/records/deadlines.ts";
import { profileOf } from "#station/records/application.ts";
import { stateOf } from "#station/records/case-state.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { keepCorrectedContent } from "#station/cases/correction.ts";
import type { StationContext } from "#station/core/station-context.ts";
import type { Unit } from "#station/core/unit-of-work.ts";
import { strictestRoute } from "#station/rules/routing.ts";
import { keepWindow, NotTaken } from "./remote-application.ts";

const unreadable = () => new NotTaken(bilingual("内容不合约定，读不懂", "its content is not by the contract"));

/** A step of another window, which becomes `version` of the record here. */
type RemoteStep = { step: TravellingStep; stationId: string; version: number };

/** Repeats an act of another window here: its status follows from the same table, its routes were decided there. */
function doAct(context: StationContext, row: ApplicationRow, { step, stationId, version }: RemoteStep): void {
  const act = Act.safeParse(step.act).data;
  if (act === undefined)
    throw new NotTaken(
      bilingual(
        "本窗口的程序版本认不得这项办理，请更新程序",
        "this window's release does not know what was done; update the program",
      ),
    );
  const after = applyAct(stateOf(context, row), act, step.at, () => step.routes ?? row.decision.routes);
  insertAct(context.db, {
    applicationId: row.id,
    seq: version,
    act,
    at: step.at,
    operatorId: step.operatorId,
    stationId,
    state: after,
    voucherNumber: step.voucherNumber ?? null,
  });
  if (act.kind === "details.corrected") {
    const values = valuesAfter(profileOf(context, row).form, row.content.form, act.changes);
    if (values === null)
      throw new NotTaken(bilingual("更正的内容与登记对不上", "the correction does not go with the record"));
    keepCorrectedContent(context, row, { ...row.content, form: values });
  }
  for (const { id, rule, dueOn } of step.callbacks ?? []) {
    if (!listCallbacksOf(context.db, row.id).some((known) => known.rule === rule))
      insertCallback(context.db, {
        id,
        applicationId: row.id,
        rule,
        causedBy: version,
        madeAt: step.at,
        dueOn,
        latestOn: null,
      });
  }
  setApplicationStatus(context.db, row.id, after.status, strictestRoute(after.routes.map(({ route }) => route)));
  noteDeadlineEvents(context, row, act, step.at);
}

function handOver(
  context: StationContext,
  row: ApplicationRow,
  payload: unknown,
  { step, stationId }: RemoteStep,
): void {
  const moved = TravellingHandover.safeParse(payload).data;
  if (moved === undefined) throw unreadable();
  keepRemoteOperator(context.db, {
    id: moved.to,
    name: moved.to === step.operatorId ? (step.operatorName ?? moved.to) : moved.to,
    phone: "",
    organisation: "",
  });
  const seq = (listContacts(context.db, row.id).at(-1)?.seq ?? 0) + 1;
  const to = findOperator(context.db, moved.to);
  insertContact(context.db, row.id, {
    seq,
    operatorId: moved.to,
    operatorName: to?.name ?? moved.to,
    organisation: to?.organisation ?? "",
    stationId,
    channel: "counter",
    at: step.at,
  });
  setDutyOperator(context.db, row.id, moved.to);
}

/** A callback that is unknown here comes from another window; nothing of it is due here. */
function callBack(context: StationContext, payload: unknown, step: TravellingStep, stationId: string): void {
  const callback = TravellingCallback.safeParse(payload).data;
  if (callback === undefined) throw unreadable();
  const { callbackId, dueOn, outcome } = callback;
  if (findCallback(context.db, callbackId)?.state !== "open") return;
  if (outcome !== undefined)
    insertAttempt(context.db, {
      callbackId,
      seq: listAttempts(context.db, callbackId).length + 1,
      at: step.at,
      operatorId: step.operatorId,
      stationId,
      outcome,
      answers: [],
      note: "",
    });
  dateCallback(context.db, callbackId, dueOn);
  if (outcome !== undefined && outcome !== "not-reached") closeCallback(context.db, callbackId, outcome, step.at);
}

/**
 * Takes an entry of another window into the record here, as `version`. Throws {@link NotTaken}, or anything that a
 * broken entry causes: call it where it can be undone.
 */
export function applyRemoteStep(unit: Unit, row: ApplicationRow, entry: PulledEntry, version: number): void {
  const { context } = unit;
  const payload = jsonIn(entry.payload);
  const step = TravellingStep.safeParse(payload).data;
  if (step === undefined) throw unreadable();
  const stationId = keepWindow(context, entry);
  keepRemoteOperator(context.db, {
    id: step.operatorId,
    name: step.operatorName ?? step.operatorId,
    phone: "",
    organisation: "",
  });
  const remote = { step, stationId, version };
  if (step.act !== undefined) doAct(context, row, remote);
  else if (entry.kind === "duty.handedOver") handOver(context, row, payload, remote);
  else if (entry.kind.startsWith("callback.")) callBack(context, payload, step, stationId);
  else if (entry.kind === "materials.recorded") {
    const recorded = TravellingMaterials.safeParse(payload).data;
    if (recorded === undefined) throw unreadable();
    insertMaterials(context.db, {
      applicationId: row.id,
      version,
      at: step.at,
      operatorId: step.operatorId,
      materials: recorded.materials,
    });
  }
  setApplicationVersion(context.db, row.id, version, entry.payloadHash);
  const { payloadHash: hash, kind, windowPrefix: window } = entry;
  unit.audit("record.pulled", row.id, { version, hash, kind, window });
  viewCase(context, row.id, "clerk");
}
