import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openDatabase } from "#station/db/database.ts";
import { insertOutboxEntry } from "#station/db/outbox-entries.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { NEXT_STEPS, NO_ANSWER } from "#station/sync/transport/failure-words.ts";
import type { OutboxEntry, OutboxPort } from "#station/db/outbox-port.ts";
import { MemoryOutbox } from "#test/helpers/memory-outbox.ts";
import { outboxEntry } from "#test/helpers/outbox-entry.ts";

const T0 = "2026-11-21T08:00:00.000Z";
const T1 = "2026-11-21T08:01:00.000Z";
const T2 = "2026-11-21T08:02:00.000Z";
const reason = { what: NO_ANSWER.refused, next: NEXT_STEPS.unreachable };
const after: (() => void)[] = [];
afterEach(() => {
  for (const undo of after.splice(0)) undo();
});

type Store = { port: OutboxPort; add: (entry: OutboxEntry) => void };
const stores: [string, () => Promise<Store>][] = [
  [
    "the table",
    async () => {
      const dir = mkdtempSync(join(tmpdir(), "outbox-"));
      const db = await openDatabase(join(dir, "hall.sqlite"));
      after.push(() => {
        db.close();
        rmSync(dir, { recursive: true });
      });
      return { port: outboxPort(db), add: (entry) => insertOutboxEntry(db, { ...entry, createdAt: T0 }) };
    },
  ],
  [
    "the one in memory that the worker's tests use",
    async () => {
      const outbox = new MemoryOutbox();
      return { port: outbox, add: (entry) => outbox.add(entry) };
    },
  ],
];

