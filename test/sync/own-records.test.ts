import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { listAudit } from "../../electron/db/audit.ts";
import { troublesOf } from "../../electron/health/health-book.ts";
import { viewConflict } from "../../electron/services/conflict.ts";
import { noteStanding } from "../../electron/services/centre-standing.ts";
import { isReadingOwn, finishReadingOwn } from "../../electron/services/own-records.ts";
import { settleConflict } from "../../electron/services/settle-conflict.ts";
import { setWindows } from "../helpers/hall-windows.ts";

const set = setWindows();

const stored = async (id: string) => (await set.sql().query("select sequence::int as sequence, kind from entries where application_id = $1 order by sequence", [id])).map((row) => `${String(row["sequence"])} ${String(row["kind"])}`);

it("a window put back to an older copy of its own store has its later records again, as its own, with what others did to them", async () => {
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
  expect(back.shown(late).elsewhere).toBeUndefined();
  expect([early, late].map((id) => back.shown(id).hash)).toEqual([early, late].map((id) => two.shown(id).hash));
  expect(listAudit(back.hall.db, back.hall.station().id).map(({ verb }) => verb)).toEqual(expect.arrayContaining(["numbers.jumped", "records.readBack"]));
  expect(isReadingOwn(back.hall)).toBe(false);
  expect(troublesOf(back.hall.health)).toMatchObject([{ code: "store-put-back", what: { zh: expect.stringContaining("已取回") as string } }]);
  expect(troublesOf(two.hall.health)).toEqual([]);

  // What follows stands on top of it, everywhere.
  back.correct(late, { contact: "示例再来" });
  await back.sync();
  await two.sync();
  expect(two.header(late)).toMatchObject({ contact: "示例再来", phone: "13900001111" });
  expect(await stored(late)).toEqual(["1 application.accepted", "2 details.corrected", "3 details.corrected", "4 details.corrected"]);
  expect(back.outbox()).toMatchObject({ waiting: 0, quarantined: 0 });
});

it("a version that a window made before it was put back is never made a second time: the new one meets it, and a person settles the two", async () => {
  const one = await set.window("1号窗口");
  const id = one.take();
  await one.sync();
  const copy = await set.copyOf(one);
  one.correct(id, { contact: "示例甲方" });
  await one.sync();

  const back = await set.putBack(one, copy);
  back.correct(id, { phone: "13900001111" });
  await back.sync("send");
  expect(back.outbox()).toMatchObject({ quarantined: 1 });
  await back.sync();
  const view = viewConflict(back.hall, id);
  expect(view.fields.map(({ field, mine, theirs, preset }) => [field, mine, theirs, preset])).toEqual([
    ["contact", "示例人", "示例甲方", "theirs"],
    ["phone", "13900001111", "13800000000", "mine"],
  ]);
  settleConflict(back.hall, back.actor(), { applicationId: id, shownVersion: view.shownVersion, theirs: view.theirs ?? "", picks: view.fields.map(({ section, field, preset }) => ({ section, field, side: preset ?? "theirs" })) });
  await back.sync();
  expect(back.header(id)).toMatchObject({ contact: "示例甲方", phone: "13900001111" });
  expect(await stored(id)).toEqual(["1 application.accepted", "2 details.corrected", "3 conflict.resolved"]);
  expect(back.outbox()).toMatchObject({ waiting: 0, quarantined: 0 });
  expect(isReadingOwn(back.hall)).toBe(false);
});

it("what was only corrected since comes back too, before anybody acts on it; an entry that no centre can show has the feed read again once", async () => {
  const one = await set.window("1号窗口");
  const id = one.take();
  await one.sync();
  const copy = await set.copyOf(one);
  one.correct(id, { contact: "示例甲方" });
  await one.sync();
  const back = await set.putBack(one, copy);
  await back.sync();
  expect(back.header(id)).toMatchObject({ contact: "示例甲方" });
  expect(isReadingOwn(back.hall)).toBe(false);

  const lie = { epoch: randomUUID(), storedThrough: 9, durableThrough: 0, durableAt: null, serials: [], newest: [randomUUID()] };
  noteStanding(back.hall, lie);
  expect(isReadingOwn(back.hall)).toBe(true);
  finishReadingOwn(back.hall);
  noteStanding(back.hall, lie);
  expect(isReadingOwn(back.hall)).toBe(false);
});
