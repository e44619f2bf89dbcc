import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { performAct } from "#station/cases/acts.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { searchApplications } from "#station/search/search.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("a store from before corrections opens with its rows, and what it holds can be corrected and is found as corrected", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 15), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    performAct(open.context, actor, {
      applicationId: id,
      shownVersion: 1,
      act: {
        kind: "details.corrected",
        reason: "录入错误",
        changes: [{ section: "header", field: "applicant", value: "示例更正后公司" }],
      },
    });
    expect(searchApplications(open.context, "更正后").lines.map((line) => line.id)).toEqual([id]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
