import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { enrolAtCentre } from "#station/sync/transport/centre-link.ts";
import { performAct } from "#station/cases/acts.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { startSync } from "#station/sync/start-sync.ts";
import type { Act } from "#shared/case/act.ts";
import {
  AcceptedReports,
  AgencyApplication,
  AgencyPage,
  AgencyReceipt,
  AgencyReports,
} from "#shared/contract/centre/agency.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";
import { CentreProblem } from "#shared/contract/centre/push.ts";
import { addFeedItems } from "#central/db/feed-items.ts";
import { ensureHall } from "#central/db/halls.ts";
import { newEpoch } from "#central/domain/epoch.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { ask, enrol } from "#test/helpers/centre-client.ts";
import { runCentre } from "#test/helpers/centre-process.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const CODES = ["agency-test-code-one", "agency-test-code-two"];
const clock = new HandClock("2026-09-18T00:30:00.000Z");
let postgres: TestDatabases;
let url = "";
let sql: Sql;
let centre: RunningCentre;
const halls: OpenStation[] = [];
const tokens: Record<string, string> = {};

async function sync({ context }: OpenStation): Promise<void> {
  const outbox = startSync(context, (error) => {
    throw error;
  });
  await outbox.ready;
  await outbox.outboxWorker.retryNow();
  expect((await outbox.pull.pullNow()).failed).toBeNull();
  await outbox.close();
}

const register = async (name: string, ...args: string[]): Promise<void> => {
  const made = await runCentre(["create-agency", name, ...args], { DATABASE_URL: url });
  expect(made).toMatchObject({ code: 0, err: "" });
  tokens[name] = String((JSON.parse(made.out) as { token: unknown }).token);
};

beforeAll(async () => {
  postgres = await openDatabases();
  url = await postgres.newDatabase();
  sql = await openPostgres(url);
  centre = await startCentre({
    sql,
    port: 0,
    now: clock.now,
    enrolmentCodes: CODES.map((code, nth) => ({ hallName: `${nth + 1}号大厅`, code })),
  });
  for (const code of CODES) {
    const open = await openStation(ownFolder(), { now: clock.now, ...testProfiles() });
    await enrolAtCentre(open.context, centre.url, code);
    halls.push(open);
  }
  await register("示例水司", "--utility", "water", "--hall", "1号大厅");
  await register("示例电司", "--utility", "power", "--hall", "1号大厅", "--hall", "2号大厅");
  await register("示例城管局", "--hall", "1号大厅");
});

afterAll(async () => {
  halls.forEach((station) => station.close());
  await centre?.close();
  await sql?.close();
  await postgres?.stop();
});

const hall = (nth: number): OpenStation => {
  const found = halls[nth];
  if (found === undefined) throw new Error("no such hall");
  return found;
};
const token = (name: string): { token: string } => ({ token: tokens[name] ?? "" });
const list = async (name: string, after = ""): Promise<AgencyPage> =>
  AgencyPage.parse(
    (await ask(centre.url, "GET", `/v1/party/applications${after === "" ? "" : `?after=${after}`}`, token(name))).body,
  );
const report = (name: string, key: string, body: object) =>
  ask(centre.url, "PUT", `/v1/party/reports/${key}`, { ...token(name), body });
const take = (nth: number, changes: Parameters<typeof yunhaiDraft>[0] = {}) =>
  submitApplication(hall(nth).context, operatorAt(hall(nth).context), {
    key: randomUUID(),
    body: yunhaiDraft(changes),
  });

