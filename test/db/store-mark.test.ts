import { randomUUID } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openStation, openStationToRead, type OpenStation } from "#station/app/open-station.ts";
import { MARK_FILES, readMark } from "#station/db/store-mark.ts";
import { confirmClock } from "#station/health/system-clock-trust.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { openSession } from "#station/core/session.ts";
import { operatorAt, viewSession } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { jsonOf, ownFolder, runStationCommand } from "#test/helpers/cli.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const TAKEN = 4;
/** A hall as a killed program leaves it, with its log; one that was closed in order; and an older copy of it. */
let killed: string;
let closed: string;
let older: string;
let numbers: string[];

const open = (dir: string): Promise<OpenStation> => openStation(dir, testProfiles());
const take = ({ context }: OpenStation): string =>
  submitApplication(context, operatorAt(context), { key: randomUUID(), body: yunhaiDraft() }).acceptanceNumber;

beforeAll(async () => {
  [killed, closed, older] = [ownFolder(), ownFolder(), ownFolder()];
  const dir = ownFolder();
  await plantStore(dir);
  const station = await open(dir);
  numbers = [take(station)];
  cpSync(dir, older, { recursive: true });
  for (let nth = 1; nth < TAKEN; nth += 1) numbers.push(take(station));
  cpSync(dir, killed, { recursive: true });
  station.close();
  cpSync(dir, closed, { recursive: true });
});

/** A copy of a folder for one test, with something done to it. */
function copyOf(folder: string, harm: (dir: string) => void = () => undefined): string {
  const dir = ownFolder();
  cpSync(folder, dir, { recursive: true });
  harm(dir);
  return dir;
}

/** Every file of a folder and a hash of its content, but for the lock and the log's index, which hold nothing. */
const contentOf = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^hall\.(lock|db-shm)/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(dir.length), sha256(readFileSync(path))]),
  );

/** Opens a folder for work; expects a refusal in these words, and every file to stay. */
async function expectRefused(dir: string, code: unknown, words: RegExp = /./): Promise<void> {
  const before = contentOf(dir);
  const refusal = expect.objectContaining({
    problem: expect.objectContaining({
      code,
      what: { zh: expect.stringMatching(words), en: expect.stringMatching(/\S/) },
      safe: { zh: expect.not.stringContaining("数据是安全的"), en: expect.not.stringContaining("is safe") },
    }),
  });
  await expect(open(dir)).rejects.toEqual(refusal);
  expect(contentOf(dir)).toEqual(before);
}

function flipBit(file: string, at: number): void {
  const byte = readFileSync(file).subarray(at, at + 1);
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, at);
  closeSync(handle);
}

/** A name that leads to a folder cannot be read as a file, not even by root. */
function hideBehindFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

const LOG = "hall.db-wal";
const sizeOf = (dir: string, name: string): number => statSync(join(dir, name)).size;

