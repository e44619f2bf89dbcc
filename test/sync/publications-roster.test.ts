import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { createHall } from "#central/domain/administer.ts";
import { publishRoster } from "#central/domain/publish.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { findOperator } from "#station/db/operators.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { enrolAtCentre } from "#station/sync/transport/centre-link.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import type { Actor } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { viewPublications } from "#station/sync/publications/publications.ts";
import { appointSpecialist, endEntry, setAway } from "#station/roster/roster-entries.ts";
import { viewRoster } from "#station/roster/roster.ts";
import { startSync } from "#station/sync/start-sync.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { problemFrom } from "#test/helpers/roster-hall.ts";
import { putYunhai } from "#test/helpers/signed-rules.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const TODAY = "2026-09-18";
const clock = new HandClock(`${TODAY}T02:00:00.000Z`);
let store: TestStore;
let centre: RunningCentre;
let station: OpenStation;
let supervisor: Actor;
let name = "";
let dir = "";
let taken = 0;

beforeAll(async () => {
  const [postgres] = centreStores;
  if (postgres === undefined) throw new Error("no store");
  store = await postgres.open();
  centre = await startCentre({ sql: store.sql, port: 0, now: clock.now });
});

beforeEach(async () => {
  name = `示例大厅${randomUUID().slice(0, 8)}`;
  const { enrolmentCode } = await createHall(store.sql, name, clock.now);
  dir = ownFolder();
  putYunhai(dir);
  station = await openStation(dir, { now: clock.now });
  const operator = findOperator(station.context.db, "supervisor-1");
  if (operator === null) throw new Error("no supervisor");
  supervisor = { operator, station: station.context.station() };
  await enrolAtCentre(station.context, centre.url, enrolmentCode);
});

afterEach(() => station.close());

afterAll(async () => {
  await centre?.close();
  await store?.remove();
});

const person = (id: string, over: object = {}) => ({
  id,
  utility: "water",
  duty: "specialist",
  name: `示例${id}`,
  phone: "13700000000",
  organisation: "示例水司",
  startsOn: "2026-09-01",
  endsOn: null,
  ...over,
});

async function publish(version: number, specialists: object[], over: object = {}) {
  const file = join(dir, `roster-${version}.json`);
  writeFileSync(file, JSON.stringify({ profile: "yunhai", version, specialists, ...over }));
  return publishRoster(store.sql, { file, halls: [name] }, clock.now);
}

async function pull(): Promise<void> {
  const outbox = startSync(station.context, (error) => {
    throw error;
  });
  await outbox.ready;
  expect((await outbox.pull.pullNow()).failed).toBeNull();
  await outbox.close();
}

const onDuty = () =>
  viewRoster(station.context, "yunhai").utilities.find(({ id }) => id === "water")?.onDuty?.name ?? null;
const accept = () => {
  taken += 1;
  return submitApplication(station.context, operatorAt(station.context), {
    key: randomUUID(),
    body: yunhaiDraft({
      form: {
        header: { applicant: `示例${taken}公司`, site: `云海路 ${taken} 号`, contact: "示例人", phone: "13800000000" },
      },
    }),
  });
};
const lineOf = (who: string) => viewRoster(station.context, "yunhai").specialists.find((line) => line.name === who);

it("row 78: the centre's roster applies to a utility, is named as such, and assigns the stand-in of an absent specialist", async () => {
  expect(
    await publish(1, [
      person("jia"),
      person("yi", { duty: "stand-in", absences: [{ startsOn: "2026-09-21", endsOn: "2026-09-22" }] }),
    ]),
  ).toMatchObject({ kind: "roster.published", name: "yunhai", version: 1, key: null });
  expect(onDuty()).toBeNull();
  await pull();
  expect([onDuty(), lineOf("示例jia")?.centreVersion]).toEqual(["示例jia", 1]);
  const application = accept();
  expect(application.assignments).toMatchObject([
    { utility: "water", specialist: { name: "示例jia", phone: "13700000000", standIn: false } },
  ]);
  setAway(station.context, supervisor, {
    profileId: "yunhai",
    specialistId: lineOf("示例jia")?.id ?? "",
    startsOn: TODAY,
    endsOn: null,
  });
  expect(onDuty()).toBe("示例yi");
  expect(
    problemFrom(() =>
      endEntry(station.context, supervisor, {
        profileId: "yunhai",
        what: "specialist",
        id: lineOf("示例jia")?.id ?? "",
        endsOn: TODAY,
      }),
    ).code,
  ).toBe("roster-of-centre");
  const [away] = lineOf("示例jia")?.absences ?? [];
  endEntry(station.context, supervisor, {
    profileId: "yunhai",
    what: "absence",
    id: away?.id ?? "",
    endsOn: "2026-09-17",
  });
  expect(onDuty()).toBe("示例jia");
});

it("what this hall recorded is never lost: its entry comes first, and entries and absences outlive the centre's next roster", async () => {
  await publish(1, [person("jia"), person("yi", { duty: "stand-in" })]);
  await pull();
  appointSpecialist(station.context, supervisor, {
    profileId: "yunhai",
    utility: "water",
    duty: "specialist",
    person: { name: "本厅专员", phone: null, organisation: "示例水司" },
    startsOn: "2026-08-01",
    endsOn: TODAY,
  });
  expect(onDuty()).toBe("本厅专员");
  const before = accept();
  setAway(station.context, supervisor, {
    profileId: "yunhai",
    specialistId: lineOf("示例jia")?.id ?? "",
    startsOn: "2026-09-19",
    endsOn: "2026-09-20",
  });
  await publish(2, [person("jia", { phone: "13711111111" }), person("bing", { duty: "stand-in" })]);
  await pull();
  expect([onDuty(), lineOf("示例jia")?.phone, lineOf("示例yi"), lineOf("示例bing")?.centreVersion]).toEqual([
    "本厅专员",
    "13711111111",
    undefined,
    2,
  ]);
  expect(lineOf("示例jia")?.absences).toMatchObject([{ startsOn: "2026-09-19", endsOn: "2026-09-20" }]);
  clock.advance(86_400_000);
  expect(onDuty()).toBe("示例bing");
  clock.advance(2 * 86_400_000);
  expect(onDuty()).toBe("示例jia");
  // An application keeps its addressee.
  expect(viewApplication(station.context, getApplicationRow(station.context, before.id)).assignments).toMatchObject([
    { specialist: { name: "本厅专员" } },
  ]);
  clock.set(`${TODAY}T02:00:00.000Z`);
});

it("a roster of an unknown utility or locality is quarantined; one that the centre can see to be wrong is not published", async () => {
  await publish(1, [person("jia")]);
  await publish(2, [person("jia", { utility: "sewage" })]);
  await publish(3, [], { profile: "nowhere" });
  await pull();
  expect(onDuty()).toBe("示例jia");
  expect(
    viewPublications(station.context)
      .lines.map(({ state, reason }) => reason?.code ?? state)
      .toSorted(),
  ).toEqual(["in-force", "publication-faulty", "publication-faulty"]);
  await expect(publish(4, [person("jia"), person("jia")])).rejects.toMatchObject({ problem: { code: "bad-input" } });
  await expect(publish(5, [person("jia", { endsOn: "2026-08-01" })])).rejects.toMatchObject({
    problem: { code: "bad-input" },
  });
  await expect(publish(1, [person("yi")])).rejects.toMatchObject({ problem: { code: "not-newer" } });
});
