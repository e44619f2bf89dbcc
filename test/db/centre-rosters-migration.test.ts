import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { keepCentreRoster } from "#station/db/centre-rosters.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { insertPublication, listPublications } from "#station/db/publications.ts";
import { openStation } from "#station/app/open-station.ts";
import { viewRoster } from "#station/roster/roster.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { openRosterStation } from "#test/helpers/roster-hall.ts";
import { it } from "#test/helpers/station-fixture.ts";

it("row 78: a store from before the centre's rosters opens with its own entries unchanged, and the centre's beside them", async ({
  openTestStation,
}) => {
  const newer = await openRosterStation(openTestStation);
  newer.appoint("本厅专员", "specialist");
  insertPublication(
    newer.context.db,
    {
      kind: "calendar.published",
      id: randomUUID(),
      at: newer.context.now(),
      name: "2027",
      version: 0,
      hash: "0".repeat(64),
      bytes: 9,
      signature: null,
    },
    newer.context.now(),
  );
  const earlier = join(newer.context.dir, "earlier");
  mkdirSync(earlier);
  const before = allMigrations.findIndex((sql) => sql.includes("CREATE TABLE centre_rosters"));
  makePreviousStore(earlier, allMigrations.slice(0, before), join(newer.context.dir, "hall.db"));
  const { context, close } = await openStation(earlier, {
    now: newer.context.now,
    ...testProfiles(),
  });
  try {
    const own = viewRoster(context, "yunhai").specialists;
    expect(own).toHaveLength(1);
    expect(listPublications(context.db, 9)).toHaveLength(1);
    keepCentreRoster(
      context.db,
      {
        profile: "yunhai",
        version: 1,
        specialists: [
          {
            id: "jia",
            utility: "water",
            duty: "specialist",
            name: "示例甲",
            phone: null,
            organisation: "示例水司",
            startsOn: "2026-01-01",
            endsOn: null,
            absences: [],
          },
        ],
      },
      context.now(),
    );
    expect(viewRoster(context, "yunhai").specialists).toMatchObject([
      { ...own[0], onDuty: true },
      { name: "示例甲", centreVersion: 1, onDuty: false },
    ]);
    expect(() => context.db.prepare("DELETE FROM centre_rosters").run()).toThrow("never removed");
  } finally {
    close();
  }
});