// Both keep the same promises, so that what is proved of the worker on one is true on the other.
describe.each(stores)("the outbox port: %s", (_name, open) => {
  const filled = async (...entries: [application: number, sequence: number][]): Promise<Store> => {
    const store = await open();
    for (const [application, sequence] of entries) store.add(outboxEntry(application, sequence));
    return store;
  };
  const due = (port: OutboxPort, now = T0): string[] => port.listDue(now, 100).map((entry) => entry.id);

  test("lists the earliest unsent entry of each application, with its content unchanged", async () => {
    const { port } = await filled([1, 1], [1, 2], [2, 1]);
    const listed = port.listDue(T0, 100);
    expect(listed).toHaveLength(2);
    expect(listed).toMatchObject([outboxEntry(1, 1), outboxEntry(2, 1)]);
  });

  test("lists no more than asked for", async () => {
    const { port } = await filled([1, 1], [2, 1], [3, 1]);
    expect(port.listDue(T0, 2)).toHaveLength(2);
  });

  test("an entry left sending is listed again and its attempt counted", async () => {
    const { port } = await filled([1, 1]);
    port.markSending("1/1", T0);
    expect(port.listDue(T0, 9)).toMatchObject([{ id: "1/1", state: "sending", attempts: 1 }]);
  });

  test("after a receipt the next entry of the application comes up", async () => {
    const { port } = await filled([1, 1], [1, 2]);
    port.markSending("1/1", T0);
    port.markSent("1/1", "R-00000001", T0);
    expect(due(port)).toEqual(["1/2"]);
    expect(port.countByState()).toEqual({ waiting: 1, sending: 0, sent: 1, quarantined: 0 });
  });

  test("a waiting entry is not due before its time and holds back its own application only", async () => {
    const { port } = await filled([1, 1], [1, 2], [2, 1]);
    port.markWaiting("1/1", { failure: "unreachable", reason }, T2, T0);
    expect(due(port, T1)).toEqual(["2/1"]);
    expect(due(port, T2)).toContain("1/1");
    expect(due(port, T2)).not.toContain("1/2");
  });

  test("a quarantined entry is never listed and holds back its own application only", async () => {
    const { port } = await filled([1, 1], [1, 2], [2, 1]);
    port.quarantine("1/1", "refused", reason, T0);
    expect(due(port, T2)).toEqual(["2/1"]);
    expect(port.countByState()).toEqual({ waiting: 2, sending: 0, sent: 0, quarantined: 1 });
  });

  test("what was tried least comes first", async () => {
    const { port } = await filled([1, 1], [2, 1]);
    port.markSending("1/1", T0);
    port.markWaiting("1/1", { failure: "unreachable", reason }, T1, T0);
    expect(due(port, T2)).toEqual(["2/1", "1/1"]);
  });

  test("the next time is that of the first entry that may go, and none when nothing may", async () => {
    const { port } = await filled([1, 1], [2, 1]);
    port.markWaiting("1/1", { failure: "unreachable", reason }, T2, T0);
    port.markWaiting("2/1", { failure: "unreachable", reason }, T1, T0);
    expect(port.nextDueAt()).toBe(T1);
    port.quarantine("2/1", "refused", reason, T0);
    expect(port.nextDueAt()).toBe(T2);
    port.markSent("1/1", "R-00000001", T2);
    expect(port.nextDueAt()).toBeNull();
  });

  test("an entry behind a quarantined one is not a reason to wake up", async () => {
    const { port } = await filled([1, 1], [1, 2]);
    port.quarantine("1/1", "conflict", reason, T0);
    expect(port.nextDueAt()).toBeNull();
  });

  test("lists what follows an entry in order, up to the first that was tried, is quarantined, or has no room", async () => {
    const { port } = await filled([1, 1], [1, 3], [1, 2], [1, 4], [2, 1], [2, 2]);
    const head = outboxEntry(1, 1);
    const following = (limit = 9, bytes = 1_000_000): string[] =>
      port.listFollowing(head, limit, bytes).map((entry) => entry.id);
    expect(port.listFollowing(head, 9, 1_000_000)).toMatchObject([
      outboxEntry(1, 2),
      outboxEntry(1, 3),
      outboxEntry(1, 4),
    ]);
    expect(following(2)).toEqual(["1/2", "1/3"]);
    expect(following(0)).toEqual([]);
    expect(following(9, 2 * Buffer.byteLength(head.payload))).toEqual(["1/2", "1/3"]);
    port.markSending("1/3", T0);
    expect(following()).toEqual(["1/2"]);
    port.quarantine("1/2", "refused", reason, T0);
    expect(following()).toEqual([]);
  });

  test("an entry behind an earlier one waits for it, without a failure or a time of its own", async () => {
    const { port } = await filled([1, 1], [1, 2]);
    port.markSending("1/2", T0);
    port.markBehind("1/2", T1);
    expect(due(port)).toEqual(["1/1"]);
    port.markSent("1/1", "R-00000001", T1);
    expect(port.listDue(T1, 9)).toMatchObject([{ id: "1/2", state: "waiting", nextTryAt: null }]);
  });

  test("an entry to be tried alone is due at once", async () => {
    const { port } = await filled([1, 1]);
    port.markSending("1/1", T0);
    port.markWaiting("1/1", { failure: "unreachable", reason }, null, T0);
    expect(due(port, T0)).toEqual(["1/1"]);
  });

  test("steps made together all hold or none does", async () => {
    const { port } = await filled([1, 1], [2, 1], [3, 1]);
    port.together(() => ["1/1", "2/1"].forEach((id) => port.markSending(id, T0)));
    expect(port.countByState()).toMatchObject({ sending: 2, waiting: 1 });
    const half = (): void => {
      port.markSent("1/1", "R-00000001", T1);
      throw new Error("disk full");
    };
    expect(() => port.together(half)).toThrow("disk full");
    expect(port.countByState()).toEqual({ sending: 2, waiting: 1, sent: 0, quarantined: 0 });
  });

  test("resetting makes what waits due at once, and releases nothing that is quarantined", async () => {
    const { port } = await filled([1, 1], [2, 1]);
    port.markWaiting("1/1", { failure: "unreachable", reason }, T2, T0);
    port.quarantine("2/1", "refused", reason, T0);
    port.resetWaiting(T0);
    expect(due(port, T0)).toEqual(["1/1"]);
  });
});
