import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newEpoch } from "#central/domain/epoch.ts";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { countOpenWarnings } from "#test/helpers/open-warnings.ts";
import { startDeadlineMonitor } from "#station/supervision/deadline-monitor.ts";
import { listDay } from "#station/records/application.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { viewWorklist } from "#station/supervision/worklist.ts";
import { findDuplicates } from "#station/intake/duplicates.ts";
import { acceptHandover, offerHandover } from "#station/cases/handover.ts";
import { replaceStandIns } from "#station/sync/feed/remote-rules.ts";
import { searchApplications } from "#station/search/search.ts";
import { fixtureProfiles } from "#test/helpers/hall.ts";
import { setWindows, type TestWindow } from "#test/helpers/hall-windows.ts";
import { codeOf } from "#test/helpers/problem-of.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const set = setWindows();

/** What of a window's own must not be touched by what comes from others. */
const ownRows = ({ context }: TestWindow) =>
  ["outbox_entries", "number_series", "print_jobs", "drafts"].map((table) =>
    context.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  );

it("a second window sees what the first did, with number, history, case owner and place of intake; its own rows unchanged", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const id = one.take();
  one.correct(id, { phone: "13900009999" });
  one.act(id, { kind: "survey.scheduled", on: "2026-09-18" });
  const offered = offerHandover(one.context, one.actor("clerk-1"), {
    applicationId: id,
    shownVersion: 3,
    toOperatorId: "clerk-2",
    note: "换班",
  });
  acceptHandover(one.context, one.actor("clerk-2"), offered.outgoing[0]?.id ?? "");
  await one.sync();
  const before = ownRows(two);
  await two.sync();
  const [there, here] = [one.shown(id), two.shown(id)];
  expect(here).toMatchObject({
    acceptanceNumber: there.acceptanceNumber,
    version: 4,
    hash: there.hash,
    status: there.status,
    remote: { window: "1号窗口" },
    dutyHolder: { operatorId: "clerk-2", name: "示例经办乙" },
  });
  expect(there.remote).toBeUndefined();
  expect(here.content).toEqual(there.content);
  expect(here.view.state).toEqual(there.view.state);
  expect(here.view.acts.map(({ act, window, by }) => [act.kind, window, by])).toEqual([
    ["details.corrected", "1号窗口", "示例经办甲"],
    ["survey.scheduled", "1号窗口", "示例经办甲"],
  ]);
  expect(here.view.centreMessages.map(({ label }) => label.zh)).toEqual(["1号窗口：移交已接收"]);
  expect(here.contacts.map(({ operatorId }) => operatorId)).toEqual(["clerk-1", "clerk-2"]);
  for (const text of ["𠮷记", "9999", there.acceptanceNumber.slice(-8)])
    expect(searchApplications(two.context, text).lines).toMatchObject([{ id, window: "1号窗口", remote: true }]);
  expect(dataOfApplication(two.context, getApplicationRow(two.context, id), "copy").window).toBe("1号窗口");
  expect(ownRows(two)).toEqual(before);
  // A case at another window is a likely duplicate here too.
  expect(
    findDuplicates(two.context, yunhaiDraft({ form: { header: { applicant: "示例𠮷记公司", site: "云海路 1 号" } } })),
  ).toMatchObject([{ id, window: "1号窗口" }]);
  expect(findBrokenLink(two.context.db)).toBeNull();
  expect(JSON.stringify(listAudit(two.context.db, id))).not.toMatch(/𠮷记|13900009999/);
  expect(two.context.db.pragma("foreign_key_check")).toEqual([]);
});

it("what comes again changes nothing: a feed read from its beginning, and a restored centre", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const ids = [one.take(), two.take(), one.take()];
  one.correct(ids[0] ?? "", { contact: "示例更正人" });
  for (const window of [one, two, one, two]) await window.sync();
  const all = () =>
    [one, two].map((window) => [
      window.context.db.prepare("SELECT id, version, hash, status FROM applications ORDER BY id").all(),
      window.context.db.prepare("SELECT application_id, seq, kind FROM acts ORDER BY 1, 2").all(),
      window.outbox(),
      window.context.db.prepare("SELECT count(*) FROM audit WHERE verb LIKE '%.pulled'").pluck().get(),
    ]);
  const before = all();
  expect(before[0]?.[0]).toEqual(before[1]?.[0]);
  await newEpoch(set.sql(), set.clock.now);
  for (const window of [two, one, two]) await window.sync();
  expect(all()).toEqual(before);
});

