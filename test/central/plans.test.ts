import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { addAgency, listAgencies } from "#central/db/agencies.ts";
import { readEpoch } from "#central/db/centre-state.ts";
import { pushEntries } from "#central/db/entries.ts";
import { ensureHall } from "#central/db/halls.ts";
import { migrate } from "#central/db/migrate.ts";
import { openPostgres } from "#central/db/postgres.ts";
import { listPublications } from "#central/db/publications.ts";
import type { Sql } from "#central/db/sql.ts";
import { findStationByPrefix } from "#central/db/stations.ts";
import { readsOf } from "#central/domain/administer.ts";
import { operations } from "#central/http/operations.ts";
import { makeToken, sha256Hex } from "#central/lib/secrets.ts";
import { AcceptedReports, AgencyDocuments, AgencyPage, AgencyReports } from "#shared/contract/centre/agency.ts";
import { AttachmentStatus } from "#shared/contract/centre/attachments.ts";
import { type EnrolAnswer, PushBatchAnswer } from "#shared/contract/centre/push.ts";
import { AcceptedAnswer } from "#shared/contract/centre/sync-status.ts";
import { ask, enrol, entryOf, push, sha256 } from "#test/helpers/centre-client.ts";
import { type Explained, explainedStore, PLANS } from "#test/helpers/explained-store.ts";
import { APPLICATIONS, applicationNamed, fillLargeCentre, fillReports, uuidNamed } from "#test/helpers/large-centre.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const AT = "2026-11-20T01:00:00.000Z";

it("a statement planned while its table was empty uses the indexes all the same", async () => {
  const postgres = await openDatabases();
  const sql = await openPostgres(await postgres.newDatabase(), { connections: 1 });
  try {
    await migrate(sql, AT);
    // An empty table that was looked at is the one that a planner reads whole.
    await sql.query("analyze");
    const { id } = await ensureHall(sql, "一号大厅", AT);
    const from = { hallId: id, stationId: randomUUID(), receivedAt: AT };
    await sql.transaction(async (tx) => {
      const readWhole = async () =>
        (await tx.query("select seq_scan::int as times from pg_stat_xact_user_tables where relname = 'entries'"))[0]?.[
          "times"
        ];
      const before = await readWhole();
      for (let turn = 0; turn < 10; turn += 1)
        await pushEntries(tx, from, [{ ...entryOf("{}"), key: randomUUID(), receipt: "R0000001" }]);
      expect(
        await tx.query("select name from pg_prepared_statements where statement like '%insert into entries%'"),
      ).toHaveLength(1);
      expect(await readWhole()).toBe(before);
    });
  } finally {
    await sql.close();
    await postgres.stop();
  }
});

/** The feed examines 500 positions with their entries and stations. A plan that walks a table looks at far more rows. */
const MAX_ROWS = 4_000;
const MAX_PAGES = 5_000;
const MAX_MS = 50;
const REPEATS = 3;

