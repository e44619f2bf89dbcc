import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres, type TestPostgres } from "#test/helpers/postgres.ts";

const MEMORY = "/dev/shm";
const MIN_ROOM_BYTES = 4 * 2 ** 30;

/** Programs that a test writes must start there; some machines forbid it. */
function startsPrograms(folder: string): boolean {
  const program = join(folder, "starts");
  writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
  const isStarted = spawnSync(program).status === 0;
  rmSync(program);
  return isStarted;
}

const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}`);

/** Removes what runs left that were killed: in memory it would stay until the machine stops. */
function removeLeftOver(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^liandong-run-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function makeFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, `liandong-run-${process.pid}-`));
  // Tests start programs under other accounts.
  chmodSync(folder, 0o1777);
  return folder;
}

/** A folder for all that the tests of this run write: in memory where there is room, since they flush after each act. */
function makeRunFolder(): string {
  if (existsSync(MEMORY)) {
    removeLeftOver(MEMORY);
    const { bavail, bsize } = statfsSync(MEMORY);
    if (Math.min(bavail * bsize, process.availableMemory()) >= MIN_ROOM_BYTES) {
      const folder = makeFolder(MEMORY);
      if (startsPrograms(folder)) return folder;
      rmSync(folder, { recursive: true });
    }
  }
  return makeFolder(tmpdir());
}

/** Starts one PostgreSQL for the whole run as soon as a test asks at the socket for its port. */
async function offerPostgres(socket: string): Promise<() => Promise<void>> {
  let postgres: Promise<TestPostgres> | null = null;
  const server = createServer((asking) => {
    postgres ??= startPostgres();
    postgres.then(
      ({ port }) => asking.end(String(port)),
      (error: unknown) => asking.end(String(error)),
    );
    asking.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return async () => {
    server.close();
    await (await postgres)?.stop();
  };
}

/** What the tests of one run share: a folder for what they write, and a PostgreSQL. Vitest asks for it once per project. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["LIANDONG_TEST_POSTGRES"] !== undefined) return undefined;
  const folder = makeRunFolder();
  process.env["TMPDIR"] = folder;
  process.env["LIANDONG_TEST_POSTGRES"] = join(folder, "shared-postgres");
  const endPostgres = await offerPostgres(process.env["LIANDONG_TEST_POSTGRES"]);
  return async () => {
    await endPostgres();
    rmSync(folder, { recursive: true, force: true });
  };
}
