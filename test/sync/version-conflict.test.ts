import { expect, it } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { viewConflict } from "#station/sync/conflicts/conflict.ts";
import { getOutboxStory } from "#station/sync/outbox/outbox-view.ts";
import { resendEntry } from "#station/sync/outbox/resend.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { supersededBy } from "#station/documents/superseded.ts";
import { resolveConflict } from "#station/sync/conflicts/resolve-conflict.ts";
import { searchApplications } from "#station/search/search.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { setWindows, type TestWindow } from "#test/helpers/hall-windows.ts";
import { codeOf } from "#test/helpers/problem-of.ts";

const set = setWindows();

async function twoWithOne(): Promise<{ one: TestWindow; two: TestWindow; id: string }> {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const id = one.take();
  await one.sync();
  await two.sync();
  return { one, two, id };
}

const centreSequences = async (id: string) =>
  (
    await set
      .sql()
      .query("select sequence::int as sequence, kind from entries where application_id = $1 order by sequence", [id])
  ).map((row) => [row["sequence"], row["kind"]]);

it("row 64: two windows correct one application: the second sees base, mine and theirs, chooses by field, and comes on top", async () => {
  const { one, two, id } = await twoWithOne();
  one.correct(id, { contact: "示例甲方", phone: "13900001111" });
  two.correct(id, { contact: "示例乙方", applicant: "示例吉记公司" });
  await one.sync();
  await two.sync("send");
  expect(two.outbox()).toMatchObject({ quarantined: 1, waiting: 0 });
  expect(viewOutbox(two.context.db, 10).entries).toMatchObject([
    { state: "quarantined", conflict: true, reason: { zh: expect.stringContaining("1号窗口") as string } },
  ]);
  // Until theirs has come there is nothing to compare, and nothing can be done past it.
  expect(viewConflict(two.context, id)).toMatchObject({ theirs: null, fields: [] });
  expect(codeOf(() => two.correct(id, { contact: "又一次" }))).toBe("record-held");
  expect(
    codeOf(() =>
      resendEntry(two.context, two.actor("supervisor-1"), {
        id: viewOutbox(two.context.db, 1).entries[0]?.id ?? "",
        note: "x",
      }),
    ),
  ).toBe("record-held");
  await two.sync();
  expect(two.header(id)).toMatchObject({ contact: "示例乙方" });
  expect(two.shown(id).view).toMatchObject({
    next: [],
    cannotAct: { why: { zh: "另一窗口也办理了这份申请，两边的版本有冲突。" } },
  });

  const view = viewConflict(two.context, id);
  expect(view).toMatchObject({ windows: ["1号窗口"], mine: [], others: [] });
  expect(view.fields.map(({ field, base, mine, theirs, preset }) => [field, base, mine, theirs, preset])).toEqual([
    ["applicant", "示例𠮷记公司", "示例吉记公司", "示例𠮷记公司", "mine"],
    ["contact", "示例人", "示例乙方", "示例甲方", null],
    ["phone", "13800000000", "13800000000", "13900001111", "theirs"],
  ]);
  const picks = view.fields.map(({ section, field }) => ({ section, field, side: "mine" as const }));
  expect(
    codeOf(() =>
      resolveConflict(two.context, two.actor(), {
        applicationId: id,
        shownVersion: view.shownVersion,
        theirs: view.theirs ?? "",
        picks: picks.slice(1),
      }),
    ),
  ).toBe("bad-input");
  expect(
    codeOf(() =>
      resolveConflict(two.context, two.actor(), {
        applicationId: id,
        shownVersion: view.shownVersion + 1,
        theirs: view.theirs ?? "",
        picks,
      }),
    ),
  ).toBe("changed-meanwhile");
  two.resolveConflict(id, { contact: "mine" });

  const want = { applicant: "示例吉记公司", contact: "示例乙方", phone: "13900001111" };
  expect(two.header(id)).toMatchObject(want);
  await two.sync();
  await one.sync();
  expect(one.header(id)).toMatchObject(want);
  expect([one, two].map((window) => [window.shown(id).version, window.shown(id).hash])).toEqual(
    [0, 1].map(() => [3, one.shown(id).hash]),
  );
  expect(await centreSequences(id)).toEqual([
    [1, "application.accepted"],
    [2, "details.corrected"],
    [3, "conflict.resolved"],
  ]);
  // The superseded entry keeps its history; the case shows the act as one that does not count.
  const old = viewOutbox(two.context.db, 10).entries.find(({ replaced }) => replaced);
  expect(getOutboxStory(two.context, old?.id ?? "").events.map(({ what, operator }) => [what, operator])).toEqual([
    ["set-aside", null],
    ["resent", "示例经办乙"],
  ]);
  expect(two.shown(id).view.acts.map(({ seq, undone, window }) => [seq, undone ?? false, window ?? null])).toEqual([
    [2, true, null],
    [2, false, "1号窗口"],
    [3, false, null],
  ]);
  expect(two.outbox()).toMatchObject({ quarantined: 0, waiting: 0 });
  // The audit says who chose what for which field, and none of the values.
  const entry = listAudit(two.context.db, id).findLast(({ verb }) => verb === "conflict.resolved");
  expect(entry).toMatchObject({
    actor: "clerk-2",
    detail: {
      choices: [
        { field: "header.applicant", side: "mine" },
        { field: "header.contact", side: "mine" },
        { field: "header.phone", side: "theirs" },
      ],
    },
  });
  expect(JSON.stringify(listAudit(two.context.db, id))).not.toMatch(/示例甲方|示例乙方|13900001111|吉记/);
  expect(findBrokenLink(two.context.db)).toBeNull();
  expect(searchApplications(two.context, "示例吉记").lines).toMatchObject([{ id }]);
  // Both go on from there.
  one.correct(id, { contact: "示例后来" });
  await one.sync();
  await two.sync();
  expect(two.header(id)).toMatchObject({ contact: "示例后来" });
});

