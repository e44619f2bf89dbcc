import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { findBrokenLink } from "#station/db/audit.ts";
import { listOperators } from "#station/db/operators.ts";
import { listPulledEntries } from "#station/db/pulled-entries.ts";
import { openSession } from "#station/core/session.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { viewWorklist } from "#station/supervision/worklist.ts";
import { findFeedCursor, keepFeedPage } from "#station/sync/feed/feed-page.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { searchApplications } from "#station/search/search.ts";
import { checkPin } from "#station/people/sign-in.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { ENTRY_TRAVELS_BYTES, type EntryTaken } from "#shared/contract/centre/feed.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { countUnapplied } from "#test/helpers/count-unapplied.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const clock = new HandClock("2026-09-18T02:00:00.000Z");

type Sent = {
  key: string;
  kind: string;
  application_id: string;
  sequence: number;
  payload_sealed: string;
  payload_hash: string;
};

const itemOf = (sent: Sent): EntryTaken => ({
  kind: "entry.taken",
  id: sent.key,
  at: clock.now(),
  applicationId: sent.application_id,
  entry: { kind: sent.kind, sequence: sent.sequence, payloadHash: sent.payload_hash, payload: sent.payload_sealed },
  window: { name: "2号窗口", prefix: "A02" },
});

/** An item as `item`, with another payload, hashed as it should be. */
const withPayload = (item: EntryTaken, change: (payload: Record<string, unknown>) => unknown): EntryTaken => {
  const payload = JSON.stringify(change(JSON.parse(item.entry.payload ?? "{}") as Record<string, unknown>));
  return { ...item, id: randomUUID(), entry: { ...item.entry, payload, payloadHash: sha256(payload) } };
};

/** What another window sends of one application: taken in, corrected, a survey agreed. */
async function otherWindow(openTestStation: OpenTestStation): Promise<{ items: EntryTaken[]; id: string }> {
  const { context, actor } = await openTestStation({ now: clock.now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 1,
    act: {
      kind: "details.corrected",
      reason: "录入错误",
      changes: [{ section: "header", field: "contact", value: "示例更正人" }],
    },
  });
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 2,
    act: { kind: "survey.scheduled", on: "2026-09-18" },
  });
  return {
    id,
    items: context.db
      .prepare<[], Sent>(
        "SELECT entry.*, payload_sealed FROM outbox_entries AS entry JOIN outbox_payloads ON entry_id = entry.id ORDER BY sequence",
      )
      .all()
      .map(itemOf),
  };
}

let page = 0;
let number = 100_000;
const feed = (context: StationContext, ...items: object[]): void =>
  keepFeedPage(context, { epoch: randomUUID(), items: items as EntryTaken[], cursor: `c${(page += 1)}`, more: false });
const versionOf = (context: StationContext, id: string): number => getApplicationRow(context, id).version;

it("is safe in any order of arrival: what comes before its turn waits, shown as such, and the record is the same in the end", async ({
  openTestStation,
}) => {
  const { items, id } = await otherWindow(openTestStation);
  const [taken, corrected, scheduled] = items;
  if (taken === undefined || corrected === undefined || scheduled === undefined) throw new Error("three entries");
  const { context } = await openTestStation({ now: clock.now });
  feed(context, scheduled);
  expect(searchApplications(context, "𠮷记").lines).toEqual([]);
  feed(context, taken, taken);
  expect(versionOf(context, id)).toBe(1);
  expect(viewCase(context, id, "clerk")).toMatchObject({
    next: [],
    cannotAct: { why: { zh: expect.stringContaining("还没有并入") as string } },
    centreMessages: [{ alert: true }],
  });
  feed(context, corrected, scheduled, taken);
  const row = getApplicationRow(context, id);
  expect(row).toMatchObject({
    version: 3,
    hash: scheduled.entry.payloadHash,
    content: { form: { header: { contact: "示例更正人" } } },
  });
  expect(viewCase(context, id, "clerk")).toMatchObject({
    cannotAct: null,
    acts: [{ seq: 2 }, { seq: 3 }],
    centreMessages: [],
  });
  expect(
    context.db
      .prepare(
        "SELECT (SELECT count(*) FROM outbox_entries) + (SELECT count(*) FROM number_series) + (SELECT count(*) FROM print_jobs)",
      )
      .pluck()
      .get(),
  ).toBe(0);
});

it("an entry that was refused and sent again takes its old place, wherever it comes in the history", async ({
  openTestStation,
}) => {
  const { items, id } = await otherWindow(openTestStation);
  const [taken, corrected, scheduled] = items;
  if (taken === undefined || corrected === undefined || scheduled === undefined) throw new Error("three entries");
  const fourth = withPayload({ ...corrected, entry: { ...corrected.entry, sequence: 4 } }, (payload) => ({
    ...payload,
    version: 4,
    resends: { key: corrected.id, payloadHash: corrected.entry.payloadHash, sequence: 2 },
  }));
  const { context } = await openTestStation({ now: clock.now });
  feed(context, taken, scheduled);
  expect(versionOf(context, id)).toBe(1);
  feed(context, fourth);
  expect(getApplicationRow(context, id)).toMatchObject({
    version: 4,
    hash: fourth.entry.payloadHash,
    content: { form: { header: { contact: "示例更正人" } } },
  });
  expect(viewCase(context, id, "clerk").acts.map(({ seq, act }) => [seq, act.kind])).toEqual([
    [2, "details.corrected"],
    [3, "survey.scheduled"],
  ]);
});

