import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backUp, restore } from "#central/domain/backup.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { makeRng } from "#test/helpers/rng.ts";
import { freePort } from "#test/helpers/free-port.ts";
import { openDatabases } from "#test/helpers/shared-postgres.ts";
import { findFaults, quieten } from "./model/history.ts";
import { MODEL_CODE } from "./model/model-centre.ts";
import { ModelStation, type ModelPlant } from "./model/model-station.ts";

/** What one restore showed: records that the backup lacked and stations had receipts for, and what was wrong once they had sent again. */
export type RestoreRun = { nth: number; entries: number; lacking: number; wrong: string[] };

const STATIONS = 3;
/** Stations and their centre are new after so many, so that no round grows much beyond the first. */
const RESTORES_A_SET = 25;
const now = (): string => new Date().toISOString();

/** A centre at one address whose store is lost and comes back from a backup made by its own command, into another database. */
class RestorableCentre {
  sql!: Sql;
  private readonly dir: string;
  private readonly newDatabase: () => Promise<string>;
  private readonly port: number;
  private url = "";
  private running: RunningCentre | null = null;
  private backups: string[] = [];

  constructor(dir: string, newDatabase: () => Promise<string>, port: number) {
    this.dir = dir;
    this.newDatabase = newDatabase;
    this.port = port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async begin(): Promise<void> {
    this.url = await this.newDatabase();
    this.sql = await openPostgres(this.url);
    await this.serve();
  }

  private async serve(): Promise<void> {
    this.running = await startCentre({
      sql: this.sql,
      port: this.port,
      now,
      enrolmentCodes: [{ hallName: "示例大厅", code: MODEL_CODE }],
    });
  }

  async backUp(): Promise<void> {
    const file = join(this.dir, `${this.backups.length}.dump`);
    await backUp(this.sql, { url: this.url, env: process.env }, file, now);
    this.backups.push(file);
  }

  /** Loses the store and brings back the newest backup, or the one before it; returns how many of these keys it lacks. */
  async loseAndRestore(age: number, keys: readonly string[]): Promise<number> {
    await this.close();
    this.url = await this.newDatabase();
    this.sql = await openPostgres(this.url);
    const file = this.backups.at(-1 - Math.min(age, this.backups.length - 1));
    if (file === undefined) throw new Error("no backup was made");
    await restore(this.sql, { url: this.url, env: process.env }, file, now);
    const held = new Set((await this.sql.query("select key from entries")).map(({ key }) => String(key)));
    await this.serve();
    return keys.filter((key) => !held.has(key)).length;
  }

  async close(): Promise<void> {
    await this.running?.close();
    await this.sql.close();
  }
}

/** Plays so many losses and restores of a centre's whole store while three windows go on working. */
export async function* proveRestores(
  restores: number,
  seed: number,
  plant: ModelPlant = {},
): AsyncGenerator<RestoreRun> {
  const roll = makeRng(seed);
  const postgres = await openDatabases();
  try {
    for (let done = 0; done < restores; done += RESTORES_A_SET) {
      const dir = mkdtempSync(join(tmpdir(), "proof-restores-"));
      const centre = new RestorableCentre(dir, postgres.newDatabase, await freePort());
      await centre.begin();
      const stations: ModelStation[] = [];
      for (let nth = 0; nth < STATIONS; nth += 1)
        stations.push(await ModelStation.make(join(dir, String(nth)), centre.address, plant));
      const work = async (): Promise<void> => {
        for (const station of stations) {
          for (let nth = roll.below(4); nth > 0; nth -= 1) station.take();
          if (roll.chance(0.5)) station.correct(roll.below(9));
        }
        await Promise.all(stations.filter(() => roll.chance(0.8)).map((station) => station.sync()));
      };
      try {
        for (let nth = done; nth < Math.min(restores, done + RESTORES_A_SET); nth += 1) {
          await work();
          // A backup is made while the windows send.
          await Promise.all([centre.backUp(), work()]);
          await work();
          const receipted = stations.flatMap((station) => station.entries()).filter(({ state }) => state === "sent");
          const lacking = await centre.loseAndRestore(
            roll.chance(0.2) ? 1 : 0,
            receipted.map(({ key }) => key),
          );
          if (roll.chance(0.5)) await work();
          const wrong = [...(await quieten(stations)), ...(await findFaults(stations, centre))];
          yield {
            nth: nth + 1,
            entries: stations.reduce((sum, station) => sum + station.entries().length, 0),
            lacking,
            wrong,
          };
        }
      } finally {
        for (const station of stations) await station.close();
        await centre.close();
        rmSync(dir, { recursive: true, force: true });
      }
    }
  } finally {
    await postgres.stop();
  }
}

/** Plays so many restores and says what they showed. */
export async function* restoresFigures(restores: number): AsyncGenerator<Record<string, unknown>> {
  const total = { proof: "restores", restores: 0, thatLackedRecords: 0, recordsSentAgain: 0, wrong: 0 };
  for await (const run of proveRestores(restores, 20_261_121)) {
    total.restores += 1;
    total.recordsSentAgain += run.lacking;
    if (run.lacking > 0) total.thatLackedRecords += 1;
    if (run.wrong.length > 0) {
      total.wrong += 1;
      process.stderr.write(`${JSON.stringify(run)}\n`);
    }
    if (total.restores % 20 === 0) process.stderr.write(`${total.restores} / ${restores}\n`);
  }
  yield total;
}
