import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { getOutboxStory } from "#station/sync/outbox/outbox-view.ts";
import { resendEntry } from "#station/sync/outbox/resend.ts";
import { NEXT_STEPS } from "#station/sync/transport/failure-words.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 61: a store from before the histories opens with what was quarantined, which can then be sent again", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const id = outboxPort(context.db).listDue(now(), 1)[0]?.id ?? "";
  outboxPort(context.db).quarantine(
    id,
    "refused",
    { what: { zh: "拒收", en: "refused" }, next: NEXT_STEPS.refused },
    now(),
  );
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 21), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    expect(getOutboxStory(open.context, id)).toMatchObject({ events: [], replacedBy: null });
    resendEntry(open.context, { operator: actor.operator, station: open.context.station() }, { id, note: "已更正" });
    expect(outboxPort(open.context.db).listDue(now(), 9)).toMatchObject([
      { sequence: 2, kind: "application.accepted" },
    ]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