it("broken and hostile records are quarantined with their reason, stop neither the feed nor other records, and crash no page", async ({
  openTestStation,
}) => {
  const { items, id } = await otherWindow(openTestStation);
  const [taken, corrected] = items;
  if (taken === undefined || corrected === undefined) throw new Error("two entries");
  const { context, actor } = await openTestStation({ now: clock.now });
  const own = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const strange = (change: (payload: Record<string, unknown>) => unknown): EntryTaken => {
    const applicationId = randomUUID();
    return {
      ...withPayload(taken, (payload) =>
        change({ ...payload, id: applicationId, acceptanceNumber: `A02-2026-${String((number += 1))}-K` }),
      ),
      applicationId,
    };
  };
  const content = (change: object) =>
    strange((payload) => ({ ...payload, content: { ...(payload["content"] as object), ...change } }));
  const hostile = [
    strange(() => ({})),
    strange(() => []),
    strange((payload) => ({ ...payload, id })),
    strange((payload) => ({ ...payload, acceptanceNumber: own.acceptanceNumber })),
    strange((payload) => ({ ...payload, contacts: [] })),
    strange((payload) => ({ ...payload, decision: { routes: "x" } })),
    strange((payload) => ({ ...payload, profileHash: "'; drop table applications; --" })),
    content({ utilities: [] }),
    content({ form: { header: { applicant: { deep: { deeper: [] } } } } }),
    content({ outsideLines: [{ utility: 7 }] }),
    { ...strange((payload) => payload), entry: { ...taken.entry, payloadHash: "0".repeat(64) } },
    { ...strange((payload) => payload), entry: { ...taken.entry, payload: null } },
    {
      ...strange((payload) => payload),
      entry: { ...taken.entry, payload: "{not json", payloadHash: sha256("{not json") },
    },
  ];
  feed(context, ...hostile, taken);
  expect(
    hostile.map((item) =>
      listPulledEntries(context.db, item.applicationId).map(({ state, reason }) => [
        state,
        (reason?.zh.length ?? 0) > 0,
      ]),
    ),
  ).toEqual(hostile.map(() => [["set-aside", true]]));
  expect(context.db.prepare("SELECT count(*) FROM applications").pluck().get()).toBe(2);
  expect(versionOf(context, id)).toBe(1);

  // A step that cannot be applied is shown in the case, blocks what follows, and lets nobody act on half a record.
  const steps = [
    withPayload(corrected, (payload) => ({ ...payload, act: { kind: "from.later" } })),
    { ...withPayload({ ...corrected, entry: { ...corrected.entry, sequence: 3 } }, (payload) => payload) },
  ];
  feed(context, ...steps);
  expect(viewCase(context, id, "clerk")).toMatchObject({
    version: 1,
    next: [],
    cannotAct: { why: { zh: expect.stringContaining("程序版本认不得") as string } },
    centreMessages: [{ alert: true }, { alert: true }],
  });
  expect(countUnapplied(context)).toEqual({ waiting: 1, quarantined: hostile.length + 1 });

  // No entry of the feed touches what this window took in by another's word of a version it has.
  const version = versionOf(context, own.id);
  feed(context, {
    ...withPayload(corrected, (payload) => payload),
    applicationId: own.id,
    entry: { ...corrected.entry, sequence: 1 },
  });
  expect(viewApplication(context, getApplicationRow(context, own.id)).content).toEqual(own.content);
  expect(versionOf(context, own.id)).toBe(version);

  // What is no such item at all is passed over.
  feed(
    context,
    { id: randomUUID(), kind: "entry.taken", at: "never" },
    { ...taken, id: randomUUID(), window: { name: "", prefix: "x" } },
    { ...taken, id: randomUUID(), entry: { ...taken.entry, payload: "x".repeat(ENTRY_TRAVELS_BYTES + 1) } },
  );
  expect(findFeedCursor(context)).toBe(`c${page}`);
  viewWorklist(context, { operator: actor.operator, station: context.station() }, false);
  expect(findBrokenLink(context.db)).toBeNull();
  expect(context.db.pragma("foreign_key_check")).toEqual([]);
});

it("nobody of another window signs in here, and its people are offered for nothing", async ({ openTestStation }) => {
  const { items } = await otherWindow(openTestStation);
  const [taken] = items;
  if (taken === undefined) throw new Error("an entry");
  const { context } = await openTestStation({ now: clock.now });
  feed(
    context,
    withPayload(taken, (payload) => ({
      ...payload,
      contacts: [{ ...(payload["contacts"] as object[])[0], operatorId: "someone-else", operatorName: "示例外人" }],
    })),
  );
  expect(listOperators(context.db).map(({ id }) => id)).toEqual(["clerk-1", "clerk-2", "supervisor-1"]);
  await expect(checkPin(context, openSession(), "someone-else", "")).rejects.toThrow(ProblemError);
});
