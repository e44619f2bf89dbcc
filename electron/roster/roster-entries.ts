import type { AuditVerb } from "#shared/case/audit-verbs.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { HandlerInput } from "#shared/contract/call.ts";
import type { rosterCalls, RosterView } from "#shared/contract/roster.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import { overlap, type Span } from "#shared/profile/roster.ts";
import { addDays, type Instant, type LocalDate } from "#shared/time/instant.ts";
import { unknownUtility } from "#shared/profile/services.ts";
import { endAuthority, insertAuthority, listAuthorities } from "#station/db/authorities.ts";
import { findOperator, type Operator } from "#station/db/operators.ts";
import { endSpecialist, insertAbsence, insertSpecialist, type SpecialistRow } from "#station/db/specialists.ts";
import { setStationOrganisation } from "#station/db/stations.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { listRosterPeople } from "./assignment.ts";
import { viewRoster } from "./roster.ts";

type Input<Name extends keyof typeof rosterCalls> = HandlerInput<(typeof rosterCalls)[Name]>;
type Written = { subject: string; detail: Record<string, unknown> };

/** Writes one entry of the roster and gives the roster as it then is. */
function write(
  context: StationContext,
  actor: Actor,
  { profileId, verb }: { profileId: string; verb: AuditVerb },
  entry: (id: string, at: Instant) => Written,
): RosterView {
  change(context, actor, (unit) => {
    const { subject, detail } = entry(context.newId(), unit.at);
    unit.audit(verb, subject, detail);
    unit.emit({ kind: "roster.changed" });
  });
  return viewRoster(context, profileId);
}

function checkUtility(context: StationContext, profileId: string, utility: string): void {
  const { profile } = context.profiles.get(profileId);
  if (!profile.utilities.some(({ id }) => id === utility))
    throw badInput([{ path: "utility", message: unknownUtility(profile, utility) }]);
}

function checkDays({ startsOn, endsOn }: Span): void {
  if (endsOn !== null && endsOn < startsOn)
    throw badInput([{ path: "endsOn", message: bilingual("止日早于起日。", "The last day is before the first.") }]);
}

function operatorOf(context: StationContext, id: string): Operator {
  const operator = findOperator(context.db, id);
  if (operator !== null) return operator;
  throw badInput([{ path: "operatorId", message: bilingual("没有这位工作人员。", "No such member of staff.") }]);
}

const impossible = (zh: string, en: string) =>
  problem(
    "roster-impossible",
    bilingual(zh, en),
    DATA_IS_SAFE,
    bilingual("请核对名册中已有的记录。", "Check what the roster already holds."),
  );

/** Records a clerk's authority for a utility (共同授权) over some days. Refuses an overlap. */
export function grantAuthority(context: StationContext, actor: Actor, input: Input<"roster.grant">): RosterView {
  checkUtility(context, input.profileId, input.utility);
  checkDays(input);
  const operator = operatorOf(context, input.operatorId);
  return write(context, actor, { profileId: input.profileId, verb: "authority.granted" }, (id, at) => {
    const twice = listAuthorities(context.db, input.profileId).some(
      (each) => each.utility === input.utility && each.operatorId === operator.id && overlap(each, input),
    );
    if (twice)
      throw impossible(
        `${operator.name}在这段日期里已有这项业务的授权。`,
        `${operator.name} is already authorised within these days.`,
      );
    insertAuthority(context.db, { ...input, id, recordedBy: actor.operator.id, recordedAt: at });
    return {
      subject: `${input.profileId}/${input.utility}`,
      detail: { id, operatorId: operator.id, startsOn: input.startsOn, endsOn: input.endsOn },
    };
  });
}

/** Makes somebody a utility's service specialist (服务专员) or stand-in over some days. */
export function appointSpecialist(context: StationContext, actor: Actor, input: Input<"roster.appoint">): RosterView {
  checkUtility(context, input.profileId, input.utility);
  checkDays(input);
  const { person, ...span } = input;
  const known = "operatorId" in person ? operatorOf(context, person.operatorId) : null;
  const who =
    "operatorId" in person
      ? { name: known?.name ?? "", phone: known?.phone ?? null, organisation: known?.organisation ?? "" }
      : person;
  return write(context, actor, { profileId: input.profileId, verb: "specialist.appointed" }, (id, at) => {
    insertSpecialist(context.db, {
      ...span,
      ...who,
      operatorId: known?.id ?? null,
      id,
      recordedBy: actor.operator.id,
      recordedAt: at,
    });
    return {
      subject: `${input.profileId}/${input.utility}`,
      detail: { id, duty: input.duty, operatorId: known?.id ?? null, startsOn: input.startsOn, endsOn: input.endsOn },
    };
  });
}

