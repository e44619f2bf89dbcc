import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { enrolAtCentre } from "#station/sync/transport/centre-link.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { startSync, type SyncWorkers } from "#station/sync/start-sync.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const CODE = "offline-test-code-of-the-hall";
const EACH = 100;
/** A working day of eight hours, one application every 4 min 48 s at each window. */
const STEP_MS = (8 * 3_600_000) / EACH;

type Taken = { key: string; number: string; hash: string };

describe.each(centreStores)("two stations offline for eight hours, centre on $store", ({ open }) => {
  const clock = new HandClock("2026-09-18T00:30:00.000Z");
  let store: TestStore;
  let port = 0;
  let centre: RunningCentre;
  const halls: OpenStation[] = [];
  const outboxes: SyncWorkers[] = [];
  const errors: unknown[] = [];

  const start = () =>
    startCentre({ sql: store.sql, port, now: clock.now, enrolmentCodes: [{ hallName: "示例大厅", code: CODE }] });
  const openOutbox = (station: OpenStation) => startSync(station.context, (error) => errors.push(error));
  const take = (station: OpenStation): Taken => {
    const key = randomUUID();
    const application = submitApplication(station.context, operatorAt(station.context), { key, body: yunhaiDraft() });
    return { key, number: application.acceptanceNumber, hash: application.hash };
  };

  beforeAll(async () => {
    store = await open();
    centre = await start();
    port = Number(new URL(centre.url).port);
    for (const _ of ["1", "2"]) halls.push(await openStation(ownFolder(), { now: clock.now, ...testProfiles() }));
  });

  afterAll(async () => {
    await Promise.all(outboxes.map((outbox) => outbox.close()));
    halls.forEach((station) => station.close());
    await centre?.close();
    await store?.remove();
  });

  it("give no number twice, keep everything, and bring each application to the centre exactly once", async () => {
    const [enrolled, late] = halls;
    if (enrolled === undefined || late === undefined) throw new Error("two halls are needed");
    await enrolAtCentre(enrolled.context, centre.url, CODE);
    await centre.close();

    // One window knows its centre and tries in vain; the other has not been enrolled yet and heads its numbers with a sign of its own.
    outboxes.push(openOutbox(enrolled));
    await outboxes[0]?.ready;
    const taken: Taken[] = [];
    for (let i = 0; i < EACH; i += 1) {
      taken.push(take(enrolled), take(late));
      clock.advance(STEP_MS);
      if (i % 25 === 0) await outboxes[0]?.outboxWorker.retryNow();
    }
    expect(clock.now()).toBe("2026-09-18T08:30:00.000Z");
    expect(new Set(taken.map((each) => each.number)).size).toBe(2 * EACH);
    expect(new Set(taken.map((each) => each.number.split("-")[0])).size).toBe(2);
    expect(outboxes[0]?.outboxWorker.pause()).toMatchObject({ failure: "unreachable" });
    for (const station of halls)
      expect(viewOutbox(station.context.db, 1)).toMatchObject({ waiting: EACH, sent: 0, quarantined: 0 });

    centre = await start();
    const { prefix } = await enrolAtCentre(late.context, centre.url, CODE);
    outboxes.push(openOutbox(late));
    await outboxes[1]?.ready;
    await Promise.all(outboxes.map((outbox) => outbox.outboxWorker.retryNow()));
    for (const station of halls)
      expect(viewOutbox(station.context.db, 1)).toMatchObject({ waiting: 0, sent: EACH, quarantined: 0 });

    const held = await store.sql.query("select key, payload_hash from entries");
    expect(held).toHaveLength(2 * EACH);
    expect(new Map(held.map((row) => [row["key"], row["payload_hash"]]))).toEqual(
      new Map(taken.map((each) => [each.key, each.hash])),
    );

    // From here on the late one uses the centre's prefix, with a series of its own.
    expect(take(late).number).toMatch(new RegExp(`^${prefix}-2026-000001-`));
    await outboxes[1]?.outboxWorker.retryNow();
    expect(await store.sql.query("select key from entries")).toHaveLength(2 * EACH + 1);
    expect(errors).toEqual([]);
  });
});