it("each agency lists the new applications of its utility and halls, with its own part of the form only", async () => {
  const form = {
    header: { applicant: "示例𠮷记公司", site: "云海路 1 号", contact: "示例人", phone: "13800000000" },
    water: { demand: { amount: "12.5", unit: "tonnes-per-day" } },
    power: { mainCapacity: { amount: "80", unit: "kva" } },
  };
  const both = take(0, { utilities: ["water", "power"], form, outsideLines: [], noOutsideLine: ["water", "power"] });
  const far = take(1, {
    utilities: ["power"],
    form: { header: form.header, power: form.power },
    outsideLines: [],
    noOutsideLine: ["power"],
  });
  for (const each of halls) await sync(each);
  const water = await list("示例水司");
  expect(water.applications).toMatchObject([
    {
      applicationId: both.id,
      acceptanceNumber: both.acceptanceNumber,
      hall: "1号大厅",
      utilities: ["water", "power"],
      form: { header: { applicant: "示例𠮷记公司" } },
    },
  ]);
  expect(JSON.stringify(water)).not.toContain('"power":{');
  const power = await list("示例电司");
  expect(power.applications.map(({ applicationId }) => applicationId).sort()).toEqual([both.id, far.id].sort());
  expect(Object.keys(power.applications[0]?.form ?? {})).not.toContain("water");
  expect((await list("示例电司", power.cursor)).applications).toEqual([]);
  expect((await ask(centre.url, "GET", "/v1/party/applications?after=1%20or%201", token("示例电司"))).status).toBe(422);
});

it("reports of a utility and a department appear once in the case's history at the window, and change no record", async () => {
  const taken = take(0, {
    outsideLines: [{ utility: "water", on: "2026-09-18", crossings: [], lineLengthMm: 900_000, green: null }],
  });
  await sync(hall(0));
  expect((await list("示例城管局")).applications.map(({ applicationId }) => applicationId)).toContain(taken.id);
  const key = randomUUID();
  const survey = { kind: "survey.dated", applicationId: taken.id, on: "2026-09-21", text: "上午到场" };
  const first = await report("示例水司", key, survey);
  expect(first.status).toBe(201);
  const again = await report("示例水司", key, survey);
  expect(again.status).toBe(200);
  expect(again.body).toEqual({ ...AgencyReceipt.parse(first.body), duplicate: true });
  expect((await report("示例水司", key, { ...survey, on: "2026-09-22" })).status).toBe(409);
  clock.advance(60_000);
  expect(
    (
      await report("示例水司", randomUUID(), {
        kind: "progress.reported",
        applicationId: taken.id,
        on: "2026-09-18",
        step: "survey-done",
      })
    ).status,
  ).toBe(201);
  clock.advance(60_000);
  expect(
    (
      await report("示例城管局", randomUUID(), {
        kind: "opinion.given",
        applicationId: taken.id,
        on: "2026-09-18",
        agrees: false,
        text: "须避让行道树",
      })
    ).status,
  ).toBe(201);
  for (const _ of ["1", "2"]) await sync(hall(0));
  const view = viewCase(hall(0).context, taken.id, "clerk");
  expect(view.centreMessages.map(({ label, alert }) => [label.zh, alert])).toEqual([
    ["踏勘日期：2026-09-21", false],
    ["用水报装：已踏勘", false],
    ["部门意见：不同意", true],
  ]);
  expect(view.centreMessages[2]?.parts.map(({ zh }) => zh)).toEqual(["示例城管局 · 2026-09-18", "须避让行道树"]);
  expect(view).toMatchObject({ version: 1, acts: [] });
});

it("no agency reports for another utility, hall or kind; a revoked one or a station not at all; an agency is no station", async () => {
  const mine = take(0);
  const far = take(1, {
    form: { header: { applicant: "远处示例公司", site: "云海路 9 号", contact: "示例人", phone: "13800000000" } },
  });
  for (const each of halls) await sync(each);
  const progress = (applicationId: string) => ({
    kind: "progress.reported",
    applicationId,
    on: "2026-09-21",
    step: "received",
  });
  for (const [name, applicationId] of [
    ["示例电司", mine.id],
    ["示例水司", far.id],
    ["示例水司", randomUUID()],
  ] as const)
    expect((await report(name, randomUUID(), progress(applicationId))).status).toBe(404);
  const wrong = await report("示例水司", randomUUID(), {
    kind: "opinion.given",
    applicationId: mine.id,
    on: "2026-09-21",
    agrees: true,
  });
  expect([wrong.status, CentreProblem.parse(wrong.body).fields[0]?.path]).toEqual([422, "kind"]);
  expect((await report("示例城管局", randomUUID(), progress(mine.id))).status).toBe(422);
  const station = await enrol(centre.url, CODES[0] ?? "");
  expect((await ask(centre.url, "GET", "/v1/party/applications", { token: station.token })).status).toBe(401);
  for (const path of ["/v1/standing", "/v1/feed", `/v1/applications/${mine.id}`])
    expect((await ask(centre.url, "GET", path, token("示例水司"))).status).toBe(401);
  expect((await runCentre(["--revoke-party", "示例水司"], { DATABASE_URL: url })).code).toBe(0);
  expect((await report("示例水司", randomUUID(), progress(mine.id))).status).toBe(401);
  for (const [args, words] of [
    [["--create-party", "示例电司", "--hall", "1号大厅"], "已登记过"],
    [["--create-party", "新单位", "--hall", "没有的大厅"], "没有登记过"],
    [["--create-party", "新单位"], "须至少给出一个大厅"],
    [["--create-party", "新单位", "--hall", "1号大厅", "--utility", "水"], "业务代码"],
  ] as const) {
    const refused = await runCentre([...args], { DATABASE_URL: url });
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toContain(words);
  }
});