describe("a store that holds less than was saved in it", () => {
  it.each<[string, (dir: string) => void, string]>([
    ["a flipped bit in the middle of its log", (dir) => flipBit(join(dir, LOG), sizeOf(dir, LOG) / 2), "store-behind"],
    ["a flipped bit in the last act", (dir) => flipBit(join(dir, LOG), sizeOf(dir, LOG) - 100), "store-behind"],
    ["a broken header of its log", (dir) => flipBit(join(dir, LOG), 17), "store-behind"],
    ["a log cut short", (dir) => truncateSync(join(dir, LOG), sizeOf(dir, LOG) - 5000), "store-behind"],
    ["an emptied log", (dir) => truncateSync(join(dir, LOG), 0), "store-behind"],
    ["a deleted log", (dir) => rmSync(join(dir, LOG)), "store-behind"],
  ])("is refused, with every file as it was, after %s", async (_what, harm, code) => {
    await expectRefused(copyOf(killed, harm), code);
  });

  it("is refused where an older copy was put in its place, and names the numbers that are missing", async () => {
    const dir = copyOf(closed, (into) => {
      for (const name of ["hall.db", LOG, "hall.db-shm"]) copyFileSync(join(older, name), join(into, name));
    });
    await expectRefused(dir, "store-behind", new RegExp(`缺少编号：${numbers[1]} 至 ${numbers[3]}（3 个）`));
    // What only reads the store must not show a short ledger as a whole one.
    expect(() => openStationToRead(dir)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: "store-behind" }) }),
    );
  });

  it("is refused where a log lost acts that no mark could have seen yet", async () => {
    const dir = copyOf(killed, (into) => {
      for (const name of MARK_FILES) copyFileSync(join(older, name), join(into, name));
      flipBit(join(into, LOG), sizeOf(older, LOG) + 200);
    });
    await expectRefused(dir, "store-log-damaged");
  });

  it("is refused where another store, or another history of this one, lies beside its mark", async () => {
    const other = ownFolder();
    await plantStore(other);
    (await open(other)).close();
    await expectRefused(
      copyOf(closed, (into) => copyFileSync(join(other, "hall.db"), join(into, "hall.db"))),
      "store-of-another",
    );
    const branched = copyOf(older);
    const station = await open(branched);
    for (let nth = 0; nth < TAKEN; nth += 1) take(station);
    station.close();
    await expectRefused(
      copyOf(closed, (into) => copyFileSync(join(branched, "hall.db"), join(into, "hall.db"))),
      "store-of-another",
    );
  });

  it("is refused where an older one was put back, with its mark or without, under the log of a newer one", async () => {
    const dir = ownFolder();
    await plantStore(dir);
    const openOnce = async (use: (station: OpenStation) => unknown = () => undefined): Promise<void> => {
      const station = await open(dir);
      use(station);
      station.close();
    };
    await openOnce();
    for (let nth = 0; nth < 6; nth += 1) {
      const backup = copyOf(dir);
      await openOnce(take);
      let left = "";
      await openOnce(({ context }) => {
        confirmClock(context, operatorAt(context));
        left = copyOf(dir);
      });
      for (const names of [["hall.db"], ["hall.db", ...MARK_FILES]]) {
        const mixed = copyOf(left, (into) =>
          names.forEach((name) => copyFileSync(join(backup, name), join(into, name))),
        );
        await expectRefused(mixed, expect.stringMatching(/^store-(log-of-another|damaged|behind)$/));
      }
      (await open(left)).close();
    }
  });

  it("is refused where its mark is gone or both copies of it are damaged", async () => {
    await expectRefused(
      copyOf(closed, (into) => MARK_FILES.forEach((name) => rmSync(join(into, name)))),
      "store-mark-unknown",
    );
    await expectRefused(
      copyOf(killed, (into) => MARK_FILES.forEach((name) => flipBit(join(into, name), 40))),
      "store-mark-unknown",
    );
    await expectRefused(
      copyOf(killed, (into) => MARK_FILES.forEach((name) => hideBehindFolder(join(into, name)))),
      "store-mark-unknown",
    );
    // The damaged copy may have known of more than the older one that is left.
    await expectRefused(
      copyOf(killed, (into) => {
        copyFileSync(join(older, MARK_FILES[0]), join(into, MARK_FILES[0]));
        flipBit(join(into, MARK_FILES[1]), 40);
      }),
      "store-mark-unknown",
    );
  });
});

