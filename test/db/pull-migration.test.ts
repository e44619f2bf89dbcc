import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { allMigrations } from "../../electron/db/migrations/all-migrations.ts";
import { outboxPort } from "../../electron/db/outbox-entries.ts";
import { listUnconfirmed } from "../../electron/db/held-entries.ts";
import { submitApplication } from "../../electron/services/intake.ts";
import { openHall } from "../../electron/services/open-hall.ts";
import { makeEarlierStore } from "../helpers/earlier-store.ts";
import { fixtureProfiles } from "../helpers/hall.ts";
import { openTestHall } from "../helpers/open-test-hall.ts";
import { yunhaiDraft } from "../helpers/yunhai-draft.ts";

it("row 60: a store that knows what the centre holds but not in which order opens, and asks about it once more", async () => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { hall, actor, dir } = await openTestHall({ now });
  const key = randomUUID();
  submitApplication(hall, actor, key, yunhaiDraft());
  outboxPort(hall.db).markSent(outboxPort(hall.db).listDue(now(), 1)[0]?.id ?? "", "R-00000001", now());
  hall.db.prepare("UPDATE outbox_entries SET held_epoch = 'an-epoch', durable = 1").run();
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makeEarlierStore(earlier, allMigrations.slice(0, 19), join(dir, "hall.db"));
  const open = await openHall(earlier, { now, profileDirs: [fixtureProfiles()] });
  try {
    expect(listUnconfirmed(open.hall.db, "an-epoch", 9)).toEqual([key]);
    expect(open.hall.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});

it("row 60: a store from before the pull opens with its queue, and what it has sent is asked about once", async () => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { hall, actor, dir } = await openTestHall({ now });
  const [key, later] = [randomUUID(), randomUUID()];
  for (const each of [key, later]) submitApplication(hall, actor, each, yunhaiDraft());
  outboxPort(hall.db).markSent(outboxPort(hall.db).listDue(now(), 1)[0]?.id ?? "", "R-00000001", now());
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makeEarlierStore(earlier, allMigrations.slice(0, 18), join(dir, "hall.db"));
  const open = await openHall(earlier, { now, profileDirs: [fixtureProfiles()] });
  try {
    expect(listUnconfirmed(open.hall.db, "any-epoch", 9)).toEqual([key]);
    expect(outboxPort(open.hall.db).listDue(now(), 9).map((entry) => entry.key)).toEqual([later]);
    expect(open.hall.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
