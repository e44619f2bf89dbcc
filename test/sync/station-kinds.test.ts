import { expect, it } from "vitest";
import { nameKind } from "#central/domain/administer.ts";
import { findStationByPrefix } from "#central/db/stations.ts";
import { troublesOf } from "#station/health/station-health.ts";
import { enrolAtCentre } from "#station/sync/transport/centre-link.ts";
import { setWindows, type TestWindow } from "#test/helpers/hall-windows.ts";

const set = setWindows();
/** Every application and every entry of other stations that lies in a station's store. */
const held = ({ context }: TestWindow): string[] =>
  context.db
    .prepare<[], string>("SELECT id FROM applications UNION SELECT application_id FROM pulled_entries")
    .pluck()
    .all();

it("a kiosk sends its applications, hears nothing of the hall's, and gets its own back after a restore", async () => {
  const [window, kiosk] = [await set.window("1号窗口"), await set.window("自助机", undefined, "kiosk")];
  const theirs = window.take();
  await window.sync();
  const copy = await set.copyOf(kiosk);
  const own = kiosk.take();
  await kiosk.sync();
  expect(kiosk.outbox()).toMatchObject({ waiting: 0, quarantined: 0, sent: 1 });
  // The window goes on with it.
  await window.sync();
  window.correct(own, { contact: "示例更正人" });
  await window.sync();
  await kiosk.sync();
  expect(held(kiosk)).toEqual([own]);
  expect(held(window).toSorted()).toEqual([own, theirs].toSorted());
  expect(troublesOf(kiosk.context.health)).toEqual([]);

  const back = await set.putBack(kiosk, copy);
  for (let pass = 0; pass < 2; pass += 1) await back.sync();
  expect(held(back)).toEqual([own]);
  expect(back.header(own)).toMatchObject({ contact: "示例人" });
  expect(back.context.db.prepare("SELECT count(*) FROM applications").pluck().get()).toBe(1);
});

it("a station is not enrolled by a code of another kind", async () => {
  const window = await set.window("1号窗口");
  const { prefix } = window.context.station();
  const code = set.codeOf("kiosk");
  await expect(enrolAtCentre(window.context, set.centreUrl(), code, "window")).rejects.toMatchObject({
    problem: { code: "enrol-refused", what: { zh: expect.stringContaining("自助机") as string } },
  });
  expect(window.context.station().prefix).toBe(prefix);
});

it("a station that an older version enrolled says what it lacks, goes on sending, and catches up once its kind is named", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const { prefix } = two.context.station();
  const station = await findStationByPrefix(set.sql(), prefix);
  await set.sql().query("update stations set kind = null where id = $1", [station?.id ?? ""]);
  const theirs = one.take();
  await one.sync();
  two.take();
  await expect(two.sync()).rejects.toThrow();
  expect(two.outbox()).toMatchObject({ waiting: 0, sent: 1 });
  expect(troublesOf(two.context.health)).toMatchObject([
    { code: "not-permitted", what: { zh: expect.stringContaining("set-kind") as string } },
  ]);
  expect(held(two)).not.toContain(theirs);
  await nameKind(set.sql(), { kind: "window", prefixes: [prefix] });
  await two.sync();
  expect(held(two)).toContain(theirs);
  expect(troublesOf(two.context.health)).toEqual([]);
});
