import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { jsonOf, ownFolder, runStationCommand, writeToken, type CliRun } from "#test/helpers/cli.ts";
import { makeEnrolledStation } from "#test/helpers/enrolled-hall.ts";
import { readOutbox } from "#test/helpers/read-outbox.ts";
import { runHere } from "#test/helpers/run-in-process.ts";
import { problemBody, ScriptedCentre } from "#test/helpers/scripted-centre.ts";
import { TEST_TOKEN } from "#test/helpers/test-token.ts";

const KEY = "0192f0c1-7a3e-4000-8000-00000000feed";
const OTHER = "0192f0c1-7a3e-4000-8000-00000000beef";
const centre = new ScriptedCentre();
let sender = "";
let carrier = "";
let passphrase = "";
let token = "";

beforeAll(async () => {
  await centre.open();
  sender = await makeEnrolledStation(centre, KEY);
  carrier = await makeEnrolledStation(centre, OTHER);
  token = writeToken(TEST_TOKEN);
  passphrase = join(ownFolder(), "passphrase");
  writeFileSync(passphrase, "示例口令-北山 2026\n", { mode: 0o600 });
}, 360_000);
afterAll(() => centre.close());
beforeEach(() => {
  centre.held.clear();
  centre.seen.length = 0;
  centre.script = () => "accept";
});

const copyOf = (dir: string): string => {
  const copy = ownFolder();
  cpSync(dir, copy, { recursive: true });
  return copy;
};
const outboxProcess = (dir: string, act: string, file: string): Promise<CliRun> =>
  runStationCommand(["outbox", act, file, "--passphrase-file", passphrase, "--data", dir]);
/** The same in this process: the file alone takes a second to encrypt. */
async function outbox(dir: string, act: string, file: string): Promise<CliRun> {
  const options = ["--passphrase-file", passphrase, "--data", dir, "--token-file", token];
  return { signal: null, ...(await runHere("outbox", act, file, ...options)) };
}
/** Exports a copy of the sender's outbox to a file. */
async function exported(): Promise<{ dir: string; file: string }> {
  const dir = copyOf(sender);
  const file = join(ownFolder(), "unsent.sealed");
  const run = await outbox(dir, "export", file);
  expect(run.code).toBe(0);
  expect(jsonOf(run)).toMatchObject({ entries: 1 });
  return { dir, file };
}

describe("hall outbox", () => {
  it("row 66: unsent entries go in an encrypted file to another station, which sends them; its receipts complete them", async () => {
    const { dir, file } = await exported();
    expect(readFileSync(file, "latin1")).not.toMatch(/13800000000|application\.accepted/);
    // Until a receipt is there, the sender keeps the entry and could send it as well.
    expect(readOutbox(dir)).toMatchObject([{ key: KEY, state: "waiting", receipt: null }]);
    const carried = await outboxProcess(carrier, "import", file);
    expect(jsonOf(carried)).toMatchObject({
      kind: "entries",
      delivered: 1,
      refused: 0,
      left: 0,
      receipts: `${file}.receipts`,
    });
    expect(carried.code).toBe(0);
    expect([...centre.held.keys()]).toEqual([KEY]);
    expect(readOutbox(carrier).map((entry) => entry.key)).toEqual([OTHER]);
    const back = await outboxProcess(dir, "import", `${file}.receipts`);
    expect(jsonOf(back)).toEqual({ kind: "receipts", confirmed: 1, known: 0, quarantined: 0, foreign: 0 });
    expect(readOutbox(dir)).toMatchObject([{ key: KEY, state: "sent", receipt: centre.held.get(KEY)?.receipt }]);
  });

  it("row 66: bringing a file in twice, or beside the sender's own contact, makes no second record and changes nothing", async () => {
    const { dir, file } = await exported();
    expect((await runStationCommand(["sync", "--data", dir])).code).toBe(0);
    const [first] = [...centre.held.values()];
    for (let turn = 0; turn < 2; turn += 1)
      expect(jsonOf(await outbox(carrier, "import", file))).toMatchObject({ delivered: 1 });
    expect(centre.held.size).toBe(1);
    const before = readOutbox(dir);
    for (let turn = 0; turn < 2; turn += 1)
      expect(jsonOf(await outbox(dir, "import", `${file}.receipts`))).toEqual({
        kind: "receipts",
        confirmed: 0,
        known: 1,
        quarantined: 0,
        foreign: 0,
      });
    expect(readOutbox(dir)).toEqual(before);
    expect(before).toMatchObject([{ receipt: first?.receipt }]);
    const nothing = await outbox(dir, "export", join(ownFolder(), "more.sealed"));
    expect(jsonOf(nothing)).toEqual({ entries: 0 });
  });

  it("row 66: what the centre refuses comes back in words and is quarantined; an unreachable centre changes nothing", async () => {
    const { dir, file } = await exported();
    centre.script = () => "reset";
    const away = await outbox(carrier, "import", file);
    expect(away.code).toBe(1);
    expect(jsonOf(away)).toMatchObject({ delivered: 0, refused: 0, left: 1 });
    expect(jsonOf(await outbox(dir, "import", `${file}.receipts`))).toEqual({
      kind: "receipts",
      confirmed: 0,
      known: 0,
      quarantined: 0,
      foreign: 0,
    });
    expect(readOutbox(dir)).toMatchObject([{ state: "waiting" }]);
    centre.script = () => ({ status: 422, body: problemBody("bad-request") });
    expect(jsonOf(await outbox(carrier, "import", file))).toMatchObject({ delivered: 0, refused: 1 });
    expect(jsonOf(await outbox(dir, "import", `${file}.receipts`))).toMatchObject({ quarantined: 1 });
    expect(readOutbox(dir)).toMatchObject([{ state: "quarantined" }]);
  });

  it("row 66: a damaged or foreign file, a wrong passphrase or another station's receipts change nothing and name the fault", async () => {
    const { dir, file } = await exported();
    const bytes = readFileSync(file);
    const bad = join(ownFolder(), "bad.sealed");
    const tried = async (content: Buffer, words: RegExp): Promise<void> => {
      writeFileSync(bad, content);
      const run = await outbox(carrier, "import", bad);
      expect(run.code).toBe(1);
      expect(run.out).toBe("");
      expect(run.err).toMatch(words);
    };
    await tried(bytes.subarray(0, -20), /不完整.*只有/);
    await tried(Buffer.concat([bytes.subarray(0, -5), Buffer.from("xxxxx")]), /已损坏/);
    await tried(Buffer.from("hello"), /不是本程序的离线包/);
    writeFileSync(`${passphrase}2`, "另一个口令-0000000", { mode: 0o600 });
    const wrong = await runStationCommand([
      "outbox",
      "import",
      file,
      "--passphrase-file",
      `${passphrase}2`,
      "--data",
      carrier,
    ]);
    expect(wrong.err).toMatch(/口令不对/);
    expect(centre.seen).toEqual([]);
    await outbox(carrier, "import", file);
    const foreign = await outbox(carrier, "import", `${file}.receipts`);
    expect(foreign.code).toBe(1);
    expect(jsonOf(foreign)).toEqual({ kind: "receipts", confirmed: 0, known: 0, quarantined: 0, foreign: 1 });
    expect(readOutbox(dir)).toMatchObject([{ state: "waiting" }]);
    expect((await outbox(dir, "erase", file)).err).toMatch(/export/);
  });
});
