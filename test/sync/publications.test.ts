import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createHall } from "#central/domain/administer.ts";
import { publishCalendar, publishProfile } from "#central/domain/publish.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { enrolAtCentre } from "#station/sync/transport/centre-link.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { viewPublications } from "#station/sync/publications/publications.ts";
import { trustKey } from "#station/sync/publications/trusted-keys.ts";
import { startSync } from "#station/sync/start-sync.ts";
import { hasYear } from "#shared/time/calendar.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { laterYunhai, makeSigner, putYunhai } from "#test/helpers/signed-rules.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const CODE = "publications-test-code";
const clock = new HandClock("2026-09-18T01:00:00.000Z");
let store: TestStore;
let centre: RunningCentre;
const open: OpenStation[] = [];

beforeAll(async () => {
  const [postgres] = centreStores;
  if (postgres === undefined) throw new Error("no store");
  store = await postgres.open();
});

/** Each test has a hall of its own: what went to one must not reach the next. */
async function openTestStation(
  trusting: string[],
  at = clock,
): Promise<{ station: OpenStation; name: string; dir: string }> {
  const name = `示例大厅${randomUUID().slice(0, 8)}`;
  centre ??= await startCentre({
    sql: store.sql,
    port: 0,
    now: clock.now,
    enrolmentCodes: [{ hallName: "示例大厅", code: CODE }],
  });
  const { enrolmentCode } = await createHall(store.sql, name, clock.now);
  const dir = ownFolder();
  putYunhai(dir);
  for (const key of trusting) trustKey(dir, key);
  const station = await openStation(dir, { now: at.now });
  open.push(station);
  await enrolAtCentre(station.context, centre.url, enrolmentCode);
  return { station, name, dir };
}

afterEach(() => {
  for (const station of open.splice(0)) station.close();
});

afterAll(async () => {
  await centre?.close();
  await store?.remove();
});

async function sync({ context }: OpenStation): Promise<void> {
  const outbox = startSync(context, (error) => {
    throw error;
  });
  await outbox.ready;
  await outbox.outboxWorker.retryNow();
  expect((await outbox.pull.pullNow()).failed).toBeNull();
  await outbox.close();
}

const versionAt = ({ context }: OpenStation) => context.profiles.get("yunhai").profile.version;
const states = ({ context }: OpenStation) =>
  viewPublications(context).lines.map(({ title, state, reason }) => [title.en, state, reason?.code ?? null]);
const take = ({ context }: OpenStation) =>
  submitApplication(context, operatorAt(context), { key: randomUUID(), body: yunhaiDraft() });

