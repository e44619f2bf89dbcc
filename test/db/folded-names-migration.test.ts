import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { openStation } from "#station/app/open-station.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { findDuplicates } from "#station/intake/duplicates.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { searchApplications } from "#station/search/search.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { fixtureProfiles } from "#test/helpers/hall.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const now = () => "2026-09-18T02:00:00.000Z";
const draft = (applicant: string, contact: string, site: string) =>
  yunhaiDraft({ form: { header: { applicant, contact, site, phone: "13800000000" } } });
const given = draft("示例⾼新材料有限公司", "阿卜‧买买提", "云海市⽂昌路９号");
const typed = draft("示例高新材料有限公司", "阿卜·买买提", "云海市文昌路9号");

it("row 6: a name is found and told as a duplicate whatever signs it was given with, and is kept as it was given", async ({
  openTestStation,
}) => {
  const { context, actor } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: given });
  for (const text of ["高新材料", "阿卜·买买提", "文昌路9号"])
    expect(searchApplications(context, text).lines).toMatchObject([{ id, applicant: "示例⾼新材料有限公司" }]);
  expect(findDuplicates(context, typed)).toMatchObject([{ id, applicant: "示例⾼新材料有限公司" }]);
});

it("row 6: the keys of cases in a store from before are made again at opening", async ({ openTestStation }) => {
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: given });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  const folded = allMigrations.findIndex((sql) => sql.includes("DELETE FROM search_segments"));
  makePreviousStore(earlier, allMigrations.slice(0, folded), join(dir, "hall.db"));
  const old = new Database(join(earlier, "hall.db"));
  // Keys of the folding before: other hashes of the same application.
  old.exec("UPDATE case_keys SET key = key + 1");
  old.close();
  const open = await openStation(earlier, { now, profileDirs: [fixtureProfiles()] });
  try {
    expect(findDuplicates(open.context, typed)).toMatchObject([{ id }]);
    expect(searchApplications(open.context, "高新材料").lines).toMatchObject([{ id }]);
  } finally {
    open.close();
  }
});
