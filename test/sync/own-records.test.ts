import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { getOutboxStory } from "#station/sync/outbox/outbox-view.ts";
import { resendEntry } from "#station/sync/outbox/resend.ts";
import { readScannedDocument } from "#station/documents/scanned-document.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { listAudit } from "#station/db/audit.ts";
import { troublesOf } from "#station/health/station-health.ts";
import { viewConflict } from "#station/sync/conflicts/conflict.ts";
import { noteCentreStatus } from "#station/sync/recovery/centre-status.ts";
import { finishRecovery, isRecovering } from "#station/sync/recovery/read-back.ts";
import { setWindows } from "#test/helpers/hall-windows.ts";

const set = setWindows();

const stored = async (id: string) =>
  (
    await set
      .sql()
      .query("select sequence::int as sequence, kind from entries where application_id = $1 order by sequence", [id])
  ).map((row) => `${String(row["sequence"])} ${String(row["kind"])}`);

/** A window that sent a record and, after its store was copied, a correction of it. */
async function correctedSince() {
  const one = await set.window("1号窗口");
  const id = one.take();
  await one.sync();
  const copy = await set.copyOf(one);
  one.correct(id, { contact: "示例甲方" });
  await one.sync();
  return { one, id, copy };
}

it("a window restored from an older copy gets its later records back, as its own, with what others did to them", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const early = one.take();
  await one.sync();
  const copy = await set.copyOf(one);
  const late = one.take();
  one.correct(early, { contact: "示例后来" });
  one.correct(late, { contact: "示例甲方" });
  await one.sync();
  await two.sync();
  two.correct(late, { phone: "13900001111" });
  await two.sync();

  const back = await set.putBack(one, copy);
  expect(() => back.shown(late)).toThrow();
  for (let pass = 0; pass < 2; pass += 1) await back.sync();
  expect(back.header(early)).toMatchObject({ contact: "示例后来" });
  expect(back.header(late)).toMatchObject({ contact: "示例甲方", phone: "13900001111" });
  expect(back.shown(late).remote).toBeUndefined();
  expect([early, late].map((id) => back.shown(id).hash)).toEqual([early, late].map((id) => two.shown(id).hash));
  expect(listAudit(back.context.db, back.context.station().id).map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(["numbers.jumped", "records.readBack"]),
  );
  expect(isRecovering(back.context)).toBe(false);
  expect(troublesOf(back.context.health)).toMatchObject([
    { code: "store-put-back", what: { zh: expect.stringContaining("已取回") as string } },
  ]);
  expect(troublesOf(two.context.health)).toEqual([]);

  // What follows builds on it, everywhere.
  back.correct(late, { contact: "示例再来" });
  await back.sync();
  await two.sync();
  expect(two.header(late)).toMatchObject({ contact: "示例再来", phone: "13900001111" });
  expect(await stored(late)).toEqual([
    "1 application.accepted",
    "2 details.corrected",
    "3 details.corrected",
    "4 details.corrected",
  ]);
  expect(back.outbox()).toMatchObject({ waiting: 0, quarantined: 0 });
});

it("a version that a window made before its restore is never made twice: the new one meets it, and a person resolves the two", async () => {
  const { one, id, copy } = await correctedSince();

  const back = await set.putBack(one, copy);
  back.correct(id, { phone: "13900001111" });
  await back.sync("send");
  expect(back.outbox()).toMatchObject({ quarantined: 1 });
  await back.sync();
  const view = viewConflict(back.context, id);
  expect(view.fields.map(({ field, mine, theirs, preset }) => [field, mine, theirs, preset])).toEqual([
    ["contact", "示例人", "示例甲方", "theirs"],
    ["phone", "13900001111", "13800000000", "mine"],
  ]);
  back.resolveConflict(id);
  await back.sync();
  expect(back.header(id)).toMatchObject({ contact: "示例甲方", phone: "13900001111" });
  expect(await stored(id)).toEqual(["1 application.accepted", "2 details.corrected", "3 conflict.resolved"]);
  expect(back.outbox()).toMatchObject({ waiting: 0, quarantined: 0 });
  expect(isRecovering(back.context)).toBe(false);
});

