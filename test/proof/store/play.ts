import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProblemError } from "#shared/lib/problem.ts";
import type { OpenStation } from "#station/app/open-station.ts";
import { findBrokenLink } from "#station/db/audit.ts";
import { findApplication } from "#station/db/applications.ts";
import { checkDeep } from "#station/db/store-check.ts";
import { isDamage } from "#station/db/store-reason.ts";
import { readKeptFile } from "#station/lib/file-store.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { findChangedRows } from "#station/records/record-check.ts";
import { makeRng } from "#test/helpers/rng.ts";
import { damage, type Damage } from "./damages.ts";
import { openSample, savedOf, takeOne, type Acknowledged, type SampleHall } from "./sample-hall.ts";

/** How a damaged hall ended: refused in words, opened with the damage named, or opened with nothing lost. */
export type StoreEnding = "refused" | "named" | "whole";
/** One play: what was damaged, how it ended, and what was wrong with that. */
export type StoreRun = { seed: number; snapshot: string; damages: Damage[]; ending: StoreEnding; wrong: string[] };

/** Takes from a folder what the program checks by, so that the proof shows that it would notice. */
export type StorePlant = (dir: string, older: string) => void;

/** The files that a refusal must leave as they are; SQLite's index of the log holds nothing of its own. */
const contentOf = (dir: string): Map<string, string> =>
  new Map(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^(hall\.lock|hall\.db-shm|station\.log)/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, sha256(readFileSync(path))]),
  );

/** What a person was told, or a fault without words. */
function judgeRefusal(error: unknown): string[] {
  if (!(error instanceof ProblemError)) return [`no words: ${String(error)}`];
  const { code, safe } = error.problem;
  return /数据是安全的/.test(safe.zh) && code.startsWith("store-") ? [`called safe: ${code}`] : [];
}

/** Whether a background check names something wrong. */
function isNamed({ context: { db } }: OpenStation): boolean {
  try {
    return checkDeep(db) !== null || findBrokenLink(db) !== null || findChangedRows(db, 1).length > 0;
  } catch (error) {
    if (isDamage(error) || error instanceof ProblemError) return true;
    throw error;
  }
}

/** What of the acknowledged records is gone or different. */
function findLosses({ context: { db } }: OpenStation, { records }: Acknowledged): string[] {
  return [...records].flatMap(([number, saved]) => {
    const found = findApplication(db, number);
    if (found === null) return [`lost: ${number}`];
    return savedOf(found) === saved ? [] : [`changed: ${number}`];
  });
}

async function judgeFiles(dir: string, files: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const hash of files) {
    try {
      await readKeptFile(dir, hash);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== "file-damaged")
        wrong.push(`file: ${String(error)}`);
    }
  }
  return wrong;
}

/** Takes in one more application, whose number nobody may have. */
function judgeNext(station: OpenStation, { records }: Acknowledged): string[] {
  try {
    const { number } = takeOne(station);
    return records.has(number) ? [`twice: ${number}`] : [];
  } catch (error) {
    return error instanceof ProblemError || isDamage(error) ? [] : [`no words: ${String(error)}`];
  }
}

/** Damages one moment of the hall, opens it with the program's own code, and judges what comes of it. */
export async function playStore(sample: SampleHall, seed: number, plant?: StorePlant): Promise<StoreRun> {
  const rng = makeRng(seed);
  const snapshot = rng.pick(sample.snapshots);
  const dir = mkdtempSync(join(tmpdir(), "store-play-"));
  try {
    cpSync(snapshot.dir, dir, { recursive: true });
    plant?.(dir, sample.older);
    const damages = damage(dir, sample.older, rng);
    const end = (ending: StoreEnding, wrong: string[]): StoreRun => ({
      seed,
      snapshot: snapshot.name,
      damages,
      ending,
      wrong,
    });
    const before = contentOf(dir);
    let station: OpenStation;
    try {
      station = await openSample(dir);
    } catch (error) {
      const after = contentOf(dir);
      const touched = [...before]
        .filter(([path, hash]) => after.get(path) !== hash)
        .map(([path]) => path.slice(dir.length));
      return end("refused", [...judgeRefusal(error), ...touched.map((path) => `touched: ${path}`)]);
    }
    try {
      const { acknowledged } = snapshot;
      const named = isNamed(station);
      const losses = named ? [] : findLosses(station, acknowledged);
      const isNew = !named && station.context.station().id !== sample.stationId;
      return end(named ? "named" : "whole", [
        ...losses,
        ...(isNew ? ["new hall"] : []),
        ...(await judgeFiles(dir, acknowledged.files)),
        ...judgeNext(station, acknowledged),
      ]);
    } finally {
      station.close();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
