import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openPglite } from "#central/db/pglite.ts";
import { openPostgres } from "#central/db/postgres.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { openDatabases } from "#test/helpers/shared-postgres.ts";
import { runCentre, startCentreProcess } from "#test/helpers/centre-process.ts";
import { plantPglite } from "#test/helpers/pglite-template.ts";

let dir = "";

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "centre-main-"));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

test("the embedded centre says what it is, serves, keeps its code, and ends with its parent", async () => {
  const first = await startCentreProcess(["--data", dir, "--port", "0"]);
  expect(first.said()).toContain("仅供演示");
  expect(first.said()).toContain("not durable");
  const { url, enrolmentCode = "" } = first.address;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { token } = await enrol(url, enrolmentCode);
  const entry = entryOf(`{"demo":true}`);
  const key = "7b0a4f0e-7a58-4a53-9c39-0d7f8a4b1c11";
  expect((await push(url, token, key, entry)).status).toBe(201);
  expect((await ask(url, "GET", "/health")).body).toMatchObject({ store: "pglite", durable: false });
  first.child.stdin?.end();
  expect(await first.ended).toBe(0);
  expect(readFileSync(join(dir, "enrolment-code"), "utf8").trim()).toBe(enrolmentCode);
  expect(statSync(join(dir, "enrolment-code")).mode & 0o777).toBe(0o600);
  // PGlite opens its files to everybody by itself; nobody else reaches them through a folder that is closed.
  const folders = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  const modes = folders.map(({ parentPath, name }) => statSync(join(parentPath, name)).mode & 0o777);
  expect(new Set(modes)).toEqual(new Set([0o700]));

  // An older version enrolled its only station without a kind.
  const sql = await openPglite(dir);
  await sql.query("update stations set kind = null");
  await sql.close();
  const second = await startCentreProcess(["--data", dir, "--port", "0"]);
  expect(second.address.enrolmentCode).toBe(enrolmentCode);
  expect((await ask(second.address.url, "GET", "/v1/feed", { token })).status).toBe(200);
  expect((await push(second.address.url, token, key, entry)).status).toBe(200);
  second.child.kill("SIGTERM");
  expect(await second.ended).toBe(0);
  expect(readdirSync(dir).sort()).toEqual(["enrolment-code", "pgdata"]);
});

test("a second centre on a folder is refused while the first goes on; a killed one leaves no lasting lock", async () => {
  await plantPglite(dir);
  const first = await startCentreProcess(["--data", dir, "--port", "0"]);
  const second = await runCentre(["--data", dir, "--port", "0"]);
  expect(second.code).toBe(1);
  expect(second.out).toBe("");
  expect(second.err).toContain(`进程 ${first.child.pid}`);
  expect((await ask(first.address.url, "GET", "/health")).status).toBe(200);
  first.child.kill("SIGKILL");
  await first.ended;
  const third = await startCentreProcess(["--data", dir, "--port", "0"]);
  expect((await ask(third.address.url, "GET", "/health")).status).toBe(200);
  third.child.kill("SIGTERM");
  expect(await third.ended).toBe(0);
});

test.each([
  ["on which nobody asks anything", ""],
  [
    "on which a body does not come",
    "POST /v1/stations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
  ],
])("a connection %s does not keep a centre from ending in order", async (_which, said) => {
  await plantPglite(dir);
  const centre = await startCentreProcess(["--data", dir, "--port", "0"]);
  const silent = connect(Number(new URL(centre.address.url).port), "127.0.0.1");
  silent.on("error", () => undefined);
  await once(silent, "connect");
  silent.write(said);
  expect((await ask(centre.address.url, "GET", "/health")).status).toBe(200);
  centre.child.kill("SIGTERM");
  expect(await centre.ended).toBe(0);
});

test("a port in use is explained, exit 1", async () => {
  await plantPglite(dir);
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { code, err, out } = await runCentre(["--data", dir, "--port", String(port)]);
  other.close();
  expect(code).toBe(1);
  expect(out).toBe("");
  expect(err).toContain(`端口 127.0.0.1:${port} 已被别的程序占用`);
  expect(err).toContain("--port");
  expect(err).not.toContain("    at ");
});

test.each([
  ["nothing listens", "postgres://u:s3cret@127.0.0.1:1/db", "no PostgreSQL is listening"],
  ["the host is unknown", "postgres://u:s3cret@nowhere.invalid/db", "host name was not found"],
  ["the address is no address", "postgres://u:s3cret@[/db", "not a valid address"],
])("a database that cannot be reached because %s is explained without its password, exit 1", async (_, url, words) => {
  const { code, err } = await runCentre(["--port", "0"], { DATABASE_URL: url });
  expect(code).toBe(1);
  expect(err).toContain(words);
  expect(err).toContain("已保存的数据是安全的");
  expect(err).not.toContain("s3cret");
  expect(err).not.toContain("    at ");
});