it("what was only corrected since comes back too, before anybody acts on it", async () => {
  const { one, id, copy } = await correctedSince();
  const back = await set.putBack(one, copy);
  await back.sync();
  expect(back.header(id)).toMatchObject({ contact: "示例甲方" });
  expect(isRecovering(back.context)).toBe(false);
});

it("an entry that no centre can show, and one reported after another, cause one new reading of the feed", async () => {
  const one = await set.window("1号窗口");
  for (const isFirst of [true, false]) {
    noteCentreStatus(one.context, {
      epoch: randomUUID(),
      storedThrough: 9,
      durableThrough: 0,
      durableAt: null,
      serials: [],
      newest: [randomUUID()],
    });
    expect(isRecovering(one.context)).toBe(isFirst);
    finishRecovery(one.context);
  }
});

it("what another window did upon a lost version is not taken for this window's own: the result of both comes on top", async () => {
  const { one, id, copy } = await correctedSince();
  const two = await set.window("2号窗口");
  await two.sync();
  two.correct(id, { phone: "13900001111" });
  await two.sync();
  const back = await set.putBack(one, copy);
  back.correct(id, { contact: "示例乙方" });
  await back.sync();
  expect(back.shown(id).view.cannotAct?.why.zh).toBe("本窗口由旧备份恢复之前也办理过这份申请，两边的版本有冲突。");
  const view = viewConflict(back.context, id);
  expect(view.fields.map(({ field, mine, theirs, preset }) => [field, mine, theirs, preset])).toEqual([
    ["contact", "示例乙方", "示例甲方", null],
    ["phone", "13800000000", "13900001111", "theirs"],
  ]);
  back.resolveConflict(id, { contact: "mine" });
  for (const window of [back, two]) await window.sync();
  for (const window of [back, two])
    expect(window.header(id)).toMatchObject({ contact: "示例乙方", phone: "13900001111" });
  expect(await stored(id)).toEqual([
    "1 application.accepted",
    "2 details.corrected",
    "3 details.corrected",
    "4 conflict.resolved",
  ]);
  expect(back.outbox()).toMatchObject({ waiting: 0, quarantined: 0 });
});

it("an entry that was refused when the copy was made, and sent again after, has its successor again and blocks nothing", async () => {
  const one = await set.window("1号窗口");
  const id = one.take();
  await one.sync();
  one.correct(id, { contact: "示例丙方" });
  const refused = viewOutbox(one.context.db, 1).entries[0]?.id ?? "";
  outboxPort(one.context.db).quarantine(
    refused,
    "refused",
    { what: bilingual("拒收", "refused"), next: bilingual("更正", "correct") },
    set.clock.now(),
  );
  const copy = await set.copyOf(one);
  resendEntry(one.context, one.actor("supervisor-1"), { id: refused, note: "已更正" });
  await one.sync();
  const { hash } = one.shown(id);
  expect(await stored(id)).toEqual(["1 application.accepted", "3 details.corrected"]);

  const back = await set.putBack(one, copy);
  await back.sync();
  expect(back.shown(id)).toMatchObject({ version: 3, hash });
  expect(back.shown(id).view.cannotAct).toBeNull();
  expect(getOutboxStory(back.context, refused).events.map(({ what }) => what)).toEqual(["set-aside", "resent"]);
  back.correct(id, { contact: "示例丁方" });
  await back.sync();
  expect(await stored(id)).toEqual(["1 application.accepted", "3 details.corrected", "4 details.corrected"]);
  expect(back.outbox()).toMatchObject({ waiting: 0, quarantined: 0 });
});

it("a window that had to enrol again keeps what it sent before as its own", async () => {
  const one = await set.window("1号窗口");
  const early = one.take();
  await one.sync();
  const copy = await set.copyOf(one);
  const late = one.take();
  await one.sync();
  const back = await set.putBack(one, copy);
  await set.enrol(back);
  for (let pass = 0; pass < 2; pass += 1) await back.sync();
  expect([early, late].map((id) => back.shown(id).remote)).toEqual([undefined, undefined]);
  expect(
    readScannedDocument(back.context, late, {
      document: "unified-form",
      version: 1,
      shortHash: back.shown(late).hash.slice(0, 12),
    }).state,
  ).toBe("current");
});
