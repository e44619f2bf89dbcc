import { transaction, type Db } from "#station/db/database.ts";
import { insertOperator, listOperators } from "#station/db/operators.ts";
import { putSetting } from "#station/db/settings.ts";
import { findStation, insertStation } from "#station/db/stations.ts";
import { hashPin, UNNAMED_COST, type PinCost } from "./pin-hash.ts";

/** Invented people; only the sign-in page of a demo hall shows their PIN. */
export const DEMO_PIN = "2468";

/** The people of a demo hall. */
export const DEMO_PEOPLE = [
  { id: "clerk-1", name: "示例经办甲", phone: "0000-1000001", role: "clerk", organisation: "示例供水公司" },
  { id: "clerk-2", name: "示例经办乙", phone: "0000-1000002", role: "clerk", organisation: "示例供电公司" },
  { id: "supervisor-1", name: "示例主管", phone: "0000-1000009", role: "supervisor", organisation: "示例政务大厅" },
] as const;

const PREFIX_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/**
 * A prefix for a station without one from the centre: `T` and five random characters, so that stations do not
 * collide.
 */
const provisionalPrefix = (random: () => number): string =>
  `T${Array.from({ length: 5 }, () => PREFIX_SIGNS[Math.floor(random() * PREFIX_SIGNS.length)]).join("")}`;

/**
 * Adds the invented people to a database without operators. Their PIN stands on the page, so one hash of little cost is
 * enough to begin with; whoever signs in gets one at full cost.
 */
export async function insertDemoPeople(db: Db, cost: PinCost = UNNAMED_COST): Promise<void> {
  if (listOperators(db).length > 0) return;
  const pinHash = await hashPin(DEMO_PIN, cost);
  transaction(db, () => {
    for (const person of DEMO_PEOPLE) insertOperator(db, { ...person, pinHash });
  });
}

/**
 * Sets up an empty database as a demo hall: one window, two clerks, one supervisor. Leaves a database with a station
 * as it is.
 */
export async function seedDemoHall(
  db: Db,
  newId: () => string,
  random: () => number,
  profileId: string,
): Promise<void> {
  if (findStation(db) !== null) return;
  await insertDemoPeople(db);
  transaction(db, () => {
    insertStation(db, {
      id: newId(),
      name: "1 号窗口",
      prefix: provisionalPrefix(random),
      kioskDutyOperatorId: DEMO_PEOPLE[0].id,
    });
    putSetting(db, "hall.name", JSON.stringify({ zh: "示例大厅", en: "Demo hall" }));
    putSetting(db, "hall.demo", "yes");
    putSetting(db, "hall.profile", profileId);
  });
}
