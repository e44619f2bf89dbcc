import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishCalendar, publishProfile } from "#central/domain/publish.ts";
import { signFile } from "#central/domain/signing.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { FeedPage } from "#shared/contract/centre/feed.ts";
import { Publication, PublicationText } from "#shared/contract/centre/publications.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { ask, enrol, sha256 } from "#test/helpers/centre-client.ts";
import { runCentre } from "#test/helpers/centre-process.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { savedAs } from "#test/helpers/saved-as.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";
import { laterYunhai } from "#test/helpers/signed-rules.ts";

const NOW = "2026-11-20T01:00:00.000Z";
let server: TestDatabases;
let sql: Sql;
let centre: RunningCentre;
let url = "";
let dir = "";

beforeAll(async () => {
  server = await openDatabases();
  url = await server.newDatabase();
  sql = await openPostgres(url);
  centre = await startCentre({
    sql,
    port: 0,
    now: () => NOW,
    enrolmentCodes: [
      { hallName: "一号大厅", code: "publish-test-code-1" },
      { hallName: "二号大厅", code: "publish-test-code-2" },
    ],
  });
  dir = ownFolder();
});

afterAll(async () => {
  await centre?.close();
  await sql?.close();
  await server?.stop();
});

const run = (args: string[]) => runCentre(args, { DATABASE_URL: url });
const write = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};

/** What a refusal says; empty where it went well. */
const said = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "",
    (error: unknown) => (error instanceof ProblemError ? JSON.stringify(error.problem) : String(error)),
  );

async function fetchPublications(token: string): Promise<Publication[]> {
  const page = FeedPage.parse((await ask(centre.url, "GET", "/v1/feed", { token })).body);
  return page.items.map((item) => Publication.parse(item));
}