describe("row 99: at 20,000 applications without any statistics", () => {
  let postgres: TestDatabases;
  let sql: Sql;
  let centre: RunningCentre;
  let seen: Explained[] = [];
  let acts = 2;
  let kiosk = { token: "" };
  const stations: (EnrolAnswer & { id: string; hallId: string })[] = [];
  const HALLS = ["甲", "乙", "丙"].map((name) => ({ hallName: `${name}大厅`, code: `plans-test-code-${name}` }));
  const tokens = { water: makeToken(), gas: makeToken(), department: makeToken() };

  beforeAll(async () => {
    postgres = await openDatabases();
    sql = await openPostgres(await postgres.newDatabase());
    centre = await startCentre({
      sql: explainedStore(sql, (explained) => seen.push(explained)),
      port: 0,
      now: () => AT,
      enrolmentCodes: [...HALLS, { hallName: "甲大厅", code: "plans-test-code-kiosk", kind: "kiosk" }],
    });
    // Statistics come when autovacuum finds the time; none are counted on.
    for (const { name } of await sql.query("select tablename as name from pg_tables where schemaname = 'public'"))
      await sql.query(`alter table ${String(name)} set (autovacuum_enabled = off)`);
    for (const { code } of HALLS) {
      const enrolled = await enrol(centre.url, code);
      const found = await findStationByPrefix(sql, enrolled.prefix);
      if (found === null) throw new Error("no such station");
      stations.push({ ...enrolled, id: found.id, hallId: found.hallId });
    }
    await fillLargeCentre(sql, stations);
    kiosk = { token: (await enrol(centre.url, "plans-test-code-kiosk")).token };
    for (const [utility, token] of Object.entries(tokens))
      await sql.transaction((tx) =>
        addAgency(
          tx,
          {
            name: utility,
            utility: utility === "department" ? null : utility,
            halls: HALLS.map(({ hallName }) => hallName),
            tokenHash: sha256Hex(token),
          },
          AT,
        ),
      );
    await fillReports(sql, "water");
  });
  afterAll(async () => {
    await centre?.close();
    await sql?.close();
    await postgres?.stop();
  });

  const stationToken = (nth = 0): { token: string } => ({ token: stations[nth]?.token ?? "" });
  const accepted = (nth: number) =>
    JSON.stringify({
      acceptanceNumber: `X01-2026-${String(nth).padStart(6, "0")}-X`,
      acceptedAt: AT,
      content: { utilities: ["water"], form: { header: { applicant: "示例公司", site: "云海路 1 号" } } },
    });
  const cursor = async (place: number): Promise<string> => `${await readEpoch(sql)}.${place}`;
  const place = Math.floor(APPLICATIONS / 2);
  const hashOf = (name: string): string => sha256(name);

  const agencyList = async (token: string, after: number | null): Promise<AgencyPage> =>
    AgencyPage.parse(
      (
        await ask(centre.url, "GET", `/v1/party/applications${after === null ? "" : `?after=${await cursor(after)}`}`, {
          token,
        })
      ).body,
    );

  /** How often each route of the contract was answered with what was asked for or that it is not there, as the centre counts it. */
  const answeredRoutes = async (): Promise<Map<string, number>> => {
    const counts = await (await fetch(`${centre.url}/metrics`)).text();
    const answered = /^centre_request_seconds_count\{method="(\w+)",route="([^"]+)",status="(?:2\d\d|404)"\} (\d+)$/gm;
    const found = new Map<string, number>();
    for (const [, method, route, count] of counts.matchAll(answered))
      found.set(`${method} ${route}`, (found.get(`${method} ${route}`) ?? 0) + Number(count));
    return found;
  };

  const CALLS: Record<string, () => Promise<unknown>> = {
    "a utility's list from its beginning": async () =>
      expect((await agencyList(tokens.water, null)).applications).toHaveLength(20),
    "a utility's list from its middle": async () =>
      expect((await agencyList(tokens.water, place)).applications).toHaveLength(20),
    "a utility's list at its end": async () =>
      expect((await agencyList(tokens.water, APPLICATIONS * 2)).applications).toEqual([]),
    "the list of a utility without applications": async () =>
      expect((await agencyList(tokens.gas, null)).applications).toEqual([]),
    "a department's list": async () =>
      expect((await agencyList(tokens.department, null)).applications).toHaveLength(20),
    "an agency's report": async () =>
      expect(
        (
          await ask(centre.url, "PUT", `/v1/party/reports/${randomUUID()}`, {
            token: tokens.water,
            body: {
              kind: "survey.dated",
              applicationId: applicationNamed(9_999),
              on: "2026-11-21",
            },
          })
        ).status,
      ).toBe(201),
    "one application of an agency's list": async () =>
      expect(
        (
          await ask(centre.url, "GET", `/v1/party/applications/${applicationNamed(60)}`, {
            token: tokens.department,
          })
        ).status,
      ).toBe(200),
    "the files of an application": async () => {
      const path = `/v1/party/applications/${applicationNamed(60)}/documents`;
      const { body } = await ask(centre.url, "GET", path, { token: tokens.department });
      const hash = AgencyDocuments.parse(body).documents[0]?.hash ?? "";
      const headers = { authorization: `Bearer ${tokens.department}` };
      expect(await (await fetch(`${centre.url}${path}/${hash}`, { headers })).text()).toBe("abc");
    },
    "an agency's own reports from their middle": async () =>
      expect(
        AgencyReports.parse(
          (await ask(centre.url, "GET", `/v1/party/reports?after=${await cursor(place)}`, { token: tokens.water }))
            .body,
        ).reports,
      ).toHaveLength(20),
    "which reports are held": async () =>
      expect(
        AcceptedReports.parse(
          (
            await ask(centre.url, "POST", "/v1/party/held", {
              token: tokens.water,
              body: { keys: Array.from({ length: 400 }, (_, nth) => applicationNamed((nth + 1) * 40)) },
            })
          ).body,
        ).held,
      ).toHaveLength(400),
    "who was shown an application": async () =>
      expect(
        (
          await readsOf(
            explainedStore(sql, (explained) => seen.push(explained)),
            applicationNamed(60),
          )
        ).applications,
      ).toHaveLength(1),
    "the feed from its beginning": () => ask(centre.url, "GET", "/v1/feed?own=1", stationToken()),
    "a kiosk's feed, which has nothing of the hall's": async () =>
      expect((await ask(centre.url, "GET", "/v1/feed?own=1", kiosk)).status).toBe(200),
    "a kiosk's look at a window's application": async () =>
      expect((await ask(centre.url, "GET", `/v1/applications/${applicationNamed(40)}`, kiosk)).status).toBe(404),
    "the feed of other windows only": () => ask(centre.url, "GET", "/v1/feed", stationToken(1)),
    "the feed from its middle": async () =>
      ask(centre.url, "GET", `/v1/feed?own=1&after=${await cursor(place)}`, stationToken()),
    "the status with the newest entries": () => ask(centre.url, "GET", "/v1/standing?newest=1", stationToken()),
    "which entries are held": async () =>
      expect(
        AcceptedAnswer.parse(
          (
            await ask(centre.url, "POST", "/v1/held", {
              ...stationToken(),
              body: { keys: Array.from({ length: 400 }, (_, nth) => uuidNamed(`entry ${(nth + 1) * 40}`)) },
            })
          ).body,
        ).held.length,
      ).toBe(400),
    "which files are held": async () =>
      expect(
        (
          await ask(centre.url, "POST", "/v1/held-attachments", {
            ...stationToken(),
            body: {
              hashes: Array.from({ length: 400 }, (_, nth) => hashOf(`file ${(nth + 1) * 40}`)),
              links: Array.from({ length: 400 }, (_, nth) => ({
                applicationId: applicationNamed((nth + 1) * 40),
                hash: hashOf(`file ${(nth + 1) * 40}`),
              })),
            },
          })
        ).body,
      ).toMatchObject({ unlinked: [] }),
    "an application's history": async () =>
      expect((await ask(centre.url, "GET", `/v1/applications/${applicationNamed(40)}`, stationToken())).status).toBe(
        200,
      ),
    "a published text": async () =>
      expect((await ask(centre.url, "GET", `/v1/publications/${hashOf("text 400")}`, stationToken())).status).toBe(200),
    "a company of the register": async () =>
      expect((await ask(centre.url, "GET", "/v1/register/companies/91420000MA00YH0023", stationToken())).status).toBe(
        404,
      ),
    "a new application that is a duplicate, and one of a number given before": async () => {
      for (const [nth, by] of [
        [1, 0],
        [2, 1],
      ] as const) {
        const entry = entryOf(accepted(nth));
        expect((await push(centre.url, stations[by]?.token ?? "", randomUUID(), entry)).status).toBe(201);
      }
      expect((await ask(centre.url, "GET", "/v1/feed", stationToken(1))).status).toBe(200);
    },
    "acts on a known application": async () => {
      for (const kind of ["details.corrected", "application.withdrawn"]) {
        const of = { kind, applicationId: applicationNamed(80), sequence: (acts += 1) };
        const pushed = await push(centre.url, stations[0]?.token ?? "", randomUUID(), entryOf('{"act":{}}', of));
        expect(pushed.status).toBe(201);
      }
      expect((await ask(centre.url, "GET", "/v1/feed", stationToken())).status).toBe(200);
    },
    "a file announced": () =>
      ask(centre.url, "PUT", `/v1/attachments/${hashOf("new file")}`, {
        ...stationToken(),
        body: { applicationId: applicationNamed(40), kind: "file", mime: "image/png", size: 9, sheet: null },
      }),
    "the pieces of a file, which complete it": async () => {
      const bytes = Buffer.from(randomUUID());
      const path = `/v1/attachments/${sha256(bytes.toString())}`;
      const notice = { applicationId: applicationNamed(40), kind: "file", mime: "image/png", sheet: null };
      await ask(centre.url, "PUT", path, { ...stationToken(), body: { ...notice, size: bytes.length } });
      const headers = {
        authorization: `Bearer ${stationToken().token}`,
        "content-type": "application/octet-stream",
      };
      const sent = await fetch(`${centre.url}${path}/pieces/0`, { method: "PUT", headers, body: bytes });
      expect(AttachmentStatus.parse(await sent.json()).receipt).not.toBeNull();
    },
    "several entries at once": async () => {
      const entries = Array.from({ length: 5 }, () => ({ ...entryOf(accepted(3)), key: randomUUID() }));
      const answer = await ask(centre.url, "POST", "/v1/entries", { ...stationToken(), body: { entries } });
      expect(PushBatchAnswer.parse(answer.body).answers.map(({ outcome }) => outcome)).toEqual(Array(5).fill("held"));
    },
    "a project of the register": async () =>
      expect(
        (await ask(centre.url, "GET", "/v1/register/projects/2026-420000-04-01-123456", stationToken())).status,
      ).toBe(404),
    "a change of token": async () =>
      expect((await ask(centre.url, "POST", "/v1/stations/token", stationToken(2))).status).toBe(200),
    "an enrolment": async () => expect((await enrol(centre.url, HALLS[2]?.code ?? "")).token).not.toBe(""),
    "the health": async () => expect((await ask(centre.url, "GET", "/health")).status).toBe(200),
    "the contract itself": async () => expect((await ask(centre.url, "GET", "/openapi.json")).status).toBe(200),
    "all agencies": async () =>
      expect(await listAgencies(explainedStore(sql, (explained) => seen.push(explained)))).toHaveLength(3),
    "the metrics": async () => expect((await fetch(`${centre.url}/metrics`)).status).toBe(200),
    "all publications": async () =>
      expect(await listPublications(explainedStore(sql, (explained) => seen.push(explained)))).toHaveLength(500),
  };

  it.each(["never analysed", "analysed, then robbed of its statistics"])(
    "every list, feed and look-up takes less than 50 ms and walks no table: a store %s",
    async (state) => {
      if (state !== "never analysed") {
        await sql.query("analyze");
        await sql.query("delete from pg_statistic");
      }
      expect(await sql.query("select 1 from pg_stats where schemaname = 'public'")).toEqual([]);
      const tooMuch: object[] = [];
      const before = await answeredRoutes();
      for (const [name, call] of Object.entries(CALLS)) {
        seen = [];
        const turns: Explained[][] = [];
        for (let turn = 0; turn < REPEATS; turn += 1) {
          const from = seen.length;
          await call();
          turns.push(seen.slice(from));
        }
        for (const mode of PLANS) {
          const sums = turns.map((one) => one.reduce((sum, { plan, ms }) => sum + (plan === mode ? ms : 0), 0));
          if (Math.min(...sums) > MAX_MS) tooMuch.push({ name, plan: mode, sums });
        }
        for (const { text, plan } of new Map(seen.map((one) => [one.text + one.plan, one])).values()) {
          const same = seen.filter((one) => one.text === text && one.plan === plan);
          const least = (of: "rows" | "pages" | "ms"): number => Math.min(...same.map((one) => one[of]));
          const [rows, pages, ms] = [least("rows"), least("pages"), least("ms")];
          if (rows > MAX_ROWS || pages > MAX_PAGES || ms > MAX_MS) tooMuch.push({ name, text, plan, rows, pages, ms });
        }
      }
      expect(tooMuch).toEqual([]);
      const routes = Object.values(operations).map(({ method, path }) => `${method} ${path}`);
      const after = await answeredRoutes();
      expect(routes.filter((route) => (after.get(route) ?? 0) <= (before.get(route) ?? 0))).toEqual([]);
    },
  );

  it("an agency of a quiet hall that asks for news costs a few rows, however much came in elsewhere", async () => {
    const token = makeToken();
    const agency = { name: "quiet", utility: "water", halls: ["丙大厅"], tokenHash: sha256Hex(token) };
    await sql.transaction((tx) => addAgency(tx, agency, AT));
    let { cursor: after, more } = await agencyList(token, null);
    while (more) {
      const path = `/v1/party/applications?limit=100&after=${after}`;
      ({ cursor: after, more } = AgencyPage.parse((await ask(centre.url, "GET", path, { token })).body));
    }
    seen = [];
    const idle = await ask(centre.url, "GET", `/v1/party/applications?after=${after}`, { token });
    expect(idle.body).toMatchObject({ applications: [] });
    expect(Math.max(...seen.map(({ rows }) => rows))).toBeLessThan(20);
  });
});
