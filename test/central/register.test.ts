import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { readCsv } from "#central/lib/read-csv.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { RegisterCompany, RegisterProject } from "#shared/contract/centre/register.ts";
import { ask, enrol } from "#test/helpers/centre-client.ts";
import { runCentre } from "#test/helpers/centre-process.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { savedAs } from "#test/helpers/saved-as.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const CODE = "register-test-code";
const COMPANY = "91420000MA00YH0023";
const PROJECT = "2026-420000-04-01-123456";
let server: TestDatabases;
let sql: Sql;
let centre: RunningCentre;
let url = "";
let dir = "";
let token = "";

beforeAll(async () => {
  server = await openDatabases();
  url = await server.newDatabase();
  sql = await openPostgres(url);
  centre = await startCentre({
    sql,
    port: 0,
    now: () => "2026-11-20T01:00:00.000Z",
    enrolmentCodes: [{ hallName: "一号大厅", code: CODE }],
  });
  ({ token } = await enrol(centre.url, CODE));
  dir = ownFolder();
});

afterAll(async () => {
  await centre?.close();
  await sql?.close();
  await server?.stop();
});

async function load(name: string, text: string | Buffer, ...more: string[]) {
  writeFileSync(join(dir, name), text);
  return runCentre(["load-register", join(dir, name), ...more], { DATABASE_URL: url });
}
const find = (part: "companies" | "projects", code: string) =>
  ask(centre.url, "GET", `/v1/register/${part}/${code}`, { token });
const company = {
  creditCode: COMPANY,
  name: "云海样品有限公司",
  legalRepresentative: "示例法人甲",
  address: null,
  standing: "in-business",
};
const project = {
  projectCode: PROJECT,
  name: "云海样品二期厂房",
  organisation: "云海样品有限公司",
  creditCode: COMPANY,
  site: "云海市样品路 8 号",
};
const source = { zh: "示例登记库", en: "Sample register" };

describe("row 5: the register loaded into a centre", () => {
  test("answers look-ups, says what it does not have, and says when nothing was ever loaded", async () => {
    expect((await find("companies", COMPANY)).status).toBe(503);
    expect(await find("projects", PROJECT)).toMatchObject({
      status: 503,
      body: { what: { zh: expect.stringContaining("没有导入项目登记数据") as string } },
    });
    const loaded = await load(
      "register.json",
      JSON.stringify({ source, asOf: "2026-11-01", companies: [company], projects: [project] }),
    );
    expect([loaded.err, JSON.parse(loaded.out)]).toEqual(["", { asOf: "2026-11-01", companies: 1, projects: 1 }]);
    expect(RegisterCompany.parse((await find("companies", COMPANY)).body)).toEqual({
      ...company,
      source,
      asOf: "2026-11-01",
    });
    expect(RegisterProject.parse((await find("projects", PROJECT.replaceAll("-", ""))).body)).toEqual({
      ...project,
      source,
      asOf: "2026-11-01",
    });
    expect((await find("companies", "91420000MA00YH0010")).status).toBe(404);
    expect((await find("projects", "2026-420000-04-01-999999")).status).toBe(404);
    expect((await find("projects", "2026-42-1")).status).toBe(422);
    expect((await ask(centre.url, "GET", `/v1/register/projects/${PROJECT}`)).status).toBe(401);
  });

  test("is read in the encodings of Chinese Windows, and refused by the file's name where characters are lost", async () => {
    const csv = `creditCode,name,legalRepresentative,address,standing\r\n${COMPANY},云海供水有限公司,,,in-business\r\n`;
    const named = ["--source", "示例登记库", "--as-of", "2026-11-01"];
    for (const [encoding, bytes] of Object.entries(savedAs(csv)).filter(([name]) => /^GB|mark$/.test(name))) {
      expect(await load("companies.csv", bytes, ...named), encoding).toMatchObject({ code: 0 });
      expect((await find("companies", COMPANY)).body).toMatchObject({ name: "云海供水有限公司" });
    }
    for (const lost of [Buffer.from(csv.replace("供", "\uFFFD")), savedAs(csv)["UTF-8"].subarray(0, 75)]) {
      const refused = await load("companies.csv", lost, ...named);
      expect([refused.code, refused.err.includes("companies.csv")]).toEqual([1, true]);
    }
    const json = JSON.stringify({ source, asOf: "2026-11-01", companies: [company] });
    expect(await load("register.json", json.replace("样品", "\\ufffd"))).toMatchObject({ code: 1 });
    expect(await load("register.json", savedAs(json).GB18030)).toMatchObject({ code: 0 });
    expect((await find("companies", COMPANY)).body).toMatchObject({ name: company.name });
  });

  test("is replaced part by part by a file of the same or a later date, also a CSV; a bad file changes nothing", async () => {
    const csv = [
      "\ufeffprojectCode,name,organisation,creditCode,site",
      `${PROJECT},"云海样品二期厂房（""改""，扩建）",云海样品有限公司,,`,
      "2026-420000-04-01-00000A,另一项目,,,云海路 1 号",
      "",
    ].join("\r\n");
    const loaded = await load("projects.csv", csv, "--source", "市发改委项目清单", "--as-of", "2026-11-15");
    expect([loaded.err, JSON.parse(loaded.out)]).toEqual(["", { asOf: "2026-11-15", companies: null, projects: 2 }]);
    expect((await find("projects", PROJECT)).body).toMatchObject({
      name: '云海样品二期厂房（"改"，扩建）',
      creditCode: null,
      site: null,
      source: { zh: "市发改委项目清单" },
      asOf: "2026-11-15",
    });
    expect((await find("companies", COMPANY)).body).toMatchObject({ asOf: "2026-11-01" });

    expect((await load("older.json", JSON.stringify({ source, asOf: "2026-11-14", projects: [] }))).err).toContain(
      "更旧",
    );
    expect(
      (await load("twice.json", JSON.stringify({ source, asOf: "2026-11-16", projects: [project, project] }))).err,
    ).toContain("重复");
    expect(
      (
        await load(
          "wrong.json",
          JSON.stringify({ source, asOf: "2026-11-16", companies: [{ ...company, creditCode: "x" }] }),
        )
      ).err,
    ).toContain("companies[0].creditCode");
    expect((await load("short.csv", "projectCode,name\n1\n", "--source", "x", "--as-of", "2026-11-16")).err).toContain(
      "第 2 行",
    );
    expect((await load("bare.csv", csv)).err).toContain("--source");
    expect((await find("projects", PROJECT)).body).toMatchObject({ asOf: "2026-11-15" });
  });
});

test("a CSV is read with the quotes, line ends and blank lines that spreadsheets write", () => {
  expect(readCsv('a,b\n"1,\n2","say ""x"""\n\n3,\n')).toEqual([
    { a: "1,\n2", b: 'say "x"' },
    { a: "3", b: "" },
  ]);
  expect(readCsv("")).toEqual([]);
  expect(() => readCsv("a,b\n1\n")).toThrow(RangeError);
});
