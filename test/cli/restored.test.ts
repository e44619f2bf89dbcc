import { randomUUID } from "node:crypto";
import { cpSync, existsSync, readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openStation } from "#station/app/open-station.ts";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { jsonOf, ownFolder, runStationCommand, startStationProcess, type CliRun } from "#test/helpers/cli.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

function restored(dir: string, pin: string, ...more: string[]): Promise<CliRun> {
  const { child, ended } = startStationProcess(["restored", "--data", dir, ...more]);
  child.stdin?.end(`${pin}\n`);
  return ended;
}

/** A hall of three applications whose log lost all of them, and their numbers. */
async function makeDamaged(): Promise<{ dir: string; numbers: string[] }> {
  const [working, dir] = [ownFolder(), ownFolder()];
  await plantStore(working);
  (await openStation(working, testProfiles())).close();
  const station = await openStation(working, testProfiles());
  const take = () =>
    submitApplication(station.context, operatorAt(station.context), { key: randomUUID(), body: yunhaiDraft() });
  const numbers = [take(), take(), take()].map(({ acceptanceNumber }) => acceptanceNumber);
  cpSync(working, dir, { recursive: true });
  station.close();
  truncateSync(join(dir, "hall.db-wal"), 0);
  return { dir, numbers };
}

it("`hall restored` lets a supervisor go on with what is there: it keeps log and mark, gives no number twice, and is audited", async () => {
  const { dir, numbers } = await makeDamaged();
  const refused = await runStationCommand(["ledger", "--date", "2026-11-30", "--out", "x.csv", "--data", dir]);
  expect(refused).toMatchObject({ code: 1, out: "", err: expect.stringContaining(`${numbers[0]} 至 ${numbers[2]}`) });
  expect(refused.err).not.toContain("是安全的");

  expect(await restored(dir, "1111", "--accept-loss")).toMatchObject({ code: 1, err: expect.stringContaining("口令") });
  expect(await restored(dir, "2468")).toMatchObject({ code: 1, err: expect.stringContaining("--accept-loss") });
  expect(readdirSync(dir).filter((name) => name.startsWith("kept-"))).toEqual([]);

  const run = await restored(dir, "2468", "--accept-loss");
  expect(run.code).toBe(0);
  const { kept, missing } = jsonOf<{ kept: string; missing: unknown[] }>(run);
  expect(missing).toEqual([{ first: numbers[0], last: numbers[2], count: 3 }]);
  expect(existsSync(join(kept, "hall.mark"))).toBe(true);

  const station = await openStation(dir, testProfiles());
  onTestFinished(() => station.close());
  const { context } = station;
  const next = submitApplication(context, operatorAt(context), { key: randomUUID(), body: yunhaiDraft() });
  expect(next.acceptanceNumber).toContain("-000004-");
  expect(listAudit(context.db, context.station().id).filter(({ verb }) => verb === "store.restored")).toMatchObject([
    { actor: "supervisor-1", detail: { why: "store-behind", missing } },
  ]);
  expect(findBrokenLink(context.db)).toBeNull();
  expect(await restored(dir, "", "--accept-loss")).toMatchObject({
    code: 1,
    err: expect.stringContaining("正由另一个"),
  });
});

it("`hall restored` begins no new hall where the store holds none any more", async () => {
  const [dir, empty] = [(await makeDamaged()).dir, ownFolder()];
  await plantStore(empty);
  cpSync(join(empty, "hall.db"), join(dir, "hall.db"));
  const run = await restored(dir, "2468", "--accept-loss");
  expect(run).toMatchObject({ code: 1, out: "", err: expect.stringContaining("里已没有这个大厅") });
});
