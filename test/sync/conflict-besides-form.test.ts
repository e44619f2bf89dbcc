import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { listDeadlineEvents } from "#station/db/deadline-events.ts";
import { findMaterials } from "#station/db/materials.ts";
import { viewConflict } from "#station/sync/conflicts/conflict.ts";
import { recordMaterials } from "#station/cases/materials.ts";
import { resolveConflict } from "#station/sync/conflicts/resolve-conflict.ts";
import { setWindows, type TestWindow } from "#test/helpers/hall-windows.ts";

const set = setWindows();

function resolveAsPreset(window: TestWindow, id: string) {
  const view = viewConflict(window.context, id);
  const picks = view.fields.map(({ section, field, preset }) => ({
    section,
    field,
    side: preset ?? ("theirs" as const),
  }));
  return resolveConflict(window.context, window.actor("clerk-2"), {
    applicationId: id,
    shownVersion: view.shownVersion,
    theirs: view.theirs ?? "",
    picks,
  });
}

function record(window: TestWindow, id: string, name: string): void {
  const material = {
    id: randomUUID(),
    name,
    copies: 1,
    medium: "copy" as const,
    requirement: "",
    originalSeen: false,
    copyTaken: true,
    files: [],
  };
  recordMaterials(window.context, window.actor(), {
    applicationId: id,
    shownVersion: window.shown(id).version,
    materials: [material],
  });
}

const namesAt = ({ context }: TestWindow, id: string) =>
  findMaterials(context.db, id)?.materials.map(({ name }) => name);

async function twoWithOne(): Promise<{ one: TestWindow; two: TestWindow; id: string }> {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const id = one.take();
  await one.sync();
  await two.sync();
  return { one, two, id };
}

it("row 64: two windows record materials of one application at once: the first sent stays at both, the other is named", async () => {
  const { one, two, id } = await twoWithOne();
  record(one, id, "示例材料甲");
  record(two, id, "示例材料乙");
  for (const window of [one, two, two]) await window.sync();
  expect(resolveAsPreset(two, id)).toMatchObject({ redone: [], dropped: [{ label: { zh: "登记材料" } }] });
  for (const window of [two, one]) await window.sync();
  expect([namesAt(one, id), namesAt(two, id)]).toEqual([["示例材料甲"], ["示例材料甲"]]);
  expect(two.shown(id).hash).toBe(one.shown(id).hash);
});

it("row 64: superseded materials and deadline starts no longer count, those done again do, and both windows show the same", async () => {
  const { one, two, id } = await twoWithOne();
  one.act(id, { kind: "supplement.requested", items: ["示例材料"], reasonForAnother: null });
  two.act(id, { kind: "supplement.requested", items: ["另一份材料"], reasonForAnother: null });
  set.clock.advance(60_000);
  two.act(id, { kind: "supplement.received" });
  record(two, id, "示例材料乙");
  set.clock.advance(60_000);
  for (const window of [one, two, two]) await window.sync();
  resolveAsPreset(two, id);
  for (const window of [two, one]) await window.sync();
  expect([namesAt(one, id), namesAt(two, id)]).toEqual([["示例材料乙"], ["示例材料乙"]]);
  expect(listDeadlineEvents(two.context.db, id)["supplement-done"]).toBeDefined();
  expect(listDeadlineEvents(two.context.db, id)).toEqual(listDeadlineEvents(one.context.db, id));
  expect(two.shown(id).hash).toBe(one.shown(id).hash);
});

it("row 64: three windows each change one application: one resolved conflict meets another, and all end with one record", async () => {
  const windows = [await set.window("1号窗口"), await set.window("2号窗口"), await set.window("3号窗口")] as const;
  const [one, two, three] = windows;
  const id = one.take();
  for (const window of windows) await window.sync();
  one.correct(id, { contact: "示例甲方" });
  two.correct(id, { contact: "示例乙方" });
  record(two, id, "示例材料乙");
  three.correct(id, { phone: "13900003333" });
  record(three, id, "示例材料丙");
  three.act(id, { kind: "supplement.requested", items: ["示例材料"], reasonForAnother: null });
  for (const window of [one, two, three, two, three]) await window.sync();
  resolveAsPreset(two, id);
  resolveAsPreset(three, id);
  for (const window of [two, three, three]) await window.sync();
  expect(resolveAsPreset(three, id)).toMatchObject({
    redone: [{ zh: "一次告知补正" }],
    dropped: [{ label: { zh: "登记材料" } }],
  });
  for (const window of [three, two, one]) await window.sync();
  for (const window of windows) {
    expect(window.header(id)).toMatchObject({ contact: "示例甲方", phone: "13900003333" });
    expect(window.shown(id)).toMatchObject({
      version: 6,
      hash: one.shown(id).hash,
      view: { cannotAct: null, state: { status: "supplementing" } },
    });
    expect(namesAt(window, id)).toEqual(["示例材料乙"]);
  }
});

it("row 24: a grant is not repeated after the other window recorded a disagreeing opinion", async () => {
  const [one, two] = [await set.window("1号窗口"), await set.window("2号窗口")];
  const water = { utility: "water", on: "2026-09-25", crossings: [], lineLengthMm: 400_000, green: null };
  const id = one.take({ outsideLines: [water] });
  const opinion = { kind: "opinion.recorded", agrees: true, text: "", signedOn: "2026-09-18" } as const;
  one.act(id, { kind: "approval.applied", utility: "water" });
  one.act(id, { ...opinion, signer: "works" });
  one.act(id, { ...opinion, signer: "parks" });
  await one.sync();
  await two.sync();
  one.act(id, { ...opinion, signer: "parks", agrees: false });
  two.act(id, { kind: "approval.concluded", granted: true, on: "2026-09-18" });
  for (const window of [one, two, two]) await window.sync();
  const why = { zh: expect.stringContaining("市园林处的意见是不同意") };
  expect(viewConflict(two.context, id).mine).toMatchObject([{ refused: why }]);
  expect(resolveAsPreset(two, id)).toMatchObject({ redone: [], dropped: [{ why }] });
  expect(two.shown(id).view.state.status).toBe("approving");
});
