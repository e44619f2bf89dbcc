import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, type Db } from "#station/db/database.ts";
import { insertOutboxEntry } from "#station/db/outbox-entries.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { prepared } from "#station/db/prepared.ts";

const at = (minute: number): string => `2026-11-20T08:0${minute}:00.000Z`;
const reason = { what: { zh: "中心不认可", en: "refused" }, next: { zh: "请联系中心", en: "ask the centre" } };

let db: Db;
beforeEach(async () => {
  db = await openDatabase(":memory:");
  for (const nth of [1, 2, 3, 4, 5]) {
    insertOutboxEntry(db, {
      id: `e${nth}`,
      key: `k${nth}`,
      kind: "application.accepted",
      applicationId: `a${nth}`,
      sequence: 1,
      payload: "{}",
      payloadHash: `h${nth}`,
      createdAt: at(nth),
    });
  }
  const port = outboxPort(db);
  port.markSent("e1", "R1", at(6));
  port.markSent("e4", "R4", at(7));
  port.markSending("e2", at(8));
  port.quarantine("e5", "refused", reason, at(9));
});
afterEach(() => db.close());

describe("the outbox as a page shows it", () => {
  it("counts every entry once and lists what is not sent before the newest of what is", () => {
    const view = viewOutbox(db, 10);
    expect(view).toMatchObject({ waiting: 2, sent: 2, quarantined: 1 });
    expect(view.entries.map((entry) => entry.id)).toEqual(["e5", "e2", "e3", "e4", "e1"]);
    expect(view.entries[0]).toMatchObject({ state: "quarantined", reason: reason.what, next: reason.next });
    expect(outboxPort(db).countByState()).toEqual({ waiting: 1, sending: 1, sent: 2, quarantined: 1 });
  });

  it("keeps to its limit, with sent entries only where the others leave room", () => {
    expect(viewOutbox(db, 2).entries.map((entry) => entry.id)).toEqual(["e5", "e2"]);
    expect(viewOutbox(db, 4).entries.map((entry) => entry.id)).toEqual(["e5", "e2", "e3", "e4"]);
  });
});

describe("prepared statements", () => {
  it("are prepared once for a text in a store, and never shared between stores", async () => {
    const other = await openDatabase(":memory:");
    const text = "SELECT count(*) AS n FROM outbox_entries";
    expect(prepared(db, text)).toBe(prepared(db, text));
    expect(prepared(other, text)).not.toBe(prepared(db, text));
    expect(prepared(db, text).get()).toEqual({ n: 5 });
    expect(prepared(other, text).get()).toEqual({ n: 0 });
    other.close();
  });
});
