import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { listPrintEvents } from "#station/db/print-events.ts";
import { endRendering } from "#station/rendering/render.ts";
import { performAct } from "#station/cases/acts.ts";
import { openStation } from "#station/app/open-station.ts";
import { confirmPrint, retryPrint } from "#station/printing/print-requests.ts";
import { verifyDocument } from "#station/documents/verify.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { jobOf, setUpPrinters, SLIPS, spoolTo, takeIn } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter } from "#test/helpers/scripted-printer.ts";

afterAll(() => endRendering());

it("row 43: a document handed over before its job was retried at a newer version is still known, also in older stores", async ({
  openTestStation,
}) => {
  const clock = new HandClock("2026-09-18T02:00:00.000Z");
  const { context, actor, dir } = await openTestStation({ now: clock.now, random: () => 0.5 });
  setUpPrinters(context);
  const [a4, slips] = [new ScriptedPrinter(), new ScriptedPrinter()];
  const id = takeIn(context, actor);
  a4.script = () => ({ pages: null, answer: { outcome: "sent" } });
  const spooler = spoolTo(context, clock, (settings) => (settings.id === SLIPS.id ? slips : a4).open());
  await spooler.whenIdle();
  const first = a4.seen.find(({ sheet }) => sheet.kind === "voucher")?.sheet.bytes ?? Buffer.alloc(0);
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 1,
    act: { kind: "survey.scheduled", on: "2026-09-18" },
  });
  const job = jobOf(context, id, "voucher");
  confirmPrint(context, actor, job.id, false);
  retryPrint(context, actor, job.id);
  await spooler.whenIdle();
  await spooler.close();
  expect(jobOf(context, id, "voucher").recordVersion).toBe(2);
  expect(await verifyDocument(context, first)).toMatchObject({
    result: "printed",
    documentVersion: 1,
    recordVersion: 2,
    printed: { kind: "voucher", copy: 1, at: "2026-09-18T02:00:00.000Z" },
  });

  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 23), join(dir, "hall.db"));
  const open = await openStation(earlier, { now: clock.now, ...testProfiles() });
  try {
    const events = listPrintEvents(open.context.db, job.id);
    expect(events.map(({ what, documentHash }) => [what, documentHash])).toEqual(
      ["sending", "result", "denied", "retried", "sending", "result"].map((what) => [what, null]),
    );
    const last = a4.seen.findLast(({ sheet }) => sheet.kind === "voucher")?.sheet.bytes ?? Buffer.alloc(0);
    expect((await verifyDocument(open.context, last)).result).toBe("printed");
  } finally {
    open.close();
  }
});