describe("a sound store", () => {
  it("opens with all its records after a kill and after an orderly end, and numbers go on", async () => {
    for (const folder of [killed, closed]) {
      const station = await open(copyOf(folder));
      onTestFinished(() => station.close());
      expect(take(station)).toContain("-000005-");
    }
  });

  it("opens where one copy of its mark is gone or damaged, and where the program ended between a commit and its mark", async () => {
    for (const harm of [
      (dir: string) => rmSync(join(dir, MARK_FILES[0])),
      (dir: string) => flipBit(join(dir, MARK_FILES[0]), 40),
      (dir: string) => truncateSync(join(dir, MARK_FILES[1]), 10),
      (dir: string) => MARK_FILES.forEach((name) => copyFileSync(join(older, name), join(dir, name))),
    ]) {
      const dir = copyOf(killed, harm);
      const station = await open(dir);
      station.close();
      expect(readMark(dir)).toMatchObject({ kind: "read", mark: { series: [{ serial: TAKEN }] } });
      expect(readFileSync(join(dir, MARK_FILES[0]))).toEqual(readFileSync(join(dir, MARK_FILES[1])));
    }
  });

  it("writes its mark again where somebody removed it or put another file in its place", async () => {
    const dir = copyOf(closed);
    const errors: unknown[] = [];
    const station = await openStation(dir, { ...testProfiles(), onError: (error) => errors.push(error) });
    onTestFinished(() => station.close());
    for (const name of MARK_FILES) rmSync(join(dir, name));
    await station.flushMark();
    take(station);
    for (const name of MARK_FILES) {
      writeFileSync(join(dir, "other"), "");
      renameSync(join(dir, "other"), join(dir, name));
    }
    take(station);
    expect(readMark(dir)).toMatchObject({ kind: "read", isSingle: false, mark: { series: [{ serial: TAKEN + 2 }] } });
    expect(errors).toEqual([]);
  });

  it("keeps what is acknowledged where its mark cannot be written, and every staff page says so", async () => {
    const dir = copyOf(closed);
    const errors: unknown[] = [];
    const station = await openStation(dir, { ...testProfiles(), onError: (error) => errors.push(error) });
    onTestFinished(() => station.close());
    const troubles = () => viewSession(station.context, { ...openSession(), role: "clerk" }).troubles;
    const events: unknown[] = [];
    station.context.events.subscribe((event) => events.push(event.kind));
    for (const name of MARK_FILES) {
      rmSync(join(dir, name));
      mkdirSync(join(dir, name));
    }
    const shown = expect.objectContaining({ code: "store-mark-unwritten" });
    expect([take(station), take(station)]).toEqual([
      expect.stringContaining("-000005-"),
      expect.stringContaining("-000006-"),
    ]);
    expect(troubles()).toEqual([shown]);
    expect(events).toContain("health.changed");
    await station.flushMark();
    expect([troubles(), errors]).toEqual([[shown], [expect.objectContaining({ code: "EISDIR" })]]);

    for (const name of MARK_FILES) rmSync(join(dir, name), { recursive: true });
    await station.flushMark();
    expect(readMark(dir)).toMatchObject({ kind: "read", isSingle: false, mark: { series: [{ serial: TAKEN + 2 }] } });
    expect(troubles()).toEqual([]);
  });

  it("is not opened where a copy of its mark cannot be written, and `hall doctor` names the mark", async () => {
    const dir = copyOf(closed, (into) => {
      rmSync(join(into, MARK_FILES[1]));
      mkdirSync(join(into, MARK_FILES[1]));
    });
    const { findings } = jsonOf<{ findings: { id: string; ok: boolean }[] }>(
      await runStationCommand(["doctor", "--data", dir]),
    );
    expect(findings.find(({ id }) => id === "store-mark")).toMatchObject({ ok: false });
    await expect(open(dir)).rejects.toMatchObject({ problem: { code: "store-unusable" } });
  });
});

describe("a folder whose store is gone or empty among the files of a hall", () => {
  const withoutStore: [string, (dir: string) => void][] = [
    ["gone", (dir) => rmSync(join(dir, "hall.db"))],
    ["emptied", (dir) => truncateSync(join(dir, "hall.db"), 0)],
  ];

  it.each(withoutStore)("is refused, and nothing in it changes: %s", async (_what, harm) => {
    await expectRefused(copyOf(killed, harm), "store-missing", /hall\.db-wal/);
    await expectRefused(copyOf(closed, harm), "store-missing", /hall\.mark/);
  });

  it.each(["hall.db-wal", "hall.db-shm", "hall.mark", "all-sent", "files", "tray", "centre", "hall.db.before-12"])(
    "begins no hall beside a %s alone",
    async (name) => {
      const dir = ownFolder();
      if (/\./.test(name) || name === "all-sent") writeFileSync(join(dir, name), "");
      else mkdirSync(join(dir, name));
      await expectRefused(dir, "store-missing", new RegExp(name.replaceAll(".", "\\.")));
      expect(() => openStationToRead(dir)).toThrow(
        expect.objectContaining({ problem: expect.objectContaining({ code: "store-missing" }) }),
      );
      expect(existsSync(join(dir, "hall.db"))).toBe(false);
    },
  );

  it("begins a hall where only rules, certificates, logs and the window's own files lie", async () => {
    const dir = ownFolder();
    for (const name of ["profiles", "calendars", "tls", "logs", "window"]) mkdirSync(join(dir, name));
    writeFileSync(join(dir, "hall.db"), "");
    const station = await open(dir);
    onTestFinished(() => station.close());
    expect(take(station)).toContain("-000001-");
  });
});
