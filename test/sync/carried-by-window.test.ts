import { expect, it } from "vitest";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { listUnsent } from "#station/db/outbox-entries.ts";
import { push } from "#station/sync/outbox/push.ts";
import { findNamedCentre, linkTo } from "#station/sync/transport/centre-link.ts";
import { importOutbox } from "#station/sync/outbox/import-file.ts";
import { decryptContent, encryptContent, exportOutbox } from "#station/sync/outbox/export-file.ts";
import { listAudit } from "#station/db/audit.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { formatAcceptanceNumber, readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { setWindows, type TestWindow } from "#test/helpers/hall-windows.ts";

const set = setWindows();
const PASSPHRASE = "示例口令-北山 2026";

/** What waits at one window goes to the centre by another, and its receipts come back. */
async function relay(
  from: TestWindow,
  by: TestWindow,
  isTakenBack = true,
): Promise<{ delivered: number; refused: number }> {
  const file = exportOutbox(from.context, from.actor(), PASSPHRASE)?.bytes ?? Buffer.alloc(0);
  const taken = await importOutbox(by.context, by.actor(), file, PASSPHRASE);
  if (taken.kind !== "entries") throw new Error(taken.kind);
  if (isTakenBack) await importOutbox(from.context, from.actor(), Buffer.from(taken.base64, "base64"), PASSPHRASE);
  return { delivered: taken.delivered, refused: taken.refused };
}

it("row 66: what a window relays counts as the other's; the relay sees and follows it, and its numbers stay the other's", async () => {
  const [one, two, three] = [await set.window("1号窗口"), await set.window("2号窗口"), await set.window("3号窗口")];
  const id = one.take();
  expect(await relay(one, two)).toEqual({ delivered: 1, refused: 0 });
  expect(one.outbox()).toMatchObject({ sent: 1, waiting: 0 });
  one.correct(id, { contact: "示例更正人" });
  for (const window of [one, two, three]) await window.sync();
  for (const window of [two, three])
    expect(window.shown(id)).toMatchObject({ version: 2, remote: { window: "1号窗口" }, view: { cannotAct: null } });
  const serials = await set
    .sql()
    .query(
      "select stations.prefix from serials join stations on stations.id = serials.station_id where serials.prefix = $1",
      [one.context.station().prefix],
    );
  expect(serials).toEqual([{ prefix: one.context.station().prefix }]);
});

it("row 64: two versions of one application meet also where one of them is carried by the very window that made the other", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const id = one.take();
  for (const window of [one, two]) await window.sync();
  one.correct(id, { contact: "示例甲方" });
  two.correct(id, { contact: "示例乙方" });
  expect(await relay(one, two)).toEqual({ delivered: 1, refused: 0 });
  await two.sync();
  expect(viewOutbox(two.context.db, 10).entries).toMatchObject([{ state: "quarantined", conflict: true }]);
  // And the other way round: the carrier's own version came first.
  const other = one.take();
  for (const window of [one, two]) await window.sync();
  one.correct(other, { contact: "示例丙方" });
  two.correct(other, { contact: "示例丁方" });
  await two.sync();
  expect(await relay(one, two)).toEqual({ delivered: 0, refused: 1 });
  expect(viewOutbox(one.context.db, 10).entries.filter(({ state }) => state !== "sent")).toMatchObject([
    { applicationId: other, state: "quarantined", conflict: true },
  ]);
  expect(
    (
      await set
        .sql()
        .query("select count(*)::int as n from entries where application_id in ($1, $2) and sequence = 2", [id, other])
    )[0]?.["n"],
  ).toBe(2);
});

