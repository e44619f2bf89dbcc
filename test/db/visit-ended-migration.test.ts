import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { openStation } from "#station/app/open-station.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { getPrintJob, listPrintJobs, updatePrintJob } from "#station/db/print-jobs.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { takeIn } from "#test/helpers/printing-hall.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { testProfiles } from "#test/helpers/store-template.ts";

const now = () => "2026-09-18T02:00:00.000Z";

it("row 46: a store from before slips were held opens with every print job as it was, and can hold one", async ({
  openTestStation,
}) => {
  const { context, actor, dir } = await openTestStation({ now });
  const jobs = listPrintJobs(context.db, takeIn(context, actor));
  for (const [i, pause] of (["waited", "superseded"] as const).entries()) {
    const job = jobs[i];
    if (job !== undefined) updatePrintJob(context.db, job.outcome, { ...job, pause });
  }
  const before = jobs.map(({ id }) => getPrintJob(context.db, id));
  expect(before.map(({ pause }) => pause)).toEqual(["waited", "superseded", null]);
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  const held = allMigrations.findIndex((sql) => sql.includes("visit-ended"));
  makePreviousStore(earlier, allMigrations.slice(0, held), join(dir, "hall.db"));
  const { context: opened, close } = await openStation(earlier, { now, ...testProfiles() });
  try {
    expect(jobs.map(({ id }) => getPrintJob(opened.db, id))).toEqual(before);
    const [, , slip] = before;
    if (slip === undefined) throw new Error("no slip");
    expect(updatePrintJob(opened.db, "queued", { ...slip, pause: "visit-ended" })).toBe(true);
    expect(getPrintJob(opened.db, slip.id).pause).toBe("visit-ended");
    expect(() => opened.db.exec("UPDATE print_jobs SET pause = 'anything'")).toThrow(/CHECK/);
    expect(opened.db.pragma("integrity_check(1)", { simple: true })).toBe("ok");
  } finally {
    close();
  }
});