it("row 64: all of theirs chosen leaves the record as they made it, and says so in a version of its own", async () => {
  const { one, two, id } = await twoWithOne();
  one.correct(id, { contact: "示例甲方" });
  two.correct(id, { contact: "示例乙方" });
  for (const window of [one, two, two]) await window.sync();
  two.resolveConflict(id, { contact: "theirs" });
  for (const window of [two, one]) await window.sync();
  for (const window of [one, two]) expect(window.header(id)).toMatchObject({ contact: "示例甲方" });
  expect(one.shown(id)).toMatchObject({ version: 3, hash: two.shown(id).hash });
  // What was printed here of the version that gave way counts no more; of the one before it, as the correction says.
  const row = getApplicationRow(two.context, id);
  expect(
    [1, 2, 3].map((version) => supersededBy(two.context, row, { kind: "unified-form", utility: null }, version)),
  ).toEqual([2, 3, null]);
  expect(one.shown(id).view.centreMessages.map(({ label }) => label.zh)).toContain("2号窗口：处理版本冲突");
});

it("row 64: acts besides the form: what is still possible after theirs goes on; the rest stays in the history with reasons", async () => {
  const { one, two, id } = await twoWithOne();
  one.act(id, { kind: "supplement.requested", items: ["示例材料"], reasonForAnother: null });
  two.act(id, { kind: "supplement.requested", items: ["另一份材料"], reasonForAnother: null });
  two.correct(id, { contact: "示例乙方" });
  two.act(id, { kind: "supplement.received" });
  for (const window of [one, two, two]) await window.sync();
  const view = viewConflict(two.context, id);
  expect(view.fields.map(({ field, preset }) => [field, preset])).toEqual([["contact", "mine"]]);
  expect(view.mine.map(({ label, refused }) => [label.zh, refused !== null])).toEqual([
    ["一次告知补正", true],
    ["补正完成", false],
  ]);
  expect(view.others.map(({ label }) => label.zh)).toEqual(["一次告知补正"]);
  const settled = two.resolveConflict(id);
  expect(settled).toMatchObject({ redone: [{ zh: "补正完成" }], dropped: [{ label: { zh: "一次告知补正" } }] });
  for (const window of [two, one]) await window.sync();
  for (const window of [one, two]) {
    expect(window.header(id)).toMatchObject({ contact: "示例乙方" });
    expect(window.shown(id)).toMatchObject({
      version: 4,
      hash: one.shown(id).hash,
      view: { state: { status: "accepted", notices: [{ items: ["示例材料"] }] } },
    });
  }
  expect(await centreSequences(id)).toEqual([
    [1, "application.accepted"],
    [2, "supplement.requested"],
    [3, "conflict.resolved"],
    [4, "supplement.received"],
  ]);
  expect([one, two].map((window) => window.outbox().quarantined)).toEqual([0, 0]);
});

it("row 64: a conflict settled meets another: nothing is lost, and in the end both windows hold one record", async () => {
  const { one, two, id } = await twoWithOne();
  one.correct(id, { contact: "示例甲方" });
  two.correct(id, { contact: "示例乙方" });
  for (const window of [one, two, two]) await window.sync();
  // The first window goes on before the second one's result reaches the centre.
  one.correct(id, { phone: "13900002222" });
  await one.sync();
  two.resolveConflict(id, { contact: "mine" });
  await two.sync();
  await two.sync();
  expect(viewConflict(two.context, id).fields.map(({ field, preset }) => [field, preset])).toEqual([
    ["contact", "mine"],
    ["phone", "theirs"],
  ]);
  two.resolveConflict(id);
  for (const window of [two, one, two]) await window.sync();
  for (const window of [one, two])
    expect(window.header(id)).toMatchObject({ contact: "示例乙方", phone: "13900002222" });
  expect(one.shown(id)).toMatchObject({ version: 4, hash: two.shown(id).hash });
  expect(await centreSequences(id)).toHaveLength(4);
});
