import { once } from "node:events";
import { connect } from "node:net";
import { dropDatabase, newDatabase, startPostgres, type TestPostgres } from "./postgres.ts";

/** Databases of a test file's own; `stop` removes them. */
export type TestDatabases = Pick<TestPostgres, "newDatabase" | "stop">;

async function askPort(socket: string): Promise<number> {
  const asking = connect(socket);
  let said = "";
  asking.on("data", (piece: Buffer) => (said += piece.toString()));
  await once(asking, "close");
  if (!/^\d+$/.test(said)) throw new Error(said);
  return Number(said);
}

/**
 * Opens databases on the PostgreSQL that the test run shares, which the first test file that asks starts.
 * Outside a test run it starts one. Proofs need none that waits for the disk: they kill programs, never the machine.
 */
export async function openDatabases(fsync: "on" | "off" = "off"): Promise<TestDatabases> {
  const socket = process.env["LIANDONG_TEST_POSTGRES"];
  if (socket === undefined) return startPostgres(fsync);
  const port = await askPort(socket);
  const made: string[] = [];
  return {
    async newDatabase() {
      const url = await newDatabase(port);
      made.push(url);
      return url;
    },
    async stop() {
      for (const url of made.splice(0)) await dropDatabase(url);
    },
  };
}