it("two instances that get one report at once store it once and send it to the window once", async () => {
  const second = await startCentre({ sql, port: 0, now: clock.now });
  try {
    const taken = take(0, { utilities: ["power"], outsideLines: [], noOutsideLine: ["power"] });
    await sync(hall(0));
    const key = randomUUID();
    const body = { kind: "progress.reported", applicationId: taken.id, on: "2026-09-18", step: "connected", text: "" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        ask(nth % 2 === 0 ? centre.url : second.url, "PUT", `/v1/party/reports/${key}`, { ...token("示例电司"), body }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map((answer) => AgencyReceipt.parse(answer.body).receipt)).size).toBe(1);
    await sync(hall(0));
    expect(
      viewCase(hall(0).context, taken.id, "clerk").centreMessages.filter(({ label }) => label.zh.includes("已接通")),
    ).toHaveLength(1);
  } finally {
    await second.close();
  }
});

const act = (nth: number, applicationId: string, shownVersion: number, done: Act) =>
  performAct(hall(nth).context, operatorAt(hall(nth).context), { applicationId, shownVersion, act: done });
const longLine: OutsideLine = {
  utility: "water",
  on: "2026-09-18",
  crossings: [],
  lineLengthMm: 900_000,
  green: null,
};
const header = { applicant: "示例𠮷记公司", site: "云海路 1 号", contact: "示例人", phone: "13800000001" };

it("row 99: a case whose survey leads to a joint approval enters the departments' list, and their opinion is taken", async () => {
  const taken = take(0, { form: { header: { ...header, site: "云海路 21 号" } } });
  await sync(hall(0));
  const before = await list("示例城管局");
  expect(before.applications.map(({ applicationId }) => applicationId)).not.toContain(taken.id);
  const opinion = { kind: "opinion.given", applicationId: taken.id, on: "2026-09-18", agrees: true };
  expect((await report("示例城管局", randomUUID(), opinion)).status).toBe(404);
  act(0, taken.id, 1, { kind: "survey.recorded", on: "2026-09-18", facts: [longLine], findings: "" });
  await sync(hall(0));
  const after = await list("示例城管局", before.cursor);
  expect(after.applications).toMatchObject([{ applicationId: taken.id, version: 2, outsideLines: [longLine] }]);
  expect((await report("示例城管局", randomUUID(), opinion)).status).toBe(201);
});

