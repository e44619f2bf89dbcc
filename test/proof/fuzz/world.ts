import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAgency } from "#central/domain/administer.ts";
import { demoRegister } from "#central/cli/embedded-centre.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { revokeStation } from "#central/db/stations.ts";
import { publishRoster } from "#central/domain/publish.ts";
import { startCentre } from "#central/cli/start-centre.ts";
import { openLog } from "#central/lib/log.ts";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { openDatabases } from "#test/helpers/shared-postgres.ts";

/** A centre with two halls, an office and something of everything in it; what a request can name is at hand. */
export type FuzzWorld = {
  url: string;
  sql: Sql;
  code: string;
  tokens: {
    own: string;
    kiosk: string;
    unnamed: string;
    other: string;
    revoked: string;
    agency: string;
    otherAgency: string;
  };
  applicationId: string;
  key: string;
  record: Record<string, unknown>;
  file: Buffer;
  fileHash: string;
  publicationHash: string;
  creditCode: string;
  /** What the centre's log called an error. */
  errors: string[];
  close: () => Promise<void>;
};

/** Is in what one hall sent and nowhere else: whoever reads it in another hall's answer has read what is not his. */
export const CANARY = "金丝雀示例公司";
const CODE = "fuzz-enrolment-code-1";
const KIOSK_CODE = "fuzz-enrolment-code-3";
const OTHER_CODE = "fuzz-enrolment-code-2";
const NOW = "2026-11-20T01:00:00.000Z";

const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Opens the world on a PostgreSQL of its own. */
export async function openFuzzWorld(): Promise<FuzzWorld> {
  const server = await openDatabases();
  const sql = await openPostgres(await server.newDatabase());
  const errors: string[] = [];
  const centre = await startCentre({
    sql,
    port: 0,
    now: () => NOW,
    enrolmentCodes: [
      { hallName: "一号大厅", code: CODE },
      { hallName: "二号大厅", code: OTHER_CODE },
      { hallName: "一号大厅", code: KIOSK_CODE, kind: "kiosk" },
    ],
    enrolmentAttemptsPerMinute: 1_000_000,
    unknownTokensPerMinute: 1_000_000,
    register: demoRegister(),
    log: openLog({ write: (line) => void (/"level":"(error|fatal)"/.test(line) && errors.push(line)) }),
  });
  const { url } = centre;
  const own = await enrol(url, CODE);
  const other = await enrol(url, OTHER_CODE, "二号大厅窗口");
  const revoked = await enrol(url, CODE, "旧窗口");
  await revokeStation(sql, revoked.prefix, NOW);
  const kiosk = await enrol(url, KIOSK_CODE, "自助机");
  const unnamed = await enrol(url, CODE, "旧版注册的窗口");
  await sql.query("update stations set kind = null where prefix = $1", [unnamed.prefix]);
  const { token: party } = await createAgency(
    sql,
    { name: "示例水司", utility: "water", halls: ["一号大厅"] },
    () => NOW,
  );
  const { token: otherAgency } = await createAgency(
    sql,
    { name: "示例二号水司", utility: "water", halls: ["二号大厅"] },
    () => NOW,
  );
  const record = {
    acceptanceNumber: formatAcceptanceNumber({ prefix: own.prefix, year: 2026, serial: 1 }),
    acceptedAt: NOW,
    content: {
      utilities: ["water"],
      form: { header: { applicant: CANARY, site: "云海路 1 号", phone: "13900001111" } },
    },
  };
  const [applicationId, key] = [randomUUID(), randomUUID()];
  await push(url, own.token, key, entryOf(JSON.stringify(record), { applicationId }));
  const file = Buffer.alloc(5_000, CANARY);
  const dir = mkdtempSync(join(tmpdir(), "fuzz-"));
  const roster = join(dir, "roster.json");
  const person = {
    id: "p-1",
    utility: "water",
    duty: "specialist",
    name: CANARY,
    phone: "0000-1000001",
    organisation: "示例水司",
    startsOn: "2026-09-01",
    endsOn: null,
  };
  writeFileSync(roster, JSON.stringify({ profile: "yunhai", version: 1, specialists: [person] }));
  const { hash } = await publishRoster(sql, { file: roster, halls: ["一号大厅"] }, () => NOW);
  rmSync(dir, { recursive: true });
  return {
    url,
    sql,
    code: CODE,
    tokens: {
      own: own.token,
      kiosk: kiosk.token,
      unnamed: unnamed.token,
      other: other.token,
      revoked: revoked.token,
      agency: party,
      otherAgency,
    },
    applicationId,
    key,
    record,
    file,
    fileHash: sha256(file),
    publicationHash: hash,
    creditCode: "91420000MA00YH0023",
    errors,
    async close() {
      await centre.close();
      await sql.close();
      await server.stop();
    },
  };
}
