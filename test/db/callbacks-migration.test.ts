import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { performAct } from "#station/cases/acts.ts";
import { viewCallbacks } from "#station/cases/callbacks.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 19: a store from before callbacks opens with its rows, and what it holds brings callbacks about", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, {
    key: randomUUID(),
    body: yunhaiDraft({ outsideLines: [], noOutsideLine: ["water"] }),
  });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 9), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    const view = performAct(open.context, actor, {
      applicationId: id,
      shownVersion: 1,
      act: { kind: "connection.made", utility: "water", on: "2026-09-18", callbackOn: "2026-09-21" },
    });
    expect(view.version).toBe(2);
    expect(viewCallbacks(open.context, actor, { mine: true }).lines).toMatchObject([
      { applicationId: id, dueOn: "2026-09-21", status: "planned" },
    ]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