it("row 99: what changes is listed again after the cursor: a corrected telephone, surveyed facts, the end of the case", async () => {
  const taken = take(0, {
    utilities: ["power"],
    form: { header: { ...header, site: "云海路 22 号" } },
    outsideLines: [{ ...longLine, utility: "power", lineLengthMm: 1000 }],
  });
  await sync(hall(0));
  const first = await list("示例电司");
  expect(first.applications.at(-1)).toMatchObject({ applicationId: taken.id, version: 1, over: null });
  act(0, taken.id, 1, {
    kind: "details.corrected",
    reason: "录入有误",
    changes: [{ section: "header", field: "phone", value: "13800002222" }],
  });
  await sync(hall(0));
  const second = await list("示例电司", first.cursor);
  expect(second.applications).toMatchObject([
    { applicationId: taken.id, version: 2, status: "accepted", form: { header: { phone: "13800002222" } } },
  ]);
  act(0, taken.id, 2, {
    kind: "survey.recorded",
    on: "2026-09-18",
    facts: [{ ...longLine, utility: "power", lineLengthMm: 2000 }],
    findings: "",
  });
  await sync(hall(0));
  const third = await list("示例电司", second.cursor);
  expect(third.applications).toMatchObject([{ version: 3, outsideLines: [{ lineLengthMm: 2000 }] }]);
  act(0, taken.id, 3, { kind: "connection.made", utility: "power", on: "2026-09-18" });
  act(0, taken.id, 4, { kind: "case.closed", on: "2026-09-18" });
  await sync(hall(0));
  const last = await list("示例电司", third.cursor);
  expect(last.applications).toMatchObject([
    { version: 5, status: "closed", over: "closed", form: { header: { phone: "13800002222" } } },
  ]);
});

it("row 99: a withdrawn case says so in each list and takes no more reports; what was accepted before keeps its receipt", async () => {
  const taken = take(0, { outsideLines: [longLine], form: { header: { ...header, site: "云海路 23 号" } } });
  await sync(hall(0));
  const key = randomUUID();
  const opinion = { kind: "opinion.given", applicationId: taken.id, on: "2026-09-18", agrees: true };
  const accepted = await report("示例城管局", key, opinion);
  expect(accepted.status).toBe(201);
  const { cursor } = await list("示例城管局");
  act(0, taken.id, 1, { kind: "application.withdrawn", reason: "申请人改期" });
  await sync(hall(0));
  expect((await list("示例城管局", cursor)).applications).toMatchObject([
    { applicationId: taken.id, status: "withdrawn", over: "withdrawn" },
  ]);
  const late = await report("示例城管局", randomUUID(), opinion);
  expect(late.status).toBe(409);
  expect(CentreProblem.parse(late.body)).toMatchObject({ code: "case-over", held: null });
  const again = await report("示例城管局", key, opinion);
  expect([again.status, again.body]).toEqual([200, { ...AgencyReceipt.parse(accepted.body), duplicate: true }]);
});

/** An application of water and power with an outside line that needs a joint approval, at the first hall's centre. */
async function joint(site: string, changes: Parameters<typeof yunhaiDraft>[0] = {}): Promise<string> {
  const power = { ...longLine, utility: "power" };
  const form = { header: { ...header, site } };
  const { id } = take(0, { utilities: ["power"], form, outsideLines: [power], ...changes });
  await sync(hall(0));
  return id;
}
const progress = (applicationId: string, step: string, more: object = {}) => ({
  kind: "progress.reported",
  applicationId,
  on: "2026-09-18",
  step,
  ...more,
});
const opinionOn = (applicationId: string, agrees: boolean, more: object = {}) => ({
  kind: "opinion.given",
  applicationId,
  on: "2026-09-18",
  agrees,
  ...more,
});
const wrongPaths = async (answer: Promise<{ status: number; body: unknown }>): Promise<string[]> => {
  const { status, body } = await answer;
  expect(status).toBe(422);
  return CentreProblem.parse(body).fields.map(({ path }) => path);
};

it("row 99: two agencies that use one key both reach the window", async () => {
  const id = await joint("云海路 31 号");
  const key = randomUUID();
  expect((await report("示例电司", key, progress(id, "received"))).status).toBe(201);
  clock.advance(60_000);
  expect((await report("示例城管局", key, opinionOn(id, true))).status).toBe(201);
  await sync(hall(0));
  expect(viewCase(hall(0).context, id, "clerk").centreMessages.map(({ label }) => label.zh)).toEqual([
    "用电报装：已接单",
    "部门意见：同意",
  ]);
});

