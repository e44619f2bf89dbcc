import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { first } from "../../electron/db/migrations/0001-first.ts";
import { acts } from "../../electron/db/migrations/0002-acts.ts";
import { jointChecks } from "../../electron/db/migrations/0003-joint-checks.ts";
import { search } from "../../electron/db/migrations/0004-search.ts";
import { materials } from "../../electron/db/migrations/0005-materials.ts";
import { clocks } from "../../electron/db/migrations/0006-clocks.ts";
import { suspensions } from "../../electron/db/migrations/0007-suspensions.ts";
import { handovers } from "../../electron/db/migrations/0008-handovers.ts";
import { consents } from "../../electron/db/migrations/0009-consents.ts";
import { performAct } from "../../electron/services/acts.ts";
import { viewCallbacks } from "../../electron/services/callback.ts";
import { submitApplication } from "../../electron/services/intake.ts";
import { openHall } from "../../electron/services/open-hall.ts";
import { makeEarlierStore } from "../helpers/earlier-store.ts";
import { fixtureProfiles } from "../helpers/hall.ts";
import { openTestHall, yunhaiDraft } from "../helpers/open-test-hall.ts";

it("row 19: a store from before callbacks opens with its rows, and what it holds brings callbacks about", async () => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { hall, actor, dir } = await openTestHall({ now });
  const { id } = submitApplication(hall, actor, randomUUID(), yunhaiDraft({ outsideLines: [], noOutsideLine: ["water"] }));
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makeEarlierStore(earlier, [first, acts, jointChecks, search, materials, clocks, suspensions, handovers, consents], join(dir, "hall.db"));
  const open = await openHall(earlier, { now, profileDirs: [fixtureProfiles()] });
  try {
    const view = performAct(open.hall, actor, { applicationId: id, shownVersion: 1, act: { kind: "connection.made", utility: "water", on: "2026-09-18", callbackOn: "2026-09-21" } });
    expect(view.version).toBe(2);
    expect(viewCallbacks(open.hall, actor, { mine: true }).lines).toMatchObject([{ applicationId: id, dueOn: "2026-09-21", standing: "planned" }]);
    expect(open.hall.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
