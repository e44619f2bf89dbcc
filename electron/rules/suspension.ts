import { bilingual } from "#shared/lib/bilingual.ts";
import type { SuspensionLine, SuspensionRegister } from "#shared/contract/suspension.ts";
import { farDate } from "#shared/time/far-date.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { Suspension } from "#shared/profile/routing-rules.ts";
import { isSuspended, suspensionEndsOn } from "#shared/profile/suspension.ts";
import { STEP_NAMES, stepRefusal, type SuspensionStep } from "#shared/profile/suspension.ts";
import { localDateOf, type LocalDate } from "#shared/time/instant.ts";
import { unknownUtility } from "#shared/profile/services.ts";
import type { Db } from "#station/db/database.ts";
import { findOperator } from "#station/db/operators.ts";
import { insertSuspension, listSuspensions, rectifySuspensions, type SuspensionRow } from "#station/db/suspensions.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";

/** A suspension under its rule. If the rule does not wait for the remedy, only the months count. */
function asSuspension(profile: Profile, row: SuspensionRow): Suspension | null {
  if (row.step !== "suspension" || row.months === null) return null;
  return {
    utility: row.utility,
    orderNumber: row.orderNumber,
    from: row.from,
    months: row.months,
    rectifiedOn: profile.suspension?.untilRectified === false ? row.from : row.rectifiedOn,
  };
}

/** All recorded suspensions of a locality. The day of work decides which of them bar a commitment. */
export const suspensionsOf = (db: Db, profile: Profile): Suspension[] =>
  listSuspensions(db, profile.id).flatMap((row) => asSuspension(profile, row) ?? []);

function lineOf(context: StationContext, profile: Profile, row: SuspensionRow, today: LocalDate): SuspensionLine {
  const suspension = asSuspension(profile, row);
  const name = (id: string): string => findOperator(context.db, id)?.name ?? id;
  return {
    id: row.id,
    utility: row.utility,
    step: row.step,
    label: STEP_NAMES[row.step],
    orderNumber: row.orderNumber,
    from: row.from,
    months: row.months,
    note: row.note,
    endsOn: suspension && suspensionEndsOn(suspension),
    isInForce: suspension !== null && isSuspended(suspension, today),
    rectifiedOn: row.rectifiedOn,
    liftedDocument: row.liftedDocument,
    liftedBy: row.liftedBy === null ? null : name(row.liftedBy),
    recordedBy: name(row.recordedBy),
    recordedAt: row.recordedAt,
  };
}

/** The suspension register of a locality today. */
export function viewSuspensions(context: StationContext, profileId: string): SuspensionRegister {
  const { profile } = context.profiles.get(profileId);
  const today = localDateOf(context.now());
  return {
    rule: profile.suspension && {
      label: profile.suspension.label,
      months: profile.suspension.months,
      untilRectified: profile.suspension.untilRectified,
      quote: profile.suspension.quote,
      clause: profile.suspension.clause,
    },
    today,
    utilities: profile.utilities.map(({ id, label }) => ({ id, label })),
    lines: listSuspensions(context.db, profileId).map((row) => lineOf(context, profile, row, today)),
  };
}

const impossible = (what: { zh: string; en: string }) =>
  problem(
    "suspension-impossible",
    what,
    DATA_IS_SAFE,
    bilingual("请核对登记簿中这家单位的记录。", "Check what the register holds about this utility."),
  );

/** Records a step against a utility under the locality's rule. It affects later decisions, never earlier ones. */
export function recordSuspension(
  context: StationContext,
  actor: Actor,
  input: {
    profileId: string;
    utility: string;
    step: SuspensionStep;
    orderNumber: string;
    from: LocalDate;
    note: string;
  },
): SuspensionRegister {
  const { profile } = context.profiles.get(input.profileId);
  const rule = profile.suspension;
  if (rule === null)
    throw impossible(bilingual("本地文件没有暂停告知承诺的规定。", "The paper has no rule of suspension."));
  if (!profile.utilities.some(({ id }) => id === input.utility))
    throw badInput([{ path: "utility", message: unknownUtility(profile, input.utility) }]);
  const far = farDate("from", input.from, localDateOf(context.now()));
  if (far !== null) throw badInput([far]);
  change(context, actor, (unit) => {
    const refusal = stepRefusal(listSuspensions(context.db, profile.id), input.utility, input.step);
    if (refusal !== null) throw impossible(refusal);
    const id = context.newId();
    insertSuspension(context.db, {
      ...input,
      id,
      months: input.step === "suspension" ? rule.months : null,
      recordedBy: actor.operator.id,
      recordedAt: unit.at,
    });
    const { utility, step, orderNumber, from } = input;
    unit.audit("suspension.recorded", `${profile.id}/${utility}`, { id, step, orderNumber, from });
  });
  return viewSuspensions(context, profile.id);
}

/**
 * Confirms by a document that a utility remedied its faults. The suspension ends on the later of its months and this
 * day.
 */
export function rectifySuspension(
  context: StationContext,
  actor: Actor,
  input: { profileId: string; utility: string; rectifiedOn: LocalDate; document: string },
): SuspensionRegister {
  const { profile } = context.profiles.get(input.profileId);
  if (input.rectifiedOn > localDateOf(context.now()))
    throw badInput([
      {
        path: "rectifiedOn",
        message: bilingual(
          "日期还没有到，只能登记已经完成的整改。",
          "This day has not come yet; only what was put right can be recorded.",
        ),
      },
    ]);
  change(context, actor, (unit) => {
    const open = listSuspensions(context.db, profile.id).filter(
      (row) => row.utility === input.utility && row.rectifiedOn === null,
    );
    if (open.length === 0)
      throw impossible(bilingual("这家单位没有尚未整改的记录。", "Nothing is open against this utility."));
    if (open.some((row) => row.from > input.rectifiedOn))
      throw badInput([
        {
          path: "rectifiedOn",
          message: bilingual("整改完成日期早于记录的日期。", "Earlier than a step that is still open."),
        },
      ]);
    rectifySuspensions(context.db, profile.id, input.utility, {
      rectifiedOn: input.rectifiedOn,
      liftedBy: actor.operator.id,
      liftedAt: unit.at,
      document: input.document,
    });
    const { utility, rectifiedOn, document } = input;
    const steps = open.map((row) => row.id);
    unit.audit("suspension.rectified", `${profile.id}/${utility}`, { rectifiedOn, document, steps });
  });
  return viewSuspensions(context, profile.id);
}
