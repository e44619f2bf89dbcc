import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { listPrintEvents } from "#station/db/print-events.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { confirmPrint, printStory } from "#station/printing/print-requests.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 36: a store from before the print ledger opens with every job as it stood, and each job's story begins with that", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 14), join(dir, "hall.db"));
  const old = new Database(join(earlier, "hall.db"));
  const ids = old.prepare<[], string>("SELECT id FROM print_jobs ORDER BY created_at, rowid").pluck().all();
  const stood = ["sent", "unconfirmed", "person-confirmed", "queued"];
  ids.forEach((job, i) =>
    old
      .prepare("UPDATE print_jobs SET outcome = ?, reason = ? WHERE id = ?")
      .run(
        stood[i % stood.length],
        stood[i % stood.length] === "unconfirmed" ? '{"zh":"不清楚","en":"unclear"}' : null,
        job,
      ),
  );
  old.close();
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    const jobs = listPrintJobs(open.context.db, id);
    expect(jobs.map((job) => job.id)).toEqual(ids);
    expect(jobs.map((job) => job.outcome)).toEqual(ids.map((_, i) => stood[i % stood.length]));
    expect(jobs[1]).toMatchObject({
      reason: { zh: "不清楚", en: "unclear" },
      attempts: 1,
      fromPage: 1,
      printerId: null,
      documentHash: null,
      pause: null,
    });
    expect(jobs.map((job) => listPrintEvents(open.context.db, job.id).map((event) => event.outcome))).toEqual(
      jobs.map((job) => (job.outcome === "queued" ? [] : [job.outcome])),
    );
    confirmPrint(open.context, operatorAt(open.context), ids[1] ?? "", true);
    expect(printStory(open.context, ids[1] ?? "").map(({ outcome, by }) => [outcome, by])).toEqual([
      ["unconfirmed", null],
      ["person-confirmed", "示例经办甲"],
    ]);
    expect(() => open.context.db.exec("UPDATE print_events SET outcome = 'sent'")).toThrow(/insert only/);
    expect(() => open.context.db.exec("DELETE FROM print_events")).toThrow(/insert only/);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
    expect(open.context.db.pragma("quick_check", { simple: true })).toBe("ok");
  } finally {
    open.close();
  }
});