it("row 99: a report to one hall does not wait while the feed of another is written", async () => {
  const id = await joint("云海路 35 号");
  const other = await ensureHall(sql, "2号大厅", clock.now());
  await sql
    .transaction(async (tx) => {
      await addFeedItems(tx, [{ hallId: other.id, id: randomUUID(), body: "{}" }]);
      expect((await report("示例电司", randomUUID(), progress(id, "received"))).status).toBe(201);
      throw new Error("not written");
    })
    .catch((error: unknown) => expect(error).toMatchObject({ message: "not written" }));
});

it("row 99: the list says what is asked, of the caller's own part only, and who was shown it is kept", async () => {
  const power = { mainCapacity: { amount: "80", unit: "kva" } };
  const water = { demand: { amount: "12.5", unit: "tonnes-per-day" } };
  const id = await joint("云海路 32 号", { form: { header: { ...header, site: "云海路 32 号" }, power, water } });
  act(0, id, 1, { kind: "approval.applied", utility: "power" });
  await sync(hall(0));
  const single = await ask(centre.url, "GET", `/v1/party/applications/${id}`, token("示例电司"));
  const shown = AgencyApplication.parse(single.body);
  expect(Object.keys(shown.form)).toEqual(["header", "power"]);
  expect(shown).toMatchObject({
    service: null,
    channel: "counter",
    profile: { id: "yunhai", version: 3 },
    routes: [{ utility: "power", route: "joint-approval" }],
    caseOwner: { name: operatorAt(hall(0).context).operator.name },
  });
  expect(shown.routes[0]?.reasons.length).toBeGreaterThan(0);
  const due = viewApplication(hall(0).context, getApplicationRow(hall(0).context, id)).deadlines.flatMap(
    ({ deadline, dueAt }) => (dueAt === null ? [] : [{ deadline, dueAt }]),
  );
  expect(due.length).toBeGreaterThan(0);
  expect(shown.deadlines.map(({ deadline, dueAt }) => ({ deadline, dueAt }))).toEqual(due);
  const department = await ask(centre.url, "GET", `/v1/party/applications/${id}`, token("示例城管局"));
  expect(Object.keys(AgencyApplication.parse(department.body).form)).toEqual(["header"]);
  expect((await ask(centre.url, "GET", `/v1/party/applications/${randomUUID()}`, token("示例电司"))).status).toBe(404);
  const reads = await runCentre(["list-reads", shown.acceptanceNumber], { DATABASE_URL: url });
  expect(JSON.parse(reads.out)).toMatchObject({
    applications: [{ applicationId: id, reads: [{ agency: "示例电司", at: clock.now() }, { agency: "示例城管局" }] }],
  });
});

it("row 99: what an agency says is checked against the case and against what it said before", async () => {
  const id = await joint("云海路 33 号");
  const survey = (on: string) => report("示例电司", randomUUID(), { kind: "survey.dated", applicationId: id, on });
  expect(await wrongPaths(survey("1999-01-01"))).toEqual(["on"]);
  expect(await wrongPaths(survey("2027-09-19"))).toEqual(["on"]);
  expect((await survey("2026-09-20")).status).toBe(201);
  clock.advance(60_000);
  expect((await survey("2026-09-22")).status).toBe(201);
  const step = (name: string, more: object = {}) => report("示例电司", randomUUID(), progress(id, name, more));
  expect((await step("plan-made")).status).toBe(201);
  expect(await wrongPaths(step("received"))).toEqual(["step"]);
  expect(await wrongPaths(step("stopped"))).toEqual(["text"]);
  expect(await wrongPaths(step("connected", { on: "2026-09-19" }))).toEqual(["on"]);
  expect((await step("connected")).status).toBe(201);
  expect(await wrongPaths(step("stopped", { text: "停工" }))).toEqual(["step"]);
  const first = randomUUID();
  const opinion = (key: string, agrees: boolean, more: object = {}) =>
    report("示例城管局", key, opinionOn(id, agrees, more));
  expect(await wrongPaths(opinion(randomUUID(), true, { on: "2031-01-01" }))).toEqual(["on"]);
  expect((await opinion(first, true)).status).toBe(201);
  expect(await wrongPaths(opinion(randomUUID(), false))).toEqual(["replaces"]);
  clock.advance(60_000);
  expect((await opinion(randomUUID(), false, { replaces: first })).status).toBe(201);
  await sync(hall(0));
  const { centreMessages } = viewCase(hall(0).context, id, "clerk");
  const replaced = centreMessages.filter(({ parts }) => parts.some(({ en }) => en.includes("later report counts")));
  expect(replaced.map(({ label }) => label.zh)).toEqual(["踏勘日期：2026-09-20", "部门意见：同意"]);
});

