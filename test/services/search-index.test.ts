import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import * as fc from "fast-check";
import { expect } from "vitest";
import { foldSearch } from "#shared/case/search-terms.ts";
import { listSegments } from "#station/db/search-segments.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation, openStationToRead } from "#station/app/open-station.ts";
import { openIndexWork, recentRows } from "#station/records/search-index.ts";
import { searchApplications } from "#station/search/search.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const options = { ...testProfiles() };
const SIGNS = ["云", "海", "样", "品", "𠮷", "龘", "王", "8", "1", "2", "号", "A"];
const text = (min: number, max: number) =>
  fc.array(fc.constantFrom(...SIGNS), { minLength: min, maxLength: max }).map((signs) => signs.join(""));
const person = fc.record({
  applicant: text(2, 8),
  site: text(2, 10),
  contact: text(1, 3),
  phone: fc.stringMatching(/^1[3-9][0-9]{9}$/),
});
type Person = { applicant: string; site: string; contact: string; phone: string };

/** LIKE over the same folded texts, kept beside the hall. */
function openLike() {
  const db = new Database(":memory:");
  db.exec(
    "CREATE TABLE likes (nth INTEGER PRIMARY KEY, number TEXT, applicant TEXT, site TEXT, contact TEXT, phone TEXT)",
  );
  const insert = db.prepare("INSERT INTO likes (number, applicant, site, contact, phone) VALUES (?, ?, ?, ?, ?)");
  const any = db
    .prepare<{ part: string; tail: string }, string>(
      `SELECT number FROM likes WHERE replace(number, '-', '') LIKE :part
        OR applicant LIKE :part OR site LIKE :part OR contact LIKE :part OR phone LIKE :tail
        ORDER BY nth DESC`,
    )
    .pluck();
  return {
    add: (number: string, { applicant, site, contact, phone }: Person) =>
      void insert.run(number, foldSearch(applicant), foldSearch(site), foldSearch(contact), phone),
    find: (typed: string): string[] =>
      any.all({
        part: `%${foldSearch(typed)}%`,
        tail: /^\d{4,}$/.test(foldSearch(typed)) ? `%${foldSearch(typed)}` : "-",
      }),
  };
}

const numbersOf = (context: StationContext, typed: string): string[] =>
  searchApplications(context, typed, 10_000).lines.map((line) => line.acceptanceNumber);

/** What happens to a hall between two searches. */
const event = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("accept" as const),
      people: fc.array(person, { minLength: 1, maxLength: 90 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("index" as const), steps: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("crash" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("undone" as const), person }) },
);

it(
  "finds the same rows as LIKE whatever was indexed, merged, interrupted or undone meanwhile",
  { timeout: 360_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 6, maxLength: 16, size: "max" }),
        fc.array(text(1, 4), { minLength: 6, maxLength: 6 }),
        async (events, typed) => {
          const dir = mkdtempSync(join(tmpdir(), "liandong-index-"));
          const like = openLike();
          let open = await openStation(dir, options);
          let step = openIndexWork(open.context.db);
          const take = (who: Person) =>
            submitApplication(open.context, operatorAt(open.context), {
              key: randomUUID(),
              body: yunhaiDraft({ form: { header: { ...who } } }),
              place: "command-line",
            });
          const last =
            events.flatMap((happened) => (happened.kind === "accept" ? happened.people : [])).at(-1)?.phone ?? "";
          const compare = () => {
            for (const part of [
              ...typed,
              "1",
              "26",
              "0001",
              "2026",
              "12345",
              "20260001",
              last.slice(-4),
              last.slice(-6),
              last.slice(-8),
            ])
              expect([part, numbersOf(open.context, part)]).toEqual([part, like.find(part)]);
          };
          try {
            for (const happened of events) {
              switch (happened.kind) {
                case "accept":
                  for (const who of happened.people) like.add(take(who).acceptanceNumber, who);
                  break;
                case "index":
                  for (let i = 0; i < happened.steps; i += 1) step();
                  break;
                case "crash":
                  open.close();
                  open = await openStation(dir, options);
                  step = openIndexWork(open.context.db);
                  break;
                case "undone":
                  // Searched for while it is not yet undone: what was seen then must be forgotten.
                  expect(() =>
                    open.context.db.transaction(() => {
                      const { acceptanceNumber } = take(happened.person);
                      expect(numbersOf(open.context, acceptanceNumber)).toEqual([acceptanceNumber]);
                      throw new Error("undone");
                    })(),
                  ).toThrow("undone");
                  break;
              }
              compare();
            }
            while (step());
            compare();
          } finally {
            open.close();
            rmSync(dir, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: 15 },
    );
  },
);

it(
  "merges what has grown, keeps few rows aside, and answers a reader beside it all the while",
  { timeout: 360_000 },
  async ({ openTestStation }) => {
    const { context, actor, dir } = await openTestStation();
    const step = openIndexWork(context.db);
    const reader = openStationToRead(dir, options);
    try {
      const sampled = fc.sample(person, { numRuns: 1_150, seed: 1 });
      const like = openLike();
      sampled.forEach((who, i) => {
        like.add(
          submitApplication(context, actor, {
            key: randomUUID(),
            body: yunhaiDraft({ form: { header: { ...who } } }),
            place: "command-line",
          }).acceptanceNumber,
          who,
        );
        if (i % 50 === 0) {
          step();
          for (const part of ["云海", "𠮷", "龘王", "0100"])
            expect([i, part, numbersOf(reader.context, part)]).toEqual([i, part, like.find(part)]);
        }
      });
      while (step());
      expect(listSegments(context.db).map((segment) => segment.rows)).toEqual([1024]);
      expect(recentRows(context.db).rows).toHaveLength(1_150 - 1_024);
      for (const part of ["云", "海样", "王8号", "99", "1149", "2026"])
        expect([part, numbersOf(reader.context, part)]).toEqual([part, like.find(part)]);
      expect(
        context.db
          .prepare(
            "SELECT count(*) AS n FROM search_chunks WHERE place / 1000000 NOT IN (SELECT id FROM search_segments)",
          )
          .get(),
      ).toEqual({ n: 0 });
    } finally {
      reader.close();
    }
  },
);