describe("signed rules from the centre", () => {
  it("row 69: a record queued under version 3 is sent, printed and handled under it after version 4; new applications use 4", async () => {
    const signer = makeSigner(ownFolder());
    const { station, name, dir } = await openTestStation([signer.publicKey]);
    const { context } = station;
    const before = take(station);
    expect(before).toMatchObject({ profileVersion: 3, routes: [{ route: "direct" }] });
    const { file, signature } = signer.sign(laterYunhai(4));
    expect(await publishProfile(store.sql, { file, signature, halls: [name] }, clock.now)).toMatchObject({
      name: "yunhai",
      version: 4,
      key: signer.key,
      halls: 1,
    });
    // Pulled before the queued record was sent: the record waits under its own rules.
    const outbox = startSync(context, (error) => {
      throw error;
    });
    await outbox.pull.pullNow();
    expect(versionAt(station)).toBe(4);
    await outbox.outboxWorker.retryNow();
    await outbox.close();
    expect(states(station)).toEqual([["Rules of Yunhai, version 4", "in-force", null]]);
    const [sent] = await store.sql.query("select payload from entries where application_id = $1", [before.id]);
    expect(JSON.parse(String(sent?.["payload"]))).toMatchObject({
      profileVersion: 3,
      acceptanceNumber: before.acceptanceNumber,
    });

    const paper = dataOfApplication(context, getApplicationRow(context, before.id), "original", {
      kind: "unified-form",
    });
    expect([paper.profile.version, paper.profile.form.title]).toEqual([3, "云海市联办申请表"]);
    const [printed = ""] = (await readPdf((await renderDocument(paper, "unified-form")).bytes)).pages;
    expect([printed.includes("云海市联办申请表"), printed.includes("云海市联办申请表（4）")]).toEqual([true, false]);
    // A survey is evaluated by the rules under which the application was accepted: 1 m went direct then, and does not now.
    const facts = [{ utility: "water", on: "2026-09-18", crossings: [], lineLengthMm: 1200, green: null }];
    const surveyed = performAct(context, operatorAt(context), {
      applicationId: before.id,
      shownVersion: 1,
      act: { kind: "survey.recorded", on: "2026-09-18", facts, findings: "" },
    });
    expect(surveyed.state.routes).toMatchObject([{ route: "direct" }]);
    expect(viewApplication(context, getApplicationRow(context, before.id)).profileVersion).toBe(3);

    const after = submitApplication(context, operatorAt(context), {
      key: randomUUID(),
      body: yunhaiDraft({
        form: { header: { applicant: "示例乙公司", site: "云海路 2 号", contact: "示例人", phone: "13800000001" } },
      }),
    });
    expect(after).toMatchObject({ profileVersion: 4, routes: [{ route: "commitment" }] });
    await sync(station);
    // The rules that were replaced lie beside the new ones.
    const [kept = ""] = readdirSync(join(dir, "profiles", "earlier"));
    expect(JSON.parse(readFileSync(join(dir, "profiles", "earlier", kept), "utf8"))).toMatchObject({ version: 3 });
    station.close();
    open.splice(open.indexOf(station), 1);
    const again = await openStation(dir, { now: clock.now });
    open.push(again);
    expect(versionAt(again)).toBe(4);
    expect(viewApplication(again.context, getApplicationRow(again.context, before.id)).profileVersion).toBe(3);
  });

  it("are quarantined when no trusted key has signed them, and applied by themselves once a person trusts the key", async () => {
    const signer = makeSigner(ownFolder());
    const { station, name, dir } = await openTestStation([]);
    const { file, signature } = signer.sign(laterYunhai(4));
    await publishProfile(store.sql, { file, signature, halls: [name] }, clock.now);
    await sync(station);
    expect(versionAt(station)).toBe(3);
    expect(states(station)).toEqual([["Rules of Yunhai, version 4", "set-aside", "publication-unknown-key"]]);
    expect(viewPublications(station.context).lines[0]?.reason?.what.zh).toContain(
      (signer.key.slice(0, 32).match(/.{4}/g) ?? []).join(" "),
    );
    trustKey(dir, signer.publicKey);
    await sync(station);
    expect(versionAt(station)).toBe(4);
    expect(states(station)).toEqual([["Rules of Yunhai, version 4", "in-force", null]]);
    expect(
      station.context.db.prepare("SELECT verb FROM audit WHERE verb LIKE 'publication.%' ORDER BY seq").pluck().all(),
    ).toEqual(["publication.setAside", "publication.taken"]);
  });

  it("wait for the day from which they apply", async () => {
    const signer = makeSigner(ownFolder());
    const { station, name, dir } = await openTestStation([signer.publicKey]);
    const { file, signature } = signer.sign(laterYunhai(4, (profile) => (profile.effectiveFrom = "2026-09-21")));
    await publishProfile(store.sql, { file, signature, halls: [name] }, clock.now);
    await sync(station);
    expect([versionAt(station), ...states(station)]).toEqual([3, ["Rules of Yunhai, version 4", "waiting", null]]);
    clock.advance(3 * 86_400_000);
    // Opened that morning, with the centre out of reach.
    station.close();
    open.splice(open.indexOf(station), 1);
    const again = await openStation(dir, { now: clock.now });
    open.push(again);
    expect([versionAt(again), ...states(again)]).toEqual([4, ["Rules of Yunhai, version 4", "in-force", null]]);
  });
});

describe("a year's holidays from the centre", () => {
  const year2027 = (over: object = {}) =>
    JSON.stringify({
      year: 2027,
      papers: ["https://example.invalid/2027"],
      days: [{ name: "元旦", date: "2027-01-01", isOffDay: true }],
      ...over,
    });

  it("make the due day of an open application known without touching its record; a correction needs a higher revision", async () => {
    const signer = makeSigner(ownFolder());
    const { station, name, dir } = await openTestStation([signer.publicKey], new HandClock("2026-12-30T01:00:00.000Z"));
    const { context } = station;
    const { id } = submitApplication(context, operatorAt(context), {
      key: randomUUID(),
      body: yunhaiDraft({ outsideLines: [] }),
    });
    performAct(context, operatorAt(context), {
      applicationId: id,
      shownVersion: 1,
      act: { kind: "approval.applied", utility: "water" },
    });
    const due = () =>
      viewApplication(context, getApplicationRow(context, id))
        .deadlines.filter(({ deadline: clock }) => clock === "joint-approval")
        .map(({ dueOn, note }) => [dueOn, note?.en ?? null]);
    const record = () => context.db.prepare("SELECT hash, version FROM applications WHERE id = ?").get(id);
    const [unknownDue, recorded] = [due(), record()];
    const publish = async (text: string) => {
      const { file, signature } = signer.sign(text);
      return publishCalendar(store.sql, { file, signature, halls: [name] }, clock.now);
    };
    expect(hasYear(context.calendars, 2027)).toBe(false);
    await publish(year2027());
    await sync(station);
    expect(hasYear(context.calendars, 2027)).toBe(true);
    expect(existsSync(join(dir, "calendars", "2027.json"))).toBe(true);
    expect(unknownDue).toEqual([[null, expect.stringContaining("2027 is missing")]]);
    expect(due()[0]?.[0]).toBe("2027-01-05");
    expect(record()).toEqual(recorded);
    await expect(
      publish(year2027({ days: [{ name: "元旦", date: "2027-01-02", isOffDay: true }] })),
    ).rejects.toMatchObject({ problem: { code: "not-newer" } });
    await publish(year2027({ revision: 1, days: [{ name: "元旦", date: "2027-01-02", isOffDay: true }] }));
    await sync(station);
    expect(context.calendars[2027]?.days.map(({ date }) => date)).toEqual(["2027-01-02"]);
    expect(states(station)).toEqual([
      ["Holidays of 2027, correction 1", "in-force", null],
      ["Holidays of 2027", "replaced", null],
    ]);
  });
});