test("keys are made and files signed without a store; the private key is readable by its owner only and never overwritten", async () => {
  const key = join(dir, "key");
  const made = await runCentre(["make-signing-key", key]);
  expect([made.code, statSync(key).mode & 0o777, existsSync(`${key}.pub`)]).toEqual([0, 0o600, true]);
  expect(JSON.parse(made.out)).toMatchObject({ key: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  expect(made.out + made.err).not.toContain("PRIVATE");
  const before = readFileSync(key, "utf8");
  expect((await runCentre(["make-signing-key", key])).code).toBe(1);
  expect(readFileSync(key, "utf8")).toBe(before);
  const file = write("yunhai-4.json", laterYunhai(4));
  expect(JSON.parse((await runCentre(["sign", file, "--key", key])).out)).toMatchObject({ signature: `${file}.sig` });
  expect((await runCentre(["sign", file, "--key", `${key}.pub`])).err).toContain("不是 Ed25519 私钥");
});

test("rules are published to the named hall only; what goes to every hall also reaches one created later", async () => {
  const [one, two] = [await enrol(centre.url, "publish-test-code-1"), await enrol(centre.url, "publish-test-code-2")];
  const file = join(dir, "yunhai-4.json");
  const own = await run(["publish-profile", file, "--signature", `${file}.sig`, "--hall", "一号大厅"]);
  expect([own.err, JSON.parse(own.out)]).toEqual([
    "",
    expect.objectContaining({ name: "yunhai", version: 4, halls: 1, everywhere: false }),
  ]);
  const [item] = await fetchPublications(one.token);
  expect(item).toMatchObject({ kind: "profile.published", name: "yunhai", version: 4, hash: sha256(laterYunhai(4)) });
  expect(await fetchPublications(two.token)).toEqual([]);
  const text = await ask(centre.url, "GET", `/v1/publications/${item?.hash}`, { token: one.token });
  expect(PublicationText.parse(text.body)).toEqual({ hash: item?.hash, text: laterYunhai(4) });
  expect((await ask(centre.url, "GET", `/v1/publications/${item?.hash}`, { token: two.token })).status).toBe(404);
  expect((await ask(centre.url, "GET", `/v1/publications/${item?.hash}`)).status).toBe(401);
  expect((await ask(centre.url, "GET", "/v1/publications/..%2f..%2fetc", { token: one.token })).status).toBe(422);

  const calendar = write(
    "2027.json",
    JSON.stringify({ year: 2027, papers: ["通知"], days: [{ name: "元旦", date: "2027-01-01", isOffDay: true }] }),
  );
  await runCentre(["sign", calendar, "--key", join(dir, "key")]);
  expect(JSON.parse((await run(["publish-calendar", calendar, "--signature", `${calendar}.sig`])).out)).toMatchObject({
    name: "2027",
    version: 0,
    halls: 2,
    everywhere: true,
  });
  const { enrolmentCode } = JSON.parse((await run(["create-hall", "三号大厅"])).out) as { enrolmentCode: string };
  const three = await enrol(centre.url, enrolmentCode);
  expect((await fetchPublications(three.token)).map(({ kind, name }) => [kind, name])).toEqual([
    ["calendar.published", "2027"],
  ]);
  expect((JSON.parse((await run(["list-publications"])).out) as { publications: object[] }).publications).toMatchObject(
    [
      { name: "2027", everywhere: true, halls: 3 },
      { name: "yunhai", halls: 1 },
    ],
  );
});

test("what stations would quarantine is refused before publishing, and nothing is written", async () => {
  const key = join(dir, "key");
  const now = () => NOW;
  const publish = async (name: string, text: string, halls: string[] | null = null) => {
    const file = write(name, text);
    return said(publishProfile(sql, { file, signature: signFile(file, key).signature, halls }, now));
  };
  const count = async () => (await sql.query("select 1 from publications")).length;
  const before = await count();
  expect(
    await publish(
      "wrong.json",
      laterYunhai(5, (profile) => ((profile.examples[0] as { route?: string }).route = "blocked")),
    ),
  ).toContain("自检用例 direct-at-its-limit 应判为 blocked");
  expect(await publish("older.json", laterYunhai(3), ["一号大厅"])).toContain("已发布过第 4 版");
  expect(
    await publish(
      "same.json",
      laterYunhai(4, (profile) => (profile.form.title = "另一个第四版")),
      ["一号大厅"],
    ),
  ).toContain("提高文件中的版本号");
  expect(await publish("hall.json", laterYunhai(6), ["没有的大厅"])).toContain("没有登记过");
  expect(await publish("text.json", "不是 JSON")).toContain("JSON 读不懂");
  const lost = laterYunhai(8, (profile) => (profile.form.title = "云\uFFFD市"));
  expect(() => signFile(write("lost.json", lost), key)).toThrow(ProblemError);
  expect(
    await said(
      publishProfile(sql, { file: write("lost.json", lost), signature: `${dir}/yunhai-4.json.sig`, halls: null }, now),
    ),
  ).toContain("U+FFFD");
  const changed = join(dir, "yunhai-4.json");
  writeFileSync(changed, laterYunhai(7));
  expect(await said(publishProfile(sql, { file: changed, signature: `${changed}.sig`, halls: null }, now))).toContain(
    "签名之后文件改动过",
  );
  expect(
    await said(publishProfile(sql, { file: join(dir, "no-such.json"), signature: `${changed}.sig`, halls: null }, now)),
  ).toContain("读不了文件");
  // The same through the command line, where an option is wanting.
  const bare = await run(["publish-profile", changed]);
  expect([bare.code, bare.out, bare.err.includes("--signature")]).toEqual([1, "", true]);
  expect(await count()).toBe(before);
});

test("rules saved in another encoding reach every station as the same plain UTF-8, and their signature holds", async () => {
  const text = JSON.stringify({
    year: 2028,
    papers: ["通知"],
    days: [{ name: "元旦", date: "2028-01-01", isOffDay: true }],
  });
  const key = join(dir, "key");
  for (const [encoding, bytes] of Object.entries(savedAs(text))) {
    const file = join(dir, "2028.json");
    writeFileSync(file, bytes);
    const { signature } = signFile(file, key);
    const order = { file, signature, halls: ["一号大厅"] };
    expect(await publishCalendar(sql, order, () => NOW), encoding).toMatchObject({ name: "2028", hash: sha256(text) });
  }
});

test("a profile that extends a shipped one is checked with it", async () => {
  const over = (base: string) =>
    JSON.stringify({
      id: "yunhai-new-town",
      extends: base,
      version: 1,
      name: { zh: "云海新城", en: "Yunhai new town" },
      documentNumber: "云海新〔2099〕1号",
    });
  const publish = async (text: string) => {
    const file = write("new-town.json", text);
    return said(
      publishProfile(sql, { file, signature: signFile(file, join(dir, "key")).signature, halls: null }, () => NOW),
    );
  };
  expect(await publish(over("no-such-place"))).toContain("找不到所扩展的地方规则");
  expect(await publish(over("xianning"))).toBe("");
  // The made-up locality lies in the tests' folder only; here it is what was published before.
  expect(await publish(over("yunhai"))).toContain("已发布过第 1 版");
});
