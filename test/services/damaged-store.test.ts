import { randomUUID } from "node:crypto";
import { closeSync, openSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startStation } from "#station/app/start-station.ts";
import { openSession } from "#station/core/session.ts";
import { openStation } from "#station/app/open-station.ts";
import { openProblem } from "#station/shell/open-problem.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { jsonOf, ownFolder, runStationCommand } from "#test/helpers/cli.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const PAGE = 4096;
const NOT_SAFE = { zh: expect.not.stringContaining("数据是安全的"), en: expect.not.stringContaining("is safe") };

/** Overwrites the pages of a store behind its first, as a failing disk does. */
function spoil(file: string): void {
  const handle = openSync(file, "r+");
  for (let at = PAGE; at < statSync(file).size; at += PAGE) writeSync(handle, Buffer.alloc(PAGE, 0x5a), 0, PAGE, at);
  closeSync(handle);
}

it("row 58: never calls the data safe where the store turns out damaged, on the page, in health, by command, at opening", async () => {
  const dir = ownFolder();
  await plantStore(dir);
  const taken = await openStation(dir, testProfiles());
  const { id } = submitApplication(taken.context, operatorAt(taken.context), {
    key: randomUUID(),
    body: yunhaiDraft(),
  });
  taken.close();
  const running = await startStation(dir, () => undefined, { ...testProfiles(), centre: "no-centre" });
  const { context, dispatcher } = running;
  const session = openSession();
  await dispatcher.dispatch(session, "session.signIn", { operatorId: "clerk-1", pin: "2468" });
  context.db.pragma("wal_checkpoint(TRUNCATE)");
  spoil(join(dir, "hall.db"));
  context.db.pragma("shrink_memory");

  const damaged = { code: "store-damaged", safe: NOT_SAFE };
  const answer = await dispatcher.dispatch(session, "application.get", { id });
  expect(answer).toMatchObject({ ok: false, problem: damaged });
  expect(context.health.damage).toMatch(/malformed/);
  await running.close().catch(() => undefined);

  const shown = await runStationCommand(["show", id, "--data", dir]);
  expect(shown).toMatchObject({ code: 1, out: "", err: expect.stringContaining("数据文件有损坏") });
  expect(shown.err).not.toMatch(/数据是安全的|is safe/);
  await expect(openStation(dir, testProfiles())).rejects.toMatchObject({ problem: damaged });
  const raw = Object.assign(new Error("database disk image is malformed"), { code: "SQLITE_CORRUPT" });
  expect(openProblem(raw)).toMatchObject(damaged);
});

it("names an edited record in `hall doctor`", async () => {
  const dir = ownFolder();
  await plantStore(dir);
  const { context, close } = await openStation(dir, testProfiles());
  const taken = submitApplication(context, operatorAt(context), { key: randomUUID(), body: yunhaiDraft() });
  context.db.exec("UPDATE applications SET status = 'closed', acceptance_number = acceptance_number || 'X'");
  close();
  const { findings } = jsonOf<{ findings: { id: string; ok: boolean; zh: string }[] }>(
    await runStationCommand(["doctor", "--data", dir]),
  );
  expect(findings.find(({ id }) => id === "records")).toMatchObject({
    ok: false,
    zh: expect.stringContaining(`${taken.acceptanceNumber}X（applications）`),
  });
});

it("says of a damaged lock that it is the lock, and what to do", async () => {
  const dir = ownFolder();
  await plantStore(dir);
  writeFileSync(join(dir, "hall.lock"), "x".repeat(PAGE));
  await expect(openStation(dir, testProfiles())).rejects.toMatchObject({
    problem: { code: "hall-lock-damaged", next: { zh: expect.stringContaining("删除 hall.lock") } },
  });
});
