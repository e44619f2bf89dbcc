import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { demoRegister } from "#central/cli/embedded-centre.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { keepRegisterEntry } from "#station/db/register-entries.ts";
import { linkTo } from "#station/sync/transport/centre-link.ts";
import { findCompany, findProject, lookUpCompany, lookUpProject } from "#station/sync/transport/look-up.ts";
import { findCompanyAt } from "#station/sync/transport/look-up.ts";
import { ask, enrol } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { it } from "#test/helpers/station-fixture.ts";

const ENROLMENT = "test-enrolment-code-1";
const KNOWN = "91420000MA00YH0023";
const NOBODY = "91420000MA00YH0010";
const pglite = centreStores.filter(({ store }) => store === "pglite");

describe.each(pglite)("the company register of a centre on $store", ({ open }) => {
  let store: TestStore;
  let centre: RunningCentre;
  let bare: RunningCentre;
  let token = "";
  beforeAll(async () => {
    store = await open();
    const options = {
      sql: store.sql,
      port: 0,
      now: () => "2026-11-20T01:00:00.000Z",
      enrolmentCodes: [{ hallName: "示例大厅", code: ENROLMENT }],
    };
    centre = await startCentre({ ...options, register: demoRegister() });
    bare = await startCentre(options);
    ({ token } = await enrol(centre.url, ENROLMENT));
  });
  afterAll(async () => {
    await centre.close();
    await bare.close();
    await store.remove();
  });
  const find = (code: string, url = centre.url, use = token) =>
    findCompany(() => ({ link: linkTo(url), token: use }), code);

  it("row 5: gives a company's data with its source and date, however the code was typed", async () => {
    const company = {
      creditCode: KNOWN,
      name: "云海样品有限公司",
      legalRepresentative: "示例法人甲",
      standing: "in-business",
      asOf: "2026-11-01",
    };
    expect(await find(KNOWN)).toMatchObject({ kind: "found", company });
    expect(await find(` ${KNOWN.toLowerCase()} `)).toMatchObject({ kind: "found", company });
  });

  it("row 5: says that the register knows none, which is not the same as not having asked", async () => {
    expect(await find(NOBODY)).toEqual({ kind: "not-found" });
    const unconnected = await find(KNOWN, bare.url);
    expect(unconnected.kind === "unavailable" && unconnected.why.zh).toContain("没有接入企业登记库");
    const stranger = await find(KNOWN, centre.url, "x".repeat(43));
    expect(stranger.kind === "unavailable" && stranger.why.zh).toContain("未在中心平台注册");
  });

  it("row 5: gives a project's data by its code, with or without hyphens", async () => {
    const access = () => ({ link: linkTo(centre.url), token });
    expect(await findProject(access, "2026-420000-04-01-123456")).toMatchObject({
      kind: "found",
      project: { name: "云海样品二期厂房", organisation: "云海样品有限公司", asOf: "2026-11-01" },
    });
    expect(await findProject(access, "20264200000401123456")).toMatchObject({ kind: "found" });
    expect(await findProject(access, "2026-420000-04-01-000000")).toEqual({ kind: "not-found" });
    expect(await findProject(access, "2026")).toMatchObject({ kind: "unavailable" });
  });

  it("row 5: an earlier look-up stays available offline, marked with its time, until the register no longer knows it", async ({
    openTestStation,
  }) => {
    let now = "2026-11-20T01:00:00.000Z";
    const { context } = await openTestStation({ now: () => now });
    const up = () => ({ link: linkTo(centre.url), token });
    const down = () => ({ link: linkTo("http://127.0.0.1:9"), token });
    expect(await lookUpCompany(context, down, KNOWN)).toMatchObject({ kind: "unavailable" });
    expect(await lookUpCompany(context, up, KNOWN)).toEqual({
      kind: "found",
      company: expect.objectContaining({ name: "云海样品有限公司" }) as object,
    });
    expect(await lookUpProject(context, up, "2026-420000-04-01-123456")).not.toHaveProperty("kept");
    now = "2026-11-23T01:00:00.000Z";
    const kept = { askedAt: "2026-11-20T01:00:00.000Z", why: { zh: expect.stringContaining("中心平台") as string } };
    expect(await lookUpCompany(context, down, ` ${KNOWN.toLowerCase()}`)).toMatchObject({
      kind: "found",
      company: { name: "云海样品有限公司", asOf: "2026-11-01" },
      kept,
    });
    expect(await lookUpProject(context, () => null, "20264200000401123456")).toMatchObject({
      kind: "found",
      project: { name: "云海样品二期厂房" },
      kept: { askedAt: kept.askedAt },
    });
    // A wrong code was never asked for, so nothing is kept of it.
    expect(await lookUpCompany(context, down, "91420000MA00YH0028")).toMatchObject({ kind: "unavailable" });
    keepRegisterEntry(context.db, { kind: "company", code: NOBODY, body: "{}", at: now });
    expect(await lookUpCompany(context, up, NOBODY)).toEqual({ kind: "not-found" });
    expect(await lookUpCompany(context, down, NOBODY)).toMatchObject({ kind: "unavailable" });
  });

  it("row 5: does not ask for a code with a wrong check character, and the centre refuses one", async () => {
    const wrong = await findCompany(() => {
      throw new Error("asked");
    }, "91420000MA00YH0028");
    expect(wrong.kind === "unavailable" && wrong.why.zh).toContain("校验位不对");
    expect(await ask(centre.url, "GET", "/v1/register/companies/91420000MA00YH0028", { token })).toMatchObject({
      status: 422,
      body: { fields: [{ path: "creditCode" }] },
    });
    expect((await ask(centre.url, "GET", `/v1/register/companies/${KNOWN}`)).status).toBe(401);
  });

  it("row 5: says so when there is no centre, when it is gone, and when it does not answer in time", async () => {
    expect(await findCompany(() => null, KNOWN)).toMatchObject({
      kind: "unavailable",
      why: { zh: "中心平台尚未连接。" },
    });
    expect(await find(KNOWN, "http://127.0.0.1:9")).toMatchObject({ kind: "unavailable" });
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    expect(await findCompanyAt(linkTo(url), token, KNOWN, 100)).toMatchObject({
      kind: "unavailable",
      why: { zh: "登记库在 3 秒内没有应答。" },
    });
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });

  it("row 5: takes a sign-in page of the network for no answer, whatever its status", async () => {
    const portal = createServer((_request, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<html>login</html>"),
    );
    await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
    expect(await find(KNOWN, `http://127.0.0.1:${(portal.address() as AddressInfo).port}`)).toMatchObject({
      kind: "unavailable",
      why: { zh: "应答不是中心平台的。" },
    });
    portal.closeAllConnections();
    await new Promise((resolve) => portal.close(resolve));
  });
});
