import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { openDatabase, type Db } from "#station/db/database.ts";
import { insertOutboxEntry } from "#station/db/outbox-entries.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { createOutboxWorker, type OutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import { enrol } from "#station/sync/transport/enrol.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { outboxEntry } from "#test/helpers/outbox-entry.ts";

const CODE = "test-enrolment-code-1";
const START = "2026-11-21T08:00:00.000Z";

describe.each(centreStores)("from the station's table to a centre on $store", ({ open }) => {
  let store: TestStore;
  let centre: RunningCentre;
  let token = "";
  let dir = "";
  let db: Db;
  beforeAll(async () => {
    store = await open();
    centre = await startCentre({
      sql: store.sql,
      port: 0,
      now: () => START,
      enrolmentCodes: [{ hallName: "示例大厅", code: CODE }],
    });
    ({ token } = await enrol(link(), { enrolmentCode: CODE, hallName: "示例大厅", stationName: "1号窗口" }));
    dir = mkdtempSync(join(tmpdir(), "outbox-"));
    db = await openDatabase(join(dir, "hall.sqlite"));
  });
  afterAll(async () => {
    db.close();
    await centre.close();
    await store.remove();
    rmSync(dir, { recursive: true });
  });
  const link = () => ({ baseUrl: centre.url, fetch: globalThis.fetch, deadlineMs: 15_000 });
  const done = async (use = token): Promise<Awaited<ReturnType<OutboxWorker["retryNow"]>>> => {
    const clock = new HandClock(START);
    const worker = createOutboxWorker({
      port: outboxPort(db),
      centre: () => ({ link: link(), token: use }),
      now: clock.now,
      random: () => 0,
      setTimer: clock.after,
      changed: () => undefined,
      onError: () => undefined,
    });
    const result = await worker.retryNow();
    await worker.close();
    return result;
  };
  const arrived = async (): Promise<number> =>
    Number((await store.sql.query("select count(*) as n from entries"))[0]?.["n"]);

  test("a wrong token sends nothing and keeps everything", async () => {
    for (let application = 1; application <= 5; application += 1)
      for (let sequence = 1; sequence <= 3; sequence += 1)
        insertOutboxEntry(db, { ...outboxEntry(application, sequence), createdAt: START });
    expect(await done("x".repeat(43))).toMatchObject({ sent: 0, pause: { failure: "not-enrolled" } });
    expect(await arrived()).toBe(0);
  });

  test("everything arrives once, and each entry has the centre's own receipt", async () => {
    expect(await done()).toEqual({ sent: 15, quarantined: 0, failures: {}, pause: null });
    const receipts = await store.sql.query("select receipt from entries");
    expect(
      viewOutbox(db, 100)
        .entries.map((entry) => entry.receipt)
        .sort(),
    ).toEqual(receipts.map((row) => row["receipt"]).sort());
  });

  test("an entry whose receipt was never written down is sent again and gets the same one", async () => {
    const before = viewOutbox(db, 100).entries.find((entry) => entry.id === "1/3")?.receipt;
    db.prepare("UPDATE outbox_entries SET state = 'sending', receipt = NULL WHERE id = '1/3'").run();
    expect(await done()).toMatchObject({ sent: 1 });
    expect(viewOutbox(db, 100).entries.find((entry) => entry.id === "1/3")?.receipt).toBe(before);
    expect(await arrived()).toBe(15);
  });

  test("the same key with other content is quarantined as a conflict, and others go on", async () => {
    const other = outboxEntry(8, 1);
    insertOutboxEntry(db, { ...outboxEntry(9, 1), createdAt: START });
    await done();
    insertOutboxEntry(db, { ...other, createdAt: START });
    insertOutboxEntry(db, { ...outboxEntry(7, 1), createdAt: START });
    // The centre already holds another station's content under this key, as after a restored copy of the folder.
    await store.sql.query("update entries set key = $1 where key = $2", [other.key, outboxEntry(9, 1).key]);
    expect(await done()).toMatchObject({ sent: 1, quarantined: 1 });
    expect(viewOutbox(db, 100).entries.find((entry) => entry.id === "8/1")).toMatchObject({
      state: "quarantined",
      reason: { zh: expect.stringContaining("不同的内容") as string },
    });
  });
});
