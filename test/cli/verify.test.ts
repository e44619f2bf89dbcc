import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openStation } from "#station/app/open-station.ts";
import { startStation } from "#station/app/start-station.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { performAct } from "#station/cases/acts.ts";
import { jsonOf, ownFolder, runStationCommand, type CliRun } from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";
import { goodIntake, writeInput } from "#test/helpers/intake-sample.ts";

function expectDone(run: CliRun): Record<string, unknown> {
  expect(run).toMatchObject({ code: 0, signal: null });
  return jsonOf(run);
}

const fail = (error: unknown): void => {
  throw error;
};

/** Lets the hall's own worker print everything that waits, into its tray. */
async function printAll(dir: string): Promise<void> {
  const running = await startStation(dir, fail);
  await running.spooler.whenIdle();
  await running.close();
}

describe("row 43: hall verify", { timeout: 360_000 }, () => {
  const dir = ownFolder();
  const tray = join(dir, "tray");
  let taken: Record<string, unknown> = {};
  let form = "";

  beforeAll(async () => {
    await makeHall(dir);
    taken = expectDone(await runStationCommand(["intake", writeInput(dir, goodIntake()), "--data", dir]));
    await printAll(dir);
    form = join(tray, readdirSync(tray).find((name) => name.endsWith("unified-form.pdf")) ?? "none");
  }, 360_000);

  const verify = (file: string) => runStationCommand(["verify", file, "--data", dir]);

  it("knows a sheet that was printed, by its bytes, with kind, number and version", async () => {
    expect(expectDone(await verify(form))).toMatchObject({
      result: "printed",
      number: taken["acceptanceNumber"],
      documentVersion: 1,
      recordVersion: 1,
      superseded: false,
      printed: { kind: "unified-form", copy: 1 },
    });
  });

  it("knows a copy that the record gives now", async () => {
    const out = join(dir, "papers");
    expectDone(await runStationCommand(["print", String(taken["id"]), "--out", out, "--data", dir]));
    expect(expectDone(await verify(join(out, "voucher.pdf")))).toMatchObject({
      result: "copy",
      number: taken["acceptanceNumber"],
    });
  });

  it("says of a sheet with one byte altered that it differs, and ends with 1", async () => {
    const bytes = readFileSync(form);
    const at = bytes.indexOf("stream") + 40;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const altered = join(dir, "altered.pdf");
    writeFileSync(altered, bytes);
    const run = await verify(altered);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({ result: "differs", number: taken["acceptanceNumber"] });
    expect(run.err).toContain("可能被改动过");
  });

  it("distinguishes another hall's number from a foreign file, and says that a missing file was not read", async () => {
    const other = join(dir, "other.pdf");
    writeFileSync(
      other,
      readFileSync(form, "latin1").replace(String(taken["acceptanceNumber"]), "LD-Z99-2026-000001-0"),
      "latin1",
    );
    expect(JSON.parse((await verify(other)).out)).toMatchObject({ result: "unknown-record" });
    const foreign = join(dir, "foreign.pdf");
    writeFileSync(foreign, "%PDF-1.4\n%%EOF\n");
    expect(JSON.parse((await verify(foreign)).out)).toMatchObject({ result: "not-ours", number: null });
    expect(await verify(join(dir, "nowhere.pdf"))).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("读不了文件") as string,
    });
  });

  it("takes no cut, doubled or newly saved sheet for the printed one, and does not deny that it may have been one", async () => {
    const bytes = readFileSync(form);
    const made = (name: string, content: Buffer): string => {
      writeFileSync(join(dir, name), content);
      return join(dir, name);
    };
    for (const file of [made("cut.pdf", bytes.subarray(0, -1)), made("twice.pdf", Buffer.concat([bytes, bytes]))]) {
      const run = await verify(file);
      expect([run.code, (JSON.parse(run.out) as { result: string }).result], file).toEqual([1, "differs"]);
    }
    const rewritten = join(dir, "rewritten.pdf");
    execFileSync("pdftocairo", ["-pdf", form, rewritten]);
    for (const file of [rewritten, made("head.pdf", bytes.subarray(0, 4_000)), made("empty.pdf", Buffer.alloc(0))]) {
      const run = await verify(file);
      expect([run.code, (JSON.parse(run.out) as { result: string }).result], file).toEqual([1, "not-ours"]);
      expect(run.err).toContain("另存、加密或截断");
    }
  });

  it("reads no pipe and no device, which have no end", async () => {
    for (const file of ["/dev/zero", dir])
      expect(await verify(file)).toMatchObject({
        code: 1,
        out: "",
        err: expect.stringContaining("不是普通文件") as string,
      });
  });

  it("says of a genuine sheet that the record has changed since", async () => {
    const open = await openStation(dir);
    const row = { applicationId: String(taken["id"]), shownVersion: 1 };
    performAct(open.context, operatorAt(open.context), {
      ...row,
      act: { kind: "application.withdrawn", reason: "申请人改变计划" },
    });
    open.close();
    const run = await verify(form);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject({
      result: "printed",
      superseded: true,
      documentVersion: 1,
      recordVersion: 2,
    });
    expect(run.err).toContain("已被第 2 版取代");
  });
});
