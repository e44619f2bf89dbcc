import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { listUnconfirmed } from "#station/db/confirmed-entries.ts";
import { keepFeedPage } from "#station/sync/feed/feed-page.ts";
import { listUnacknowledgedMessages } from "#station/supervision/inbox.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 60: a store that knows what the centre holds but not in which order opens, and asks about it once more", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const key = randomUUID();
  submitApplication(context, actor, { key, body: yunhaiDraft() });
  outboxPort(context.db).markSent(outboxPort(context.db).listDue(now(), 1)[0]?.id ?? "", "R-00000001", now());
  context.db.prepare("UPDATE outbox_entries SET accepted_epoch = 'an-epoch', durable = 1").run();
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 19), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    expect(listUnconfirmed(open.context.db, "an-epoch", 9)).toEqual([key]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});

it("row 60: a store from before the pull opens with its queue, and what it has sent is asked about once", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const [key, later] = [randomUUID(), randomUUID()];
  for (const each of [key, later]) submitApplication(context, actor, { key: each, body: yunhaiDraft() });
  outboxPort(context.db).markSent(outboxPort(context.db).listDue(now(), 1)[0]?.id ?? "", "R-00000001", now());
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 18), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    expect(listUnconfirmed(open.context.db, "any-epoch", 9)).toEqual([key]);
    expect(
      outboxPort(open.context.db)
        .listDue(now(), 9)
        .map((entry) => entry.key),
    ).toEqual([later]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});

it("row 6: centre messages from before there were alerts are on the worklist where somebody has to act", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const other = { acceptanceNumber: "B02-2026-000017-K", hall: "二号大厅", window: "3 号窗口", acceptedAt: now() };
  keepFeedPage(context, {
    epoch: randomUUID(),
    items: [
      {
        id: randomUUID(),
        kind: "duplicate.found",
        at: now(),
        applicationId: id,
        standing: "later",
        other,
        utilities: ["water"],
      },
    ],
    cursor: "c",
    more: false,
  });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 22), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    expect(listUnacknowledgedMessages(open.context, actor, true).messages).toMatchObject([
      { applicationId: id, alert: true },
    ]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
