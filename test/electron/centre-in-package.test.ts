import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { centreProgram, startEmbeddedCentre } from "#station/sync/transport/embedded-centre.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { PROJECT } from "#test/helpers/project-files.ts";

const KNOWN_COMPANY = "91420000MA00YH0023";

let dir = "";
/** The program as a package carries it: what was built, the shipped data, the packages, and no source. */
let program = "";
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "package-"));
  cpSync(join(PROJECT, "dist"), join(dir, "app", "dist"), { recursive: true });
  cpSync(join(PROJECT, "resources"), join(dir, "app", "resources"), { recursive: true });
  symlinkSync(join(PROJECT, "node_modules"), join(dir, "app", "node_modules"), "dir");
  program = centreProgram(join(dir, "app", "dist", "electron", "main.cjs"));
});
afterAll(() => rmSync(dir, { recursive: true }));

describe("the demonstration centre of a package", () => {
  it("runs from the bundle beside the program, without the sources", async () => {
    expect(existsSync(program)).toBe(true);
    const centre = await startEmbeddedCentre(join(dir, "centre"), { program });
    const { token } = await enrol(centre.url, centre.enrolmentCode ?? "");
    const key = "0192f0c1-7a3e-4000-8000-0000000000d1";
    expect(await push(centre.url, token, key, entryOf("{}"))).toMatchObject({ status: 201 });
    expect(await ask(centre.url, "GET", `/v1/register/companies/${KNOWN_COMPANY}`, { token })).toMatchObject({
      status: 200,
      body: { creditCode: KNOWN_COMPANY },
    });
    await centre.close();
    await expect(fetch(`${centre.url}/health`)).rejects.toThrow();

    // The same folder again: the lock was given back, and what was confirmed is still there.
    const again = await startEmbeddedCentre(join(dir, "centre"), { program });
    expect(again.enrolmentCode).toBe(centre.enrolmentCode);
    expect(await push(again.url, token, key, entryOf("{}", { payload: "[]" }))).not.toMatchObject({ status: 201 });
    await again.close();
  });

  it("is called off at once while it still comes up, and comes up whole the next time", async () => {
    const home = join(dir, "called-off");
    const calling = new AbortController();
    const starting = startEmbeddedCentre(home, { program, signal: calling.signal });
    const refused = expect(starting).rejects.toThrow("内嵌中心平台没有启动");
    await vi.waitUntil(() => existsSync(join(home, "pgdata", "PG_VERSION")), { timeout: 90_000, interval: 5 });
    calling.abort();
    await refused;
    // The thread is gone and this process lives on, which no later start of the hall would find.
    rmSync(join(home, "centre.lock"), { force: true });
    const centre = await startEmbeddedCentre(home, { program });
    expect((await fetch(`${centre.url}/health`)).status).toBe(200);
    await centre.close();
  });

  it("says what kept it from starting", async () => {
    const file = join(dir, "a-file");
    writeFileSync(file, "");
    await expect(startEmbeddedCentre(file, { program })).rejects.toMatchObject({
      problem: { code: "centre-not-started", what: { zh: expect.stringContaining("打不开演示数据库的文件夹") } },
    });
  });
});
