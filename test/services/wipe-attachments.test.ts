import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { attachmentPort } from "#station/db/attachment-sends.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { CLEAN_SHUTDOWN_MARKER, writeCleanShutdownMarker } from "#station/app/clean-shutdown.ts";
import { closeQuarantined } from "#station/sync/attachments/attachment-sends.ts";
import { countToll, refuseLoss } from "#station/app/wipe.ts";
import { FILE_GONE } from "#station/sync/attachments/failure-words.ts";
import { attachScan, makeScan, takeApplication } from "#test/helpers/attachment-station.ts";
import { it } from "#test/helpers/station-fixture.ts";

const at = "2026-11-20T02:10:00.000Z";

it("row 66: a waiting file prevents a wipe and the clean mark; a quarantined one needs a word, a closed one does not", async ({
  openTestStation,
}) => {
  const { context, actor, dir } = await openTestStation({ now: () => at });
  await attachScan(context, actor, takeApplication(context, actor), makeScan(100));
  const entries = outboxPort(context.db);
  for (const { id } of entries.listDue(at, 9)) entries.markSent(id, "R-00000001", at);
  expect(countToll(context)).toMatchObject({ waiting: 0, quarantined: 0, files: 1, filesWaiting: 1 });
  expect(() => refuseLoss(countToll(context), true)).toThrow(/1 个附件没有上传/);
  writeCleanShutdownMarker(dir, context.db);
  expect(existsSync(join(dir, CLEAN_SHUTDOWN_MARKER))).toBe(false);
  attachmentPort(context.db).quarantined(1, FILE_GONE, at);
  expect(() => refuseLoss(countToll(context), false)).toThrow(/wipe-only-here/);
  expect(() => refuseLoss(countToll(context), true)).not.toThrow();
  closeQuarantined(context, actor, { id: 1, note: "已重新扫描" });
  expect(countToll(context)).toMatchObject({ files: 0, filesWaiting: 0 });
  writeCleanShutdownMarker(dir, context.db);
  expect(existsSync(join(dir, CLEAN_SHUTDOWN_MARKER))).toBe(true);
});
