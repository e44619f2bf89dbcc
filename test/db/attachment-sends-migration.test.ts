import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { insertAttachment } from "#station/db/attachments.ts";
import { attachmentPort, queueAttachment } from "#station/db/attachment-sends.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { listAudit } from "#station/db/audit.ts";
import { closeQuarantined, viewAttachments } from "#station/sync/attachments/attachment-sends.ts";
import { openStation } from "#station/app/open-station.ts";
import { FILE_GONE } from "#station/sync/attachments/failure-words.ts";
import { attachScan, makeScan, sendRows, takeApplication } from "#test/helpers/attachment-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";

const at = "2026-09-18T02:00:00.000Z";

it("row 63: a store from before attachments were sent opens with all its files queued, signed scans and signatures too", async ({
  openTestStation,
}) => {
  const { context, actor, dir } = await openTestStation({ now: () => at });
  const id = takeApplication(context, actor);
  const file = await attachScan(context, actor, id, makeScan(100));
  const bound = { kind: "commitment-letter" as const, utility: "water", version: 1 };
  insertAttachment(context.db, {
    applicationId: id,
    hash: "ab".repeat(32),
    mime: "application/pdf",
    bytes: 5,
    name: "扫描.pdf",
    operatorId: actor.operator.id,
    at,
    sheet: bound,
  });
  context.db
    .prepare(
      `INSERT INTO joint_checks (id, draft_id, profile_id, content_hash, shown, operator_id, station_id,
        started_at, pointed, confirmed_at, signature_hash, application_id)
        VALUES ('c', 'd', 'yunhai', 'h', 0, ?, ?, ?, '[]', ?, ?, ?)`,
    )
    .run(actor.operator.id, actor.station.id, at, at, "cd".repeat(32), id);
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 25), join(dir, "hall.db"));
  const open = await openStation(earlier, { now: () => at, ...testProfiles() });
  try {
    const { db } = open.context;
    expect(sendRows(open.context).map(({ hash, kind, state, bytes }) => ({ hash, kind, state, bytes }))).toEqual([
      { hash: file, kind: "file", state: "waiting", bytes: 100 },
      { hash: "ab".repeat(32), kind: "sheet", state: "waiting", bytes: 5 },
      { hash: "cd".repeat(32), kind: "signature", state: "waiting", bytes: null },
    ]);
    const port = attachmentPort(db);
    expect(port.findDue(at)).toMatchObject({ hash: file, applicationId: id, sheet: null });
    port.markSent(1, "R-00000001", at);
    expect(port.findDue(at)).toMatchObject({ hash: "ab".repeat(32), sheet: bound });
    // Sent as an ordinary file and bound to its paper later: it is announced again; bound, it stays as it is.
    queueAttachment(
      db,
      { applicationId: id, hash: file, kind: "sheet", mime: "image/jpeg", bytes: 100, sheet: bound },
      at,
    );
    expect(port.findDue(at)).toMatchObject({ hash: file, kind: "sheet", sheet: bound });
    port.markSent(1, "R-00000001", at);
    queueAttachment(
      db,
      { applicationId: id, hash: file, kind: "sheet", mime: "image/jpeg", bytes: 100, sheet: { ...bound, version: 2 } },
      at,
    );
    expect(sendRows(open.context)[0]).toMatchObject({ state: "sent", kind: "sheet" });
    expect(db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});

it("row 63: a store from before files could be closed opens with what was quarantined still open", async ({
  openTestStation,
}) => {
  const { context, actor, dir } = await openTestStation({ now: () => at });
  await attachScan(context, actor, takeApplication(context, actor), makeScan(100));
  attachmentPort(context.db).quarantined(1, FILE_GONE, at);
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 31), join(dir, "hall.db"));
  const open = await openStation(earlier, { now: () => at, ...testProfiles() });
  try {
    expect(viewAttachments(open.context)).toMatchObject({
      quarantined: 1,
      lines: [{ state: "set-aside", closed: null }],
    });
    expect(closeQuarantined(open.context, actor, { id: 1, note: "已重新扫描" })).toMatchObject({
      quarantined: 0,
      lines: [{ closed: { note: "已重新扫描", by: actor.operator.name } }],
    });
    expect(() => closeQuarantined(open.context, actor, { id: 1, note: "再来" })).toThrow(/attachment-not-aside/);
    expect(listAudit(open.context.db, sendRows(open.context)[0]?.hash ?? "").map(({ verb }) => verb)).toEqual([
      "attachment.closed",
    ]);
  } finally {
    open.close();
  }
});
