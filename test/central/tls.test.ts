import { randomUUID } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { createHall } from "#central/domain/administer.ts";
import { readTls } from "#central/http/tls.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { enrolAtCentre, linkTo } from "#station/sync/transport/centre-link.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { startSync } from "#station/sync/start-sync.ts";
import { CentreProblem } from "#shared/contract/centre/push.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { runCentre } from "#test/helpers/centre-process.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { makeIssuer, type Issuer } from "#test/helpers/certificates.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

let store: TestStore;
let good: Issuer;
let strange: Issuer;
const running: RunningCentre[] = [];
const dir = ownFolder();
const now = () => new Date().toISOString();

beforeAll(async () => {
  const [, pglite] = centreStores;
  if (pglite === undefined) throw new Error("no store");
  store = await pglite.open();
  [good, strange] = [makeIssuer(dir, "示例签发机构"), makeIssuer(dir, "别家签发机构")];
});
afterEach(async () => {
  for (const centre of running.splice(0)) await centre.close();
});
afterAll(() => store?.remove());

async function serve(server: { cert: string; key: string }, clientCa: string | null = good.ca): Promise<string> {
  const centre = await startCentre({ sql: store.sql, port: 0, now, tls: readTls({ ...server, clientCa }) });
  running.push(centre);
  expect(centre.url).toMatch(/^https:\/\/127\.0\.0\.1:/);
  return centre.url;
}
/** A hall whose folder holds the issuer it trusts and, where given, a certificate of its own. */
async function certifiedStation(
  openTestStation: OpenTestStation,
  ca: string | null,
  own: { cert: string; key: string } | null,
) {
  const open = await openTestStation();
  mkdirSync(join(open.dir, "tls"));
  if (ca !== null) copyFileSync(ca, join(open.dir, "tls", "centre-ca.pem"));
  if (own !== null) copyFileSync(own.cert, join(open.dir, "tls", "station.pem"));
  if (own !== null) copyFileSync(own.key, join(open.dir, "tls", "station.key"));
  return open;
}
const enrolled = async (
  openTestStation: OpenTestStation,
  url: string,
  ca: string | null,
  own: { cert: string; key: string } | null,
): Promise<string> => {
  const { context } = await certifiedStation(openTestStation, ca, own);
  const { enrolmentCode } = await createHall(store.sql, "示例大厅", now);
  return enrolAtCentre(context, url, enrolmentCode).then(
    () => "enrolled",
    (error: unknown) =>
      error instanceof ProblemError ? `${error.problem.code}: ${error.problem.what.zh}` : String(error),
  );
};

describe("a centre that serves TLS and requires certificates of its stations", () => {
  it("accepts a certified station, over every call there is", async ({ openTestStation }) => {
    const url = await serve(good.issue("centre"));
    const { context, actor } = await certifiedStation(openTestStation, good.ca, good.issue("station"));
    const { enrolmentCode } = await createHall(store.sql, "示例大厅", now);
    await enrolAtCentre(context, url, enrolmentCode);
    for (let nth = 1; nth <= 3; nth += 1)
      submitApplication(
        context,
        { ...actor, station: context.station() },
        {
          key: randomUUID(),
          body: yunhaiDraft({
            form: {
              header: {
                applicant: `示例${nth}公司`,
                site: `云海路 ${nth} 号`,
                contact: "示例人",
                phone: "13800000000",
              },
            },
          }),
        },
      );
    const outbox = startSync(context, (error) => {
      throw error;
    });
    await outbox.ready;
    await outbox.outboxWorker.retryNow();
    expect(await outbox.pull.pullNow()).toEqual({ requeued: 0, failed: null });
    await outbox.close();
    expect(outboxPort(context.db).countByState()).toMatchObject({ waiting: 0, sent: 3 });
  });

  it("serves nobody without a valid certificate, and the station says whose certificate is wrong", async ({
    openTestStation,
  }) => {
    const url = await serve(good.issue("centre"));
    for (const own of [null, strange.issue("station"), good.issue("old-station", { expired: true })])
      expect(await enrolled(openTestStation, url, good.ca, own)).toMatch(
        /^enrol-clock-or-certificate: 中心平台没有接受本窗口的证书/,
      );
    expect(await enrolled(openTestStation, url, good.ca, good.issue("station"))).toBe("enrolled");
    // Not even what needs no token.
    const { dir: bare } = await certifiedStation(openTestStation, good.ca, null);
    for (const path of ["/health", "/openapi.json", "/metrics", "/v1/standing"]) {
      const answer = await linkTo(url, bare).fetch(url + path);
      expect(answer.status).toBe(496);
      expect(CentreProblem.parse(await answer.json()).what.zh).toContain("没有出示");
    }
    const plain = await fetch(url.replace("https:", "http:") + "/health").then(
      () => "answered",
      () => "nothing",
    );
    expect(plain).toBe("nothing");
  });

  it("is not trusted with an expired or unknown certificate: nothing is sent, and the entry waits for clock or certificate", async ({
    openTestStation,
  }) => {
    const expired = await serve(good.issue("old-centre", { expired: true }));
    expect(await enrolled(openTestStation, expired, good.ca, good.issue("station"))).toMatch(
      /^enrol-clock-or-certificate: 中心平台的证书已过期/,
    );
    const sound = await serve(good.issue("centre"));
    expect(await enrolled(openTestStation, sound, strange.ca, good.issue("station"))).toMatch(
      /^enrol-clock-or-certificate: 中心平台的证书不可信/,
    );
    expect(await enrolled(openTestStation, sound, null, null)).toMatch(/^enrol-clock-or-certificate/);
  });

  it("requires none where no issuer is named; changed certificates are read again", async ({ openTestStation }) => {
    const open = await serve(good.issue("centre"), null);
    expect(await enrolled(openTestStation, open, good.ca, null)).toBe("enrolled");
    const { context, dir: own } = await certifiedStation(openTestStation, strange.ca, null);
    const tried = async (): Promise<number | string> =>
      linkTo(open, context.dir)
        .fetch(`${open}/health`)
        .then(
          ({ status }) => status,
          () => "refused",
        );
    expect(await tried()).toBe("refused");
    copyFileSync(good.ca, join(own, "tls", "centre-ca.pem"));
    expect(await tried()).toBe(200);
    rmSync(join(own, "tls"), { recursive: true });
    expect(await tried()).toBe("refused");
  });
});

it("the command says which file is no certificate, and requires certificate and key together", async () => {
  const { cert, key } = good.issue("centre");
  const run = (...args: string[]) =>
    runCentre(["--port", "0", ...args], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
  expect((await run("--tls-cert", cert)).err).toMatch(/--tls-key/);
  expect(() => readTls({ cert: join(dir, "nowhere.pem"), key, clientCa: null })).toThrow(/tls-unusable/);
  expect(readFileSync(cert, "utf8")).toContain("BEGIN CERTIFICATE");
});
