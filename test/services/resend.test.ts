import { createHash, randomUUID } from "node:crypto";
import { expect } from "vitest";
import { isApplicationSent } from "#station/db/outbox-entries.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow } from "#station/records/application.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { getOutboxStory } from "#station/sync/outbox/outbox-view.ts";
import { resendEntry } from "#station/sync/outbox/resend.ts";
import { NEXT_STEPS } from "#station/sync/transport/failure-words.ts";
import type { OutboxEntry } from "#station/db/outbox-port.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const now = () => "2026-09-18T02:00:00.000Z";
const refusal = {
  what: { zh: "中心平台拒收（422）。联系电话不对", en: "refused (422): the phone is wrong" },
  next: NEXT_STEPS.refused,
};

/** A hall whose first application was refused by the centre and then corrected, and a second one that is well. */
async function withRefused(
  openTestStation: OpenTestStation,
): Promise<{ context: StationContext; actor: Actor; id: string; refused: OutboxEntry }> {
  const { context, actor } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const port = outboxPort(context.db);
  const [refused] = port.listDue(now(), 9);
  if (refused === undefined) throw new Error("nothing to send");
  port.markSending(refused.id, now());
  port.quarantine(refused.id, "refused", refusal, now());
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 1,
    act: {
      kind: "details.corrected",
      reason: "录入错误",
      changes: [{ section: "header", field: "phone", value: "13900001111" }],
    },
  });
  return { context, actor, id, refused };
}
const due = (context: StationContext): OutboxEntry[] => outboxPort(context.db).listDue(now(), 9);

it("row 61: a refused entry is corrected and sent as a new version; the entry itself stays as it was", async ({
  openTestStation,
}) => {
  const { context, actor, id, refused } = await withRefused(openTestStation);
  expect(due(context)).toEqual([]);
  expect(viewOutbox(context.db, 9)).toMatchObject({ waiting: 1, quarantined: 1 });
  resendEntry(context, actor, { id: refused.id, note: "电话录错，已更正" });

  const port = outboxPort(context.db);
  const [correction] = due(context);
  expect(correction).toMatchObject({ kind: "details.corrected", sequence: 2 });
  const [again] = correction === undefined ? [] : port.listFollowing(correction, 9, 1e6);
  expect(again).toMatchObject({ kind: "application.accepted", sequence: 3, applicationId: id, state: "waiting" });
  expect(again?.key).not.toBe(refused.key);
  expect(again?.payloadHash).toBe(
    createHash("sha256")
      .update(again?.payload ?? "")
      .digest("hex"),
  );
  const payload = JSON.parse(again?.payload ?? "{}") as Record<string, unknown>;
  const before = JSON.parse(refused.payload) as Record<string, unknown>;
  expect(payload).toMatchObject({
    version: 3,
    acceptanceNumber: before["acceptanceNumber"],
    acceptedAt: before["acceptedAt"],
    contacts: before["contacts"],
    content: { form: { header: { phone: "13900001111" } } },
    resends: { key: refused.key, payloadHash: refused.payloadHash, sequence: 1 },
  });
  expect(getApplicationRow(context, id)).toMatchObject({ version: 3, hash: again?.payloadHash });

  const kept = context.db
    .prepare(
      "SELECT key, payload_sealed, payload_hash, state FROM outbox_entries JOIN outbox_payloads ON entry_id = id WHERE id = ?",
    )
    .get(refused.id);
  expect(kept).toEqual({
    key: refused.key,
    payload_sealed: refused.payload,
    payload_hash: refused.payloadHash,
    state: "quarantined",
  });
  expect(viewOutbox(context.db, 9)).toMatchObject({ waiting: 2, quarantined: 0, sent: 0 });
  expect(getOutboxStory(context, refused.id)).toMatchObject({
    replacedBy: again?.id,
    events: [
      { what: "set-aside", reason: refusal.what, times: 1 },
      { what: "resent", note: "电话录错，已更正", operator: actor.operator.name },
    ],
  });
  expect(getOutboxStory(context, again?.id ?? "")).toMatchObject({ replaces: refused.id, events: [] });
});