/** Records an absence of a specialist; meanwhile a stand-in takes the work. */
export function setAway(context: StationContext, actor: Actor, input: Input<"roster.setAway">): RosterView {
  checkDays(input);
  return write(context, actor, { profileId: input.profileId, verb: "specialist.away" }, (id, at) => {
    const person = listRosterPeople(context.db, input.profileId).find((each) => each.id === input.specialistId);
    if (person === undefined) throw impossible("名册里没有这位服务专员。", "The roster has no such specialist.");
    if (person.absences.some((away) => overlap(away, input)))
      throw impossible("这段日期里已有不在岗记录。", "An absence within these days is already recorded.");
    insertAbsence(
      context.db,
      {
        id,
        specialistId: person.id,
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        recordedBy: actor.operator.id,
        recordedAt: at,
      },
      person.centreVersion !== undefined,
    );
    return {
      subject: `${input.profileId}/${person.utility}`,
      detail: { id, specialist: person.id, startsOn: input.startsOn, endsOn: input.endsOn },
    };
  });
}

/** Why an entry cannot end on a day; null if it can. The day before its first day withdraws it. */
function endRefusal(entry: Span & { endedBy: string | null }, endsOn: LocalDate): ReturnType<typeof impossible> | null {
  if (entry.endedBy !== null)
    return impossible("这条记录已经终止，终止后不再更改。", "This entry was ended before; it is not changed again.");
  if (endsOn < addDays(entry.startsOn, -1))
    return impossible("终止日期早于起始日期的前一天。", "It cannot end earlier than the day before it begins.");
  return entry.endsOn !== null && endsOn > entry.endsOn
    ? impossible(
        "终止日期晚于原定的止日；需要延长时请另行登记。",
        "It cannot end later than planned; record a new entry to prolong it.",
      )
    : null;
}

const ofCentre = () =>
  problem(
    "roster-of-centre",
    bilingual("这条由中心平台下发，不在本大厅终止。", "This entry came from the centre; it is not ended here."),
    DATA_IS_SAFE,
    bilingual(
      "请在本大厅另行登记专员（本大厅登记的优先），或登记其不在岗；长期变动请联系中心平台。",
      "Put somebody on this hall's own roster, who comes first, or record an absence; tell the centre of a lasting change.",
    ),
  );

const isOfCentre = (people: readonly SpecialistRow[], absenceId: string): boolean =>
  people.some(
    ({ centreVersion, absences }) => centreVersion !== undefined && absences.some(({ id }) => id === absenceId),
  );

/** Ends an entry; `endsOn` is its last day. */
export function endEntry(context: StationContext, actor: Actor, input: Input<"roster.end">): RosterView {
  const people = listRosterPeople(context.db, input.profileId);
  const found = {
    authority: listAuthorities(context.db, input.profileId),
    specialist: people,
    absence: people.flatMap((person) => person.absences),
  }[input.what];
  return write(context, actor, { profileId: input.profileId, verb: `${input.what}.ended` }, (_id, at) => {
    const entry = found.find(({ id }) => id === input.id);
    if (entry === undefined) throw impossible("名册里没有这条记录。", "The roster has no such entry.");
    if ("centreVersion" in entry && entry.centreVersion !== undefined) throw ofCentre();
    const refusal = endRefusal(entry, input.endsOn);
    if (refusal !== null) throw refusal;
    const end = { endsOn: input.endsOn, by: actor.operator.id, at };
    if (input.what === "authority") endAuthority(context.db, input.id, end);
    else
      endSpecialist(
        context.db,
        input.what === "absence" && isOfCentre(people, input.id) ? "centre-absence" : input.what,
        input.id,
        end,
      );
    return { subject: input.id, detail: { endsOn: input.endsOn } };
  });
}

/**
 * Records which unit this window belongs to, or that it is shared (共用窗口). That decides whether the clerk picks the
 * lead where the first receiver leads.
 */
export function setWindow(context: StationContext, actor: Actor, input: Input<"roster.setWindow">): RosterView {
  // The answer is a locality's roster, so an unknown locality is refused before anything is written.
  context.profiles.get(input.profileId);
  return write(context, actor, { profileId: input.profileId, verb: "window.assigned" }, () => {
    setStationOrganisation(context.db, actor.station.id, input.organisation);
    return { subject: actor.station.id, detail: { organisation: input.organisation } };
  });
}
