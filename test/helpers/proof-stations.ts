import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPostgres } from "#central/db/postgres.ts";
import { startCentre } from "#central/cli/start-centre.ts";
import { openDatabase } from "#station/db/database.ts";
import { enrol } from "#station/sync/transport/enrol.ts";
import type { ProofStation } from "#test/proof/network.ts";
import { openDatabases } from "./shared-postgres.ts";

const CODE = "proof-enrolment-code-1";

/** Several stations of one hall, each with a store of its own, enrolled at a real centre on a real PostgreSQL. */
export async function openProofStations(
  count: number,
): Promise<{ stations: ProofStation[]; close: () => Promise<void> }> {
  const server = await openDatabases();
  const sql = await openPostgres(await server.newDatabase());
  const centre = await startCentre({
    sql,
    port: 0,
    now: () => new Date().toISOString(),
    enrolmentCodes: [{ hallName: "示例大厅", code: CODE }],
  });
  const dir = mkdtempSync(join(tmpdir(), "proof-stations-"));
  const link = { baseUrl: centre.url, fetch: globalThis.fetch, deadlineMs: 15_000 };
  const stations: ProofStation[] = [];
  for (let nth = 1; nth <= count; nth += 1) {
    const { token } = await enrol(link, { enrolmentCode: CODE, hallName: "示例大厅", stationName: `${nth}号窗口` });
    const db = await openDatabase(join(dir, `${nth}.db`));
    // The proof is about what is sent, and kills no machine; waiting for the disk would only make it slower.
    db.pragma("synchronous = OFF");
    stations.push({ db, token, centreUrl: centre.url, sql });
  }
  return {
    stations,
    async close() {
      stations.forEach(({ db }) => db.close());
      await centre.close();
      await sql.close();
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
