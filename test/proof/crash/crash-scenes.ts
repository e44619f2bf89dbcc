import { once } from "node:events";
import { createInterface } from "node:readline";
import { openStation } from "#station/app/open-station.ts";
import { freePort } from "#test/helpers/free-port.ts";
import { TEST_TOKEN } from "#test/helpers/test-token.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { killAt, type CallPoint } from "#test/helpers/strace.ts";
import { dropHall, checkCrashStation, makeCrashStation, sendAll, type CrashCentre } from "./crash-hall.ts";
import { countPoints, startUnder } from "./struck-process.ts";

/** What one kill showed: whether the program died of it, and what was wrong afterwards. */
export type CrashRun = { scene: string; point: CallPoint; died: boolean; wrong: string[] };

/** Something that a program does and may be killed in, at each of its points. */
export type CrashScene = {
  name: string;
  points: () => Promise<CallPoint[]>;
  strike: (point: CallPoint) => Promise<CrashRun>;
};

/** Every call by which a station changes its disk or reports it; SQLite makes them all on the main thread. */
const STATION_CALLS = ["pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "write", "writev"];
/** Every call by which a centre speaks to its store or to a station. */
const CENTRE_CALLS = ["write", "writev", "sendto"];

async function startStation(before: readonly string[], args: readonly string[]): Promise<number | null> {
  const { child, ended } = startUnder(before, "electron/cli/hall.ts", args);
  child.stdin.end(TEST_TOKEN);
  child.stdout.resume();
  return ended;
}

/** An intake at a hall that has taken in so many before. */
export const intakeScene = (empty: string, centre: CrashCentre, records: number): CrashScene =>
  stationScene(`intake after ${records}`, { empty, centre, records, isIntake: true });

/** A pass of the outbox with so many records that wait. */
export const syncScene = (empty: string, centre: CrashCentre, records: number): CrashScene =>
  stationScene(`sync of ${records}`, { empty, centre, records, isIntake: false });

function stationScene(
  name: string,
  { empty, centre, records, isIntake }: { empty: string; centre: CrashCentre; records: number; isIntake: boolean },
): CrashScene {
  const play = async (before: readonly string[]): Promise<{ code: number | null; wrong: string[] }> => {
    const station = await makeCrashStation(empty, centre, records);
    try {
      const code = await startStation(
        before,
        isIntake
          ? ["intake", station.intakeFile, "--token-file", "-", "--data", station.dir]
          : ["sync", "--data", station.dir],
      );
      return { code, wrong: await checkCrashStation(station, centre, { repeatsIntake: isIntake }) };
    } finally {
      dropHall(station.dir);
    }
  };
  return {
    name,
    points: () =>
      countPoints(STATION_CALLS, async (before) => {
        const { code, wrong } = await play(before);
        if (code !== 0 || wrong.length > 0) throw new Error(`${name}, not struck: ${code} ${wrong.join("; ")}`);
      }),
    async strike(point) {
      const { code, wrong } = await killAt(point, play);
      return { scene: name, point, died: code !== 0, wrong };
    },
  };
}

/** A centre that takes so many records from a station; afterwards another instance serves on the same store. */
export function centreScene(empty: string, centre: CrashCentre, databaseUrl: string, records: number): CrashScene {
  const name = `centre taking ${records}`;
  const play = async (before: readonly string[]): Promise<{ code: number | null; wrong: string[] }> => {
    const station = await makeCrashStation(empty, centre, records);
    const port = await freePort();
    const { child, ended } = startUnder(before, "central/cli/main.ts", ["--port", String(port), "--print-address"], {
      DATABASE_URL: databaseUrl,
    });
    try {
      const isUp = await Promise.race([
        once(createInterface({ input: child.stdout }), "line").then(() => true),
        ended.then(() => false),
      ]);
      if (isUp) await sendThrough(station.dir, `http://127.0.0.1:${port}`);
      child.stdin.end();
      const code = await ended;
      return { code, wrong: await checkCrashStation(station, centre, { repeatsIntake: false }) };
    } finally {
      child.kill("SIGKILL");
      dropHall(station.dir);
    }
  };
  return {
    name,
    points: () =>
      countPoints(CENTRE_CALLS, async (before) => {
        const { code, wrong } = await play(before);
        if (code !== 0 || wrong.length > 0) throw new Error(`${name}, not struck: ${code} ${wrong.join("; ")}`);
      }),
    async strike(point) {
      const { code, wrong } = await killAt(point, play);
      return { scene: name, point, died: code !== 0, wrong };
    },
  };
}

/** Sends through another instance of the centre; the check sends the rest to the one that lives. */
async function sendThrough(dir: string, url: string): Promise<void> {
  const open = await openStation(dir, testProfiles());
  try {
    await sendAll(open, url);
  } finally {
    open.close();
  }
}