it("row 99: an opinion names who signed it, its number and its conditions, and the window shows them", async () => {
  const id = await joint("云海路 37 号");
  const opinion = (more: object) => report("示例城管局", randomUUID(), opinionOn(id, true, { text: "可行", ...more }));
  expect(await wrongPaths(opinion({ agrees: false, conditions: "夜间施工" }))).toEqual(["conditions"]);
  const signed = { signedBy: "示例人", documentNumber: "示城〔2026〕7 号", conditions: "夜间施工" };
  expect(await wrongPaths(opinion({ ...signed, text: "长".repeat(1999) }))).toEqual(["text"]);
  expect((await opinion(signed)).status).toBe(201);
  await sync(hall(0));
  const [, text] = viewCase(hall(0).context, id, "clerk").centreMessages[0]?.parts ?? [];
  expect(text?.zh).toBe("附条件：夜间施工；可行；签发：示例人；文号：示城〔2026〕7 号");
  const own = await ask(centre.url, "GET", "/v1/party/reports?limit=100", token("示例城管局"));
  expect(AgencyReports.parse(own.body).reports.at(-1)?.report).toMatchObject(signed);
});

it("row 99: an agency reads its reports back, and notices one that a restore of the centre lost", async () => {
  const id = await joint("云海路 34 号");
  const keys = [randomUUID(), randomUUID()];
  for (const [nth, key] of keys.entries())
    await report("示例电司", key, progress(id, nth === 0 ? "received" : "survey-done"));
  const heldOf = async () =>
    AcceptedReports.parse(
      (await ask(centre.url, "POST", "/v1/party/held", { ...token("示例电司"), body: { keys } })).body,
    );
  const before = await heldOf();
  expect(before.held.map(({ key }) => key).sort()).toEqual(keys.toSorted());
  const page = async (after: string): Promise<AgencyReports> =>
    AgencyReports.parse((await ask(centre.url, "GET", `/v1/party/reports?limit=1${after}`, token("示例电司"))).body);
  const found: AgencyReports["reports"] = [];
  for (let next = await page(""); ; next = await page(`&after=${next.cursor}`)) {
    found.push(...next.reports);
    if (!next.more) break;
  }
  expect(found.slice(-2).map(({ key, report: sent }) => [key, sent])).toEqual([
    [keys[0], { ...progress(id, "received"), text: "" }],
    [keys[1], { ...progress(id, "survey-done"), text: "" }],
  ]);
  await sql.query("delete from party_reports where key = $1", [keys[1] ?? ""]);
  await newEpoch(sql, clock.now);
  const after = await heldOf();
  expect(after.epoch).not.toBe(before.epoch);
  expect(after.held.map(({ key }) => key)).toEqual([keys[0]]);
  expect((await report("示例电司", keys[1] ?? "", progress(id, "survey-done"))).status).toBe(201);
});

it("row 99: an unknown parameter is refused instead of being passed over; a page has as many rows as asked for", async () => {
  const asked = (query: string) => ask(centre.url, "GET", `/v1/party/applications${query}`, token("示例电司"));
  expect(AgencyPage.parse((await asked("?limit=2")).body).applications).toHaveLength(2);
  expect(await wrongPaths(asked("?limit=2&hall=1&since=2026"))).toEqual(["hall", "since"]);
  for (const limit of ["0", "101", "x"]) expect(await wrongPaths(asked(`?limit=${limit}`))).toEqual(["limit"]);
  const unknown = await ask(centre.url, "GET", "/v1/party/applications", { token: "x".repeat(40) });
  expect(unknown.status).toBe(401);
  expect(CentreProblem.parse(unknown.body).what.zh).toContain("在册单位");
});
