import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect } from "vitest";
import { foldSearch } from "#shared/case/search-terms.ts";
import { first } from "#station/db/migrations/0001-first.ts";
import { acts } from "#station/db/migrations/0002-acts.ts";
import { jointChecks } from "#station/db/migrations/0003-joint-checks.ts";
import { listSegments } from "#station/db/search-segments.ts";
import { findDuplicates } from "#station/intake/duplicates.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { openIndexWork } from "#station/records/search-index.ts";
import { searchApplications } from "#station/search/search.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

type Header = { applicant: string; site: string; contact: string; phone: string; creditCode?: string };

/** Invented people; 龘 and 𠮷 represent what a clerk meets rarely, the latter outside the first plane. */
const people: Header[] = [
  {
    applicant: "云海样品有限公司",
    site: "云海市样品路 8 号",
    contact: "王小明",
    phone: "13800001111",
    creditCode: "91420000MA00000013",
  },
  { applicant: "云海𠮷记饭店", site: "云海市新月街12号", contact: "欧阳龘", phone: "0715-8231234" },
  { applicant: "小明五金店", site: "样品村三组", contact: "李云", phone: "13900001234" },
  { applicant: "ＡＢＣ科技公司", site: "云海市样品路 18 号", contact: "赵六", phone: "138 0000 9999" },
];

const takeIn = (context: StationContext, actor: Actor, header: Header) =>
  submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft({ form: { header } }) });
const applicants = (context: StationContext, text: string): string[] =>
  searchApplications(context, text).lines.map((line) => line.applicant);

/** The same question put to SQLite's LIKE over the same folded texts. */
function likeIds(rows: { id: string; texts: string[]; tails: string[] }[], typed: string): Set<string> {
  const db = new Database(":memory:");
  db.exec("CREATE TABLE t (id TEXT, body TEXT, kind TEXT)");
  for (const row of rows) {
    for (const text of row.texts) db.prepare("INSERT INTO t VALUES (?, ?, 'text')").run(row.id, foldSearch(text));
    for (const tail of row.tails)
      db.prepare("INSERT INTO t VALUES (?, ?, 'phone')").run(row.id, tail.replace(/\D/g, ""));
  }
  const part = foldSearch(typed);
  const found = db
    .prepare<[string], string>("SELECT DISTINCT id FROM t WHERE kind = 'text' AND body LIKE '%' || ? || '%'")
    .pluck()
    .all(part);
  const byPhone = /^\d{4,}$/.test(part)
    ? db
        .prepare<[string], string>("SELECT DISTINCT id FROM t WHERE kind = 'phone' AND body LIKE '%' || ?")
        .pluck()
        .all(part)
    : [];
  db.close();
  return new Set([...found, ...byPhone]);
}

describe("search", () => {
  it("finds by one, two or more characters of a name, by an address part, and by a phone's last four, the newest first", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    for (const person of people) takeIn(context, actor, person);
    expect(applicants(context, "龘")).toEqual(["云海𠮷记饭店"]);
    expect(applicants(context, "𠮷")).toEqual(["云海𠮷记饭店"]);
    expect(applicants(context, "小明")).toEqual(["小明五金店", "云海样品有限公司"]);
    expect(applicants(context, "样品路8号")).toEqual(["云海样品有限公司"]);
    expect(applicants(context, "新月街 12")).toEqual(["云海𠮷记饭店"]);
    expect(applicants(context, "1234")).toEqual(["小明五金店", "云海𠮷记饭店"]);
    expect(applicants(context, "9999")).toEqual(["ＡＢＣ科技公司"]);
    expect(applicants(context, "abc")).toEqual(["ＡＢＣ科技公司"]);
    expect(applicants(context, "91420000ma00000013")).toEqual(["云海样品有限公司"]);
    expect(applicants(context, "")).toEqual([]);
    expect(applicants(context, '"% OR *')).toEqual([]);
  });

  it("finds by any part of the acceptance number, with or without its hyphens", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation();
    const numbers = people.map((person) => takeIn(context, actor, person).acceptanceNumber);
    const third = numbers[2] ?? "";
    expect(searchApplications(context, third).lines.map((line) => line.acceptanceNumber)).toEqual([third]);
    expect(
      searchApplications(context, third.toLowerCase().replaceAll("-", "")).lines.map((line) => line.acceptanceNumber),
    ).toEqual([third]);
    expect(searchApplications(context, third.slice(-6)).lines.map((line) => line.acceptanceNumber)).toContain(third);
    expect(searchApplications(context, third.slice(2, 9)).lines).toHaveLength(4);
  });

  it("gives the same rows as LIKE for every part of every text, one and two characters included", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    const rows = people.map((person) => {
      const { id, acceptanceNumber } = takeIn(context, actor, person);
      return { id, texts: [person.applicant, person.site, person.contact, acceptanceNumber], tails: [person.phone] };
    });
    const texts = rows.flatMap((row) => [...row.texts, ...row.tails].map((text) => [...foldSearch(text)]));
    const parts = new Set(
      texts.flatMap((signs) =>
        signs.flatMap((_, from) => [1, 2, 3, 4, 7].map((size) => signs.slice(from, from + size).join(""))),
      ),
    );
    parts.add("云品").add("没有此人").add("99998");
    for (const part of parts)
      expect([part, new Set(searchApplications(context, part).lines.map((line) => line.id))]).toEqual([
        part,
        likeIds(rows, part),
      ]);
    expect(parts.size).toBeGreaterThan(150);
  });

  it("masks the phone, says status, window and duty holder, and says when there are more than are shown", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    for (const person of people) takeIn(context, actor, person);
    const { lines, more } = searchApplications(context, "云", 2);
    expect(more).toBe(true);
    expect(lines).toMatchObject([
      { applicant: "ＡＢＣ科技公司" },
      {
        applicant: "小明五金店",
        phone: "139****1234",
        statusName: { zh: "已受理" },
        window: context.station().name,
        dutyHolder: actor.operator.name,
      },
    ]);
  });

  it("is lost with an intake that fails, and leaves no readable name in the index", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation();
    const [first, second] = people;
    if (first === undefined || second === undefined) throw new Error("no people");
    for (let i = 0; i < 128; i += 1) takeIn(context, actor, first);
    while (openIndexWork(context.db)());
    context.db.exec("CREATE TRIGGER fail_print BEFORE INSERT ON print_jobs BEGIN SELECT RAISE(ABORT, 'no'); END");
    expect(() => takeIn(context, actor, second)).toThrow("no");
    expect(applicants(context, "饭店")).toEqual([]);
    expect(listSegments(context.db).map((segment) => segment.rows)).toEqual([128]);
    const chunks = Buffer.concat(context.db.prepare<[], Buffer>("SELECT bytes FROM search_chunks").pluck().all());
    for (const name of ["样品", "小", "1111"]) expect(chunks.includes(Buffer.from(name))).toBe(false);
  });

  it("indexes what a store of the version before holds when it is opened", async ({ openTestStation }) => {
    const { context, actor, dir } = await openTestStation();
    for (const person of people) takeIn(context, actor, person);
    context.db.exec("DELETE FROM settings WHERE key LIKE 'search.%'");
    const folder = join(dir, "before");
    mkdirSync(folder);
    makePreviousStore(folder, [first, acts, jointChecks], join(dir, "hall.db"));
    const open = await openStation(folder, { ...testProfiles() });
    expect(applicants(open.context, "小明")).toEqual(["小明五金店", "云海样品有限公司"]);
    expect(findDuplicates(open.context, yunhaiDraft({ form: { header: { ...people[0] } } }))).toHaveLength(1);
    open.close();
  });
});
