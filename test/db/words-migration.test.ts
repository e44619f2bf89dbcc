import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { attachmentPort, queueAttachment } from "#station/db/attachment-sends.ts";
import { insertAttachment, listAttachments } from "#station/db/attachments.ts";
import { listDeadlineEvents } from "#station/db/deadline-events.ts";
import { insertWarning, listWarnings } from "#station/db/deadline-warnings.ts";
import { insertInterpretation, interpretationsInForce } from "#station/db/interpretations.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { keepRemoteOperator, listOperators } from "#station/db/operators.ts";
import { findPrintJob, getPrintJob, listPrintJobs, updatePrintJob } from "#station/db/print-jobs.ts";
import { findSetting } from "#station/db/settings.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const AT = "2026-09-18T02:00:00.000Z";
const HASH = "a".repeat(64);

it("a store from before the words of today opens with every row, setting and confirmation under its new name", async ({
  openTestStation,
}) => {
  const now = () => AT;
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const { db } = context;
  insertWarning(db, { applicationId: id, deadline: "direct", level: "overdue", dueAt: AT, raisedAt: AT });
  insertInterpretation(db, {
    profileId: "yunhai",
    ambiguity: "first-contact",
    interpretation: "last-handler",
    note: "",
    operatorId: actor.operator.id,
    at: AT,
  });
  const document = { kind: "commitment-letter", utility: "water", version: 1 } as const;
  const file = { applicationId: id, hash: HASH, mime: "image/png", bytes: 5_000 } as const;
  insertAttachment(db, { ...file, name: "扫描件", operatorId: actor.operator.id, at: AT, sheet: document });
  queueAttachment(db, { ...file, kind: "sheet", sheet: document }, AT);
  attachmentPort(db).noteConfirmed(1, 4_096, 5_000);
  keepRemoteOperator(db, { id: "far-1", name: "远方人", phone: "", organisation: "示例公司" });
  const [job] = listPrintJobs(db, id);
  if (job === undefined) throw new Error("nothing is printed");
  updatePrintJob(db, job.outcome, { ...job, pause: "waited" });
  db.prepare("UPDATE outbox_entries SET accepted_epoch = 'an-epoch', accepted_position = 7").run();
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  const words = allMigrations.findIndex((sql) => sql.includes("RENAME TO interpretations"));
  makePreviousStore(earlier, allMigrations.slice(0, words), join(dir, "hall.db"));
  const old = new Database(join(earlier, "hall.db"));
  expect(old.prepare("SELECT clock FROM clock_warnings").pluck().all()).toEqual(["direct"]);
  const setting = old.prepare("INSERT INTO settings (key, value) VALUES (?, ?)");
  setting.run("centre.ownCursor", "12");
  setting.run("centre.ownReadFor.restored", AT);
  setting.run("desk.dueSoonHours", "8");
  old.close();

  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    const { db: opened } = open.context;
    expect(listWarnings(opened, id)).toMatchObject([{ deadline: "direct", level: "overdue" }]);
    expect(listDeadlineEvents(opened, id)).toEqual(listDeadlineEvents(db, id));
    expect(Object.keys(listDeadlineEvents(opened, id))).not.toEqual([]);
    expect(interpretationsInForce(opened, "yunhai")).toEqual({ "first-contact": "last-handler" });
    expect(listAttachments(opened, id)).toMatchObject([{ hash: HASH, sheet: document }]);
    expect(attachmentPort(opened).findDue(AT)).toMatchObject({ confirmed: 4_096, sheet: document });
    expect(listOperators(opened).map((each) => each.id)).not.toContain("far-1");
    expect(findPrintJob(opened, job.id)).toEqual(getPrintJob(db, job.id));
    expect(opened.prepare("SELECT accepted_epoch, accepted_position FROM outbox_entries").all()).toEqual([
      { accepted_epoch: "an-epoch", accepted_position: 7 },
    ]);
    expect(findSetting(opened, "centre.recoveryCursor")).toBe("12");
    expect(findSetting(opened, "centre.recoveryFor.restored")).toBe(AT);
    expect(findSetting(opened, "worklist.dueSoonHours")).toBe("8");
    expect(findSetting(opened, "centre.ownCursor")).toBeNull();
    expect(opened.pragma("foreign_key_check")).toEqual([]);
    expect(opened.pragma("integrity_check(1)", { simple: true })).toBe("ok");
  } finally {
    open.close();
  }
});