test.each([
  ["no store", [], "DATABASE_URL"],
  ["an option that is not known", ["--data", "x", "--frob"], "--create-hall"],
  ["a port that is no port", ["--data", "x", "--port", "70000"], "65535"],
  ["another host for the demonstration", ["--data", "x", "--host", "0.0.0.0"], "--host"],
  ["a hall without a name", ["--data", "x", "--create-hall", " "], "--create-hall"],
  ["a hall without a name, as it is spelled now", ["--data", "x", "create-hall", " "], "create-hall：名称"],
  ["an agency without a hall, in its old spelling", ["--data", "x", "--create-party", "A"], "--hall"],
])("a command line with %s is refused, exit 1, nothing made", async (_, args, words) => {
  const { code, err, out } = await runCentre(args.map((arg) => (arg === "x" ? join(dir, "x") : arg)));
  expect(code).toBe(1);
  expect(out).toBe("");
  expect(err).toContain(words);
  expect(readdirSync(dir)).toEqual([]);
});

test("a folder that is a file is explained", async () => {
  writeFileSync(join(dir, "file"), "");
  const { code, err } = await runCentre(["--data", join(dir, "file"), "--port", "0"]);
  expect(code).toBe(1);
  expect(err).toContain("打不开演示数据库的文件夹");
});

test("a hall's code is printed once as JSON, and a station can be revoked from the command line", async () => {
  await plantPglite(dir);
  const hall = await runCentre(["--data", dir, "--create-hall", "南门大厅"]);
  expect(hall.code).toBe(0);
  const made: unknown = JSON.parse(hall.out);
  expect(made).toMatchObject({
    hall: "南门大厅",
    letters: "A",
    enrolmentCode: expect.stringMatching(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/),
  });
  const again: unknown = JSON.parse((await runCentre(["--data", dir, "--create-hall", "南门大厅"])).out);
  expect(again).toMatchObject({ letters: "A" });
  expect(again).not.toEqual(made);
  const none = await runCentre(["--data", dir, "--revoke-station", "A01"]);
  expect([none.code, none.out]).toEqual([1, ""]);
});

test("an old spelling still works and says the new one; help lists the tasks on standard error", async () => {
  const key = join(dir, "key");
  const old = await runCentre([`--make-signing-key=${key}`]);
  expect([old.code, JSON.parse(old.out)]).toEqual([0, expect.objectContaining({ privateKey: key })]);
  expect(old.err).toBe(
    "--make-signing-key 现在写作 make-signing-key。\n--make-signing-key is now written make-signing-key.\n",
  );
  const help = await runCentre(["--help"]);
  expect([help.code, help.out]).toEqual([0, ""]);
  for (const task of [
    "create-hall [options] <name>",
    "create-agency",
    "publish-profile",
    "--data <dir>",
    "DATABASE_URL",
  ])
    expect(help.err).toContain(task);
});

test("the centre says at its start that stations have no kind, until set-kind names it", async () => {
  const postgres = await openDatabases();
  try {
    const env = { DATABASE_URL: await postgres.newDatabase() };
    const { enrolmentCode } = z
      .looseObject({ enrolmentCode: z.string() })
      .parse(JSON.parse((await runCentre(["create-hall", "一号大厅"], env)).out));
    const first = await startCentreProcess(["--port", "0"], env);
    const { prefix } = await enrol(first.address.url, enrolmentCode);
    expect(first.said()).not.toContain("set-kind");
    const sql = await openPostgres(env.DATABASE_URL);
    await sql.query("update stations set kind = null");
    await sql.close();
    const second = await startCentreProcess(["--port", "0"], env);
    expect(second.said()).toContain("有 1 个窗口没有登记类别");
    for (const { child } of [first, second]) child.kill("SIGTERM");
    await Promise.all([first.ended, second.ended]);
    expect((await runCentre(["set-kind", "office", prefix], env)).err).toContain("须为 window、kiosk 或 supervisor");
    const named = await runCentre(["set-kind", "kiosk", prefix], env);
    expect(JSON.parse(named.out)).toEqual({ kind: "kiosk", prefixes: [prefix] });
    expect(JSON.parse((await runCentre(["list-stations"], env)).out)).toMatchObject({ stations: [{ kind: "kiosk" }] });
  } finally {
    await postgres.stop();
  }
});