it("row 61: an application counts as sent once everything but the replaced entry has arrived", async ({
  openTestStation,
}) => {
  const { context, actor, id, refused } = await withRefused(openTestStation);
  resendEntry(context, actor, { id: refused.id, note: "已更正" });
  const port = outboxPort(context.db);
  for (let [head] = due(context); head !== undefined; [head] = due(context)) {
    expect(isApplicationSent(context.db, id)).toBe(false);
    port.markSent(head.id, `R-0000000${head.sequence}`, now());
  }
  expect(isApplicationSent(context.db, id)).toBe(true);
  expect(viewOutbox(context.db, 9)).toMatchObject({
    waiting: 0,
    quarantined: 0,
    sent: 2,
    entries: [{ replaced: true, state: "quarantined" }, { state: "sent" }, { state: "sent" }],
  });
});

it("row 61: after it was sent again the case goes on from the new version, and the audit chain is intact", async ({
  openTestStation,
}) => {
  const { context, actor, id, refused } = await withRefused(openTestStation);
  resendEntry(context, actor, { id: refused.id, note: "已更正" });
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 3,
    act: { kind: "survey.scheduled", on: "2026-09-21" },
  });
  expect(getApplicationRow(context, id)).toMatchObject({
    version: 4,
    content: { form: { header: { phone: "13900001111" } } },
  });
  expect(findBrokenLink(context.db)).toBeNull();
  expect(
    outboxPort(context.db)
      .listFollowing({ applicationId: id, sequence: 1 }, 9, 1e6)
      .map((entry) => entry.kind),
  ).toEqual(["details.corrected", "application.accepted", "survey.scheduled"]);
});

it("row 61: only what is quarantined can be sent again, and only once; the audit names who did it and nothing personal", async ({
  openTestStation,
}) => {
  const { context, actor, id, refused } = await withRefused(openTestStation);
  const [behind] = context.db.prepare<[], { id: string }>("SELECT id FROM outbox_entries WHERE sequence = 2").all();
  expect(() => resendEntry(context, actor, { id: behind?.id ?? "", note: "x" })).toThrow(/entry-not-set-aside/);
  expect(() => resendEntry(context, actor, { id: "none", note: "x" })).toThrow(/entry-not-set-aside/);
  resendEntry(context, actor, { id: refused.id, note: "电话 13900001111 更正" });
  expect(() => resendEntry(context, actor, { id: refused.id, note: "再来" })).toThrow(/已经更正重报过/);
  const audit = listAudit(context.db, id);
  expect(JSON.stringify(audit)).not.toContain("13900001111");
  expect(audit.at(-1)).toMatchObject({ verb: "application.accepted", actor: actor.operator.id });
  expect(findOperator(context.db, actor.operator.id)).not.toBeNull();
});

it("row 62: the same failure again and again is one line of the story with how often, and another one a line of its own", async ({
  openTestStation,
}) => {
  const { context, actor } = await openTestStation({ now });
  submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const port = outboxPort(context.db);
  const id = port.listDue(now(), 1)[0]?.id ?? "";
  const away = { what: { zh: "中心平台连接不上。", en: "cannot be reached" }, next: NEXT_STEPS.unreachable };
  const late = { what: { zh: "没有应答。", en: "no answer" }, next: NEXT_STEPS.unreachable };
  for (let minute = 10; minute < 40; minute += 1)
    port.markWaiting(id, { failure: "unreachable", reason: away }, null, `2026-09-18T02:${minute}:00.000Z`);
  port.markWaiting(id, { failure: "unreachable", reason: late }, null, "2026-09-18T02:50:00.000Z");
  expect(getOutboxStory(context, id).events).toMatchObject([
    {
      what: "failed",
      at: "2026-09-18T02:10:00.000Z",
      lastAt: "2026-09-18T02:39:00.000Z",
      times: 30,
      reason: away.what,
    },
    { what: "failed", times: 1, reason: late.what },
  ]);
});