it("acts at the second window go on from the first one's version, and the first sees them", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const id = one.take();
  await one.sync();
  await two.sync();
  two.correct(id, { contact: "示例另一人" });
  two.act(id, { kind: "supplement.requested", items: ["示例材料"], reasonForAnother: null });
  await two.sync();
  await one.sync();
  expect(one.header(id)).toMatchObject({ contact: "示例另一人" });
  const shown = one.shown(id);
  expect(shown).toMatchObject({ version: 3, hash: two.shown(id).hash, view: { state: { status: "supplementing" } } });
  expect(shown.remote).toBeUndefined();
  expect(shown.view.acts.map(({ window }) => window)).toEqual(["2号窗口", "2号窗口"]);
  one.act(id, { kind: "supplement.received" });
  await one.sync();
  await two.sync();
  expect(two.shown(id).view.state.status).toBe("accepted");
  expect([one, two].map((window) => window.outbox().quarantined)).toEqual([0, 0]);
});

it("the board shows where a case was taken in, and warns, counts and closes the day at one window only", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const id = one.take();
  await one.sync();
  await two.sync();
  set.clock.advance(90 * 86_400_000);
  const board = viewWorklist(two.context, two.actor("supervisor-1"), false).board;
  expect(JSON.stringify(board)).toContain("1号窗口");
  expect(JSON.stringify(board)).toContain(id);
  for (const window of [one, two]) {
    const watch = startDeadlineMonitor(window.context, { setTimer: () => () => undefined, onError: () => undefined });
    await watch.check();
    await watch.close();
  }
  expect(countOpenWarnings(one.context)).toBeGreaterThan(0);
  expect(countOpenWarnings(two.context)).toBe(0);
  expect([one, two].map(({ context }) => listDay(context, "2026-09-18").length)).toEqual([1, 0]);
  set.clock.set("2026-09-18T02:00:00.000Z");
});

it("row 69: an application under unknown rules shows as received; its acts are refused until the rules come", async () => {
  const dir = mkdtempSync(join(tmpdir(), "liandong-newer-"));
  const newer = JSON.parse(readFileSync(join(fixtureProfiles(), "yunhai.json"), "utf8")) as { version: number };
  writeFileSync(join(dir, "yunhai.json"), JSON.stringify({ ...newer, version: newer.version + 1 }));
  const [one, two] = [await set.window("1号窗口", [dir]), await set.window("2号窗口")];
  const id = one.take();
  one.correct(id, { contact: "示例更正人" });
  await one.sync();
  await two.sync();
  const shown = two.shown(id);
  expect(shown).toMatchObject({
    version: 2,
    profileVersion: newer.version + 1,
    remote: { window: "1号窗口" },
    deadlines: [],
    view: { next: [], cannotAct: { why: { zh: expect.stringContaining("地方规则版本本窗口没有") as string } } },
  });
  expect(two.header(id)).toMatchObject({ applicant: "示例𠮷记公司", contact: "示例更正人" });
  expect(searchApplications(two.context, "𠮷记").lines).toMatchObject([{ id }]);
  expect(codeOf(() => two.correct(id, { contact: "别的人" }))).toBe("record-held");
  expect(two.shown(id).version).toBe(2);
  // The rules come, as with an update of the program.
  replaceStandIns({ ...two.context, profiles: one.context.profiles });
  expect(two.shown(id).deadlines.map(({ deadline: clock, dueAt }) => [clock, dueAt])).toEqual(
    one.shown(id).deadlines.map(({ deadline: clock, dueAt }) => [clock, dueAt]),
  );
  two.correct(id, { contact: "别的人" });
  expect(two.shown(id)).toMatchObject({ version: 3, view: { cannotAct: null } });
});