it("writes for another window only what that window is proven to have made, names the carrier, and moves no numbers", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  one.take();
  const [entry] = listUnsent(one.context.db);
  const centre = findNamedCentre(two.context);
  if (entry === undefined || centre === null) throw new Error("nothing to carry");
  const relayedFor = one.context.station().prefix;
  for (const proofs of [new Map<string, string>(), new Map([[entry.key, "0".repeat(64)]])])
    for (const some of [[entry], [entry, { ...entry, key: crypto.randomUUID(), sequence: 2 }]])
      expect(await push(linkTo(centre.url), centre.token, some, { relayedFor, proofs })).toMatchObject({
        kind: "answered",
        status: 401,
      });
  expect(await relay(one, two)).toEqual({ delivered: 1, refused: 0 });
  await two.sync();
  expect(
    await set
      .sql()
      .query("select stations.prefix from entries join stations on stations.id = carrier_id where key = $1", [
        entry.key,
      ]),
  ).toEqual([{ prefix: two.context.station().prefix }]);
  expect(await set.sql().query("select prefix from serials where prefix = $1", [relayedFor])).toEqual([]);
});

const serialOf = (window: TestWindow, id: string): number => {
  const read = readAcceptanceNumber(getApplicationRow(window.context, id).acceptanceNumber);
  return read.ok ? read.serial : 0;
};
const jumps = (window: TestWindow): unknown[] =>
  listAudit(window.context.db, window.context.station().id)
    .filter(({ verb }) => verb === "numbers.jumped")
    .map(({ detail }) => detail);

it("jumps, after a restore, over numbers that only carried records have, as it reads them back", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  one.take();
  await one.sync();
  const copy = await set.copyOf(one);
  // These reach the centre by the other window only, so the centre counts none of their numbers.
  const late = [one.take(), one.take()];
  expect(late.map((id) => serialOf(one, id))).toEqual([2, 3]);
  expect(await relay(one, two, false)).toEqual({ delivered: 2, refused: 0 });

  const back = await set.putBack(one, copy);
  for (let pass = 0; pass < 2; pass += 1) await back.sync();
  expect(late.map((id) => serialOf(back, id))).toEqual([2, 3]);
  expect(serialOf(back, back.take())).toBe(4);
  expect(jumps(back)).toContainEqual(
    expect.objectContaining({ prefix: back.context.station().prefix, from: 1, to: 3 }),
  );
  await back.sync();
  expect(back.outbox()).toMatchObject({ waiting: 0, quarantined: 0 });
});

it("lets no file move the numbers of the window that imports it, whichever window the file names", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const copy = await set.copyOf(two);
  one.take();
  const own = two.context.station().prefix;
  const file = exportOutbox(one.context, one.actor(), PASSPHRASE)?.bytes ?? Buffer.alloc(0);
  const content = decryptContent(file, PASSPHRASE);
  if (content.kind !== "entries") throw new Error(content.kind);
  // Whoever knows a passphrase can write a file: it claims numbers far ahead, under the importing window's prefix.
  const forged = (stationPrefix: string) => {
    const entries = content.entries.map((entry) => {
      const number = formatAcceptanceNumber({ prefix: own, year: 2026, serial: 199_000 });
      const payload = JSON.stringify({ ...(JSON.parse(entry.payload) as object), acceptanceNumber: number });
      const applicationId = crypto.randomUUID();
      // Its proof is of the entry that it was, so it proves nothing now.
      return { ...entry, key: crypto.randomUUID(), applicationId, payload, payloadHash: sha256(payload) };
    });
    return encryptContent({ ...content, stationPrefix, entries }, PASSPHRASE);
  };
  const imported = (stationPrefix: string) => importOutbox(two.context, two.actor(), forged(stationPrefix), PASSPHRASE);
  // Its own prefix needs its own proof; a window that was never enrolled has none, and a file that names none is refused.
  expect(await imported(own)).toMatchObject({ delivered: 0, left: 1 });
  expect(await imported("ZZ999")).toMatchObject({ delivered: 1 });
  await expect(imported("?")).rejects.toMatchObject({ problem: { code: "export-broken" } });
  await two.sync();
  expect(serialOf(two, two.take())).toBe(1);
  // The same where it was restored, and reads its own records back.
  await two.sync();
  const back = await set.putBack(two, copy);
  for (let pass = 0; pass < 2; pass += 1) await back.sync();
  expect(serialOf(back, back.take())).toBe(2);
  expect(await set.sql().query("select max(serial)::int as top from serials where prefix = $1", [own])).toEqual([
    { top: 1 },
  ]);
});
