import type { AuditVerb } from "#shared/case/audit-verbs.ts";
import { STAFF } from "#shared/contract/call.ts";
import type { SessionView } from "#shared/contract/people.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { Session } from "#station/core/session.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { hallNames, isTraining } from "#station/core/station-settings.ts";
import { auditOrOwe, change, changeAs, type Unit } from "#station/core/unit-of-work.ts";
import { findOperator, listOperators, setPinHash, type Operator } from "#station/db/operators.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import { troublesOf } from "#station/health/station-health.ts";
import { DEMO_PIN } from "./demo-people.ts";
import { countTry, forgiveTries, noteWrong, refusalTroubles, targetOf, type PinTarget } from "./pin-tries.ts";
import { hashPin, isCheaper, isPin } from "./pin-hash.ts";

/** The operator on duty at this station, for whom a kiosk and the demonstration act. */
export function operatorAt(context: StationContext): Actor {
  const station = context.station();
  const operator = findOperator(context.db, station.kioskDutyOperatorId);
  if (operator === null) throw new Error("the station's duty operator is missing");
  return { operator, station };
}

/** What a page shows of its session. */
export function viewSession(context: StationContext, session: Session): SessionView {
  const demo = findSetting(context.db, "hall.demo") === "yes";
  const operator = session.operatorId === null ? null : findOperator(context.db, session.operatorId);
  const station = context.station();
  return {
    role: session.role,
    operator: operator && { id: operator.id, name: operator.name, organisation: operator.organisation },
    station: { id: station.id, name: station.name, prefix: station.prefix },
    hall: {
      name: hallNames(context),
      profileId: findSetting(context.db, "hall.profile") ?? "",
      training: isTraining(context),
      demo,
    },
    operators: listOperators(context.db).map((each) => ({
      id: each.id,
      name: each.name,
      role: each.role,
      organisation: each.organisation,
      demoPin: demo ? DEMO_PIN : null,
    })),
    now: context.now(),
    clockTrust: context.clock.trust(),
    troubles: STAFF.some((role) => role === session.role)
      ? [...troublesOf(context.health), ...refusalTroubles(context)]
      : [],
  };
}

/** The page was signed in or turned into a kiosk while this PIN was compared. */
const overtaken = () =>
  problem(
    "sign-in-overtaken",
    bilingual("登录期间本页面已另有登录或已转为自助机。", "This page was signed in or became a kiosk meanwhile."),
    NOTHING_WRITTEN,
    bilingual("请重新登录。", "Sign in again."),
  );

/** A person whose PIN was right, and the dearer hash to store where theirs was made at a lower cost. */
type CheckedPin = { operator: Operator; target: PinTarget; rehashed: string | null };

/** The operator whose PIN it is. A wrong PIN is audited and refused, and whoever is guessed at has to wait. */
export async function checkPin(
  context: StationContext,
  session: Session,
  operatorId: string,
  pin: string,
): Promise<CheckedPin> {
  const target = targetOf(context, session, operatorId);
  countTry(context, target);
  const operator = findOperator(context.db, operatorId);
  const { role, operatorId: whoBefore } = session;
  if (operator === null || !(await isPin(pin, operator.pinHash))) {
    changeAs(context, target.operatorId, (unit) => {
      unit.audit("session.refused", "session", {});
      noteWrong(unit, target);
    });
    throw problem(
      "wrong-pin",
      bilingual("口令不对。", "The PIN is wrong."),
      NOTHING_WRITTEN,
      bilingual("请重新输入；忘记口令请找值班主管。", "Enter it again; ask the supervisor if you forgot it."),
    );
  }
  const { pinCost } = context;
  const rehashed = isCheaper(operator.pinHash, pinCost) ? await hashPin(pin, pinCost) : null;
  if (session.role !== role || session.operatorId !== whoBefore) throw overtaken();
  return { operator, target, rehashed };
}

/** Checks that it is the signed-in person who acts, where a page that was left open is not enough. */
export async function checkOwnPin(
  context: StationContext,
  { session, operator }: { session: Session; operator: Operator },
  pin: string,
): Promise<void> {
  const { target } = await checkPin(context, session, operator.id, pin);
  changeAs(context, operator.id, (unit) => forgiveTries(unit, target));
}

/** Takes the count of tries back inside the change that the right PIN allows, and stores a dearer hash where there is one. */
export function settlePin(unit: Unit, { operator, target, rehashed }: CheckedPin): void {
  if (rehashed !== null) setPinHash(unit.context.db, operator.id, rehashed);
  forgiveTries(unit, target);
}

/**
 * Signs an operator whose PIN was checked in to this page. It follows the check without a pause, so that nothing comes
 * between.
 */
export function signIn(context: StationContext, session: Session, checked: CheckedPin): SessionView {
  const { operator } = checked;
  changeAs(context, operator.id, (unit) => {
    unit.audit("session.signedIn", "session", {});
    settlePin(unit, checked);
  });
  session.role = operator.role;
  session.operatorId = operator.id;
  session.visit.clear();
  return viewSession(context, session);
}

/** Audits who left a page. Nothing keeps a person signed in, so a full disk does not either. */
const noteLeaving = (context: StationContext, operatorId: string, verb: AuditVerb): void =>
  auditOrOwe(context, operatorId, { verb, subject: "session", detail: {} });

/** Signs out; everything typed is already saved. */
export function signOut(context: StationContext, session: Session): SessionView {
  if (session.operatorId !== null) noteLeaving(context, session.operatorId, "session.signedOut");
  session.role = "none";
  session.operatorId = null;
  session.visit.clear();
  return viewSession(context, session);
}

/** Turns the page into a self-service kiosk (自助机), where no operator is signed in. */
export function startKiosk(context: StationContext, session: Session): SessionView {
  noteLeaving(context, session.operatorId ?? "nobody", "session.kioskStarted");
  session.role = "kiosk";
  session.operatorId = null;
  session.visit.clear();
  return viewSession(context, session);
}

/** Sets the locality for this station's intake. Only a supervisor may, except in a demo hall. */
export function setHallProfile(context: StationContext, session: Session, profileId: string): SessionView {
  if (session.role !== "supervisor" && findSetting(context.db, "hall.demo") !== "yes")
    throw problem(
      "not-allowed",
      bilingual(
        "本大厅适用的地方规则只能由值班主管更换。",
        "Only a supervisor may change the local rules of this hall.",
      ),
      NOTHING_WRITTEN,
      bilingual(
        "规则没有变化；需要更换时请值班主管登录办理。",
        "The rules did not change; ask the supervisor to sign in and change them.",
      ),
    );
  context.profiles.get(profileId);
  const before = findSetting(context.db, "hall.profile");
  change(context, actorOf(context, session), (unit) => {
    putSetting(context.db, "hall.profile", profileId);
    unit.audit("hall.profileSet", "session", { profileId, before });
  });
  return viewSession(context, session);
}

/**
 * The person who acts: the signed-in operator, or at a kiosk the one on duty, so that somebody is always responsible.
 */
export function actorOf(context: StationContext, session: Session): Actor {
  const station = context.station();
  const operator = findOperator(context.db, session.operatorId ?? station.kioskDutyOperatorId);
  if (operator === null)
    throw problem(
      "not-signed-in",
      bilingual("请先登录。", "Please sign in first."),
      NOTHING_WRITTEN,
      bilingual("请登录后再操作。", "Sign in and try again."),
    );
  return { operator, station };
}
