import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allMigrations } from "#central/db/migrations/all-migrations.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { ENTRY_TRAVELS_BYTES, EntryTaken } from "#shared/contract/centre/feed.ts";
import { FeedPage } from "#shared/contract/centre/feed.ts";
import type { EnrolAnswer } from "#shared/contract/centre/push.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";

const CODES = ["hall-entries-code-one", "hall-entries-code-two"];

describe.each(centreStores)("entries of one window in the feed of its hall, centre on $store", ({ open }) => {
  let store: TestStore;
  let centres: RunningCentre[] = [];
  const stations: EnrolAnswer[] = [];

  beforeAll(async () => {
    store = await open();
    const options = {
      sql: store.sql,
      port: 0,
      now: () => "2026-11-20T03:00:00.000Z",
      enrolmentCodes: CODES.map((code, nth) => ({ hallName: `${nth + 1}号大厅`, code })),
    };
    centres = await Promise.all([startCentre(options), startCentre(options)]);
    for (const code of [CODES[0], CODES[0], CODES[0], CODES[1]])
      stations.push(await enrol(url(0), code ?? "", `${stations.length + 1}号窗口`));
  });

  afterAll(async () => {
    for (const centre of centres) await centre.close();
    await store?.remove();
  });

  const url = (instance: number): string => centres[instance]?.url ?? "";
  const token = (nth: number): string => stations[nth]?.token ?? "";

  const feed = async (nth: number, after = "", instance = 0): Promise<FeedPage> =>
    FeedPage.parse(
      (await ask(url(instance), "GET", `/v1/feed${after === "" ? "" : `?after=${after}`}`, { token: token(nth) })).body,
    );

  /** All that a station receives after a cursor, page by page, with the longest page in bytes. */
  const whole = async (nth: number, from = ""): Promise<{ entries: EntryTaken[]; cursor: string; longest: number }> => {
    const entries: EntryTaken[] = [];
    let [cursor, longest] = [from, 0];
    for (let more = true; more;) {
      const page = await feed(nth, cursor, entries.length % 2);
      longest = Math.max(longest, Buffer.byteLength(JSON.stringify(page)));
      entries.push(...page.items.flatMap((item) => EntryTaken.safeParse(item).data ?? []));
      [cursor, more] = [page.cursor, page.more];
    }
    return { entries, cursor, longest };
  };

  const send = async (
    nth: number,
    payload: string,
    over: Parameters<typeof entryOf>[1] = {},
  ): Promise<{ key: string; applicationId: string }> => {
    const [key, entry] = [randomUUID(), entryOf(payload, over)];
    expect((await push(url(0), token(nth), key, entry)).status).toBe(201);
    return { key, applicationId: entry.applicationId };
  };

  it("a window receives the entries of its hall's other windows in order, never its own or another hall's", async () => {
    const cursors = await Promise.all([0, 1, 3].map(async (nth) => (await whole(nth)).cursor));
    const first = await send(0, `{"name":"湖滨示例公司","words":"\\"𠮷\\""}`);
    const next = await send(0, "{}", { applicationId: first.applicationId, sequence: 2, kind: "survey.scheduled" });
    const other = await send(1, "[2]");
    await send(3, "[3]");
    const second = (await whole(1, cursors[1])).entries;
    expect(second).toMatchObject([
      {
        id: first.key,
        applicationId: first.applicationId,
        at: "2026-11-20T03:00:00.000Z",
        entry: { kind: "application.accepted", sequence: 1, payload: `{"name":"湖滨示例公司","words":"\\"𠮷\\""}` },
        window: { name: "1号窗口", prefix: stations[0]?.prefix },
      },
      { id: next.key, entry: { kind: "survey.scheduled", sequence: 2, payload: "{}" } },
    ]);
    expect((await whole(0, cursors[0])).entries.map(({ id }) => id)).toEqual([other.key]);
    expect((await whole(2)).entries.map(({ id }) => id)).toEqual(
      expect.arrayContaining([first.key, next.key, other.key]),
    );
    expect((await whole(3, cursors[2])).entries).toEqual([]);
    // Nothing is copied: the feed names the entry, and its payload stands in one place.
    expect(await store.sql.query("select 1 from feed_items where body like '%湖滨示例公司%'")).toEqual([]);
  });

  it("pages fit what a station reads of one answer; a record that is too large comes without its content", async () => {
    const { cursor } = await whole(2);
    const quotes = JSON.stringify('"'.repeat(Math.floor(ENTRY_TRAVELS_BYTES / 2) - 10));
    const sent = [
      await send(0, quotes),
      ...(await Promise.all(Array.from({ length: 8 }, () => send(1, JSON.stringify("汉".repeat(9_000)))))),
      await send(0, JSON.stringify("x".repeat(ENTRY_TRAVELS_BYTES))),
    ];
    const { entries, longest } = await whole(2, cursor);
    expect(new Set(entries.map(({ id }) => id))).toEqual(new Set(sent.map(({ key }) => key)));
    expect(longest).toBeLessThan(262_144);
    expect(entries.filter(({ entry }) => entry.payload === null).map(({ id }) => id)).toEqual([sent.at(-1)?.key]);
  });

  it("a window whose own entries fill the feed reaches its end", async () => {
    const { cursor } = await whole(0);
    for (let nth = 0; nth < 12; nth += 1) {
      const entries = Array.from({ length: 100 }, () => ({ ...entryOf("{}"), key: randomUUID() }));
      expect((await ask(url(0), "POST", "/v1/entries", { token: token(0), body: { entries } })).status).toBe(200);
    }
    const last = await send(1, "[1]");
    const read = await whole(0, cursor);
    expect(read.entries.map(({ id }) => id)).toEqual([last.key]);
    expect(await feed(0, read.cursor)).toMatchObject({ items: [], more: false, cursor: read.cursor });
  });
});

describe.each(centreStores)("an older centre on $store", ({ open }) => {
  it("adds the entries from before the feed named entries", async () => {
    const store = await open();
    try {
      for (const { statements } of allMigrations.slice(0, 6))
        for (const statement of statements) await store.sql.query(statement);
      const [hall, station] = [randomUUID(), randomUUID()];
      await store.sql.query("insert into halls (id, name, letters, created_at) values ($1, '一号大厅', 'A', now())", [
        hall,
      ]);
      await store.sql.query(
        `insert into stations (hall_id, id, name, hall_name_given, prefix, token_hash, enrolled_at)
         values ($1, $2, '1号窗口', '一号大厅', 'A01', 'h', now())`,
        [hall, station],
      );
      await store.sql.query("insert into feed_items (hall_id, id, body) values ($1, $2, '{}')", [hall, randomUUID()]);
      for (const sequence of [1, 2, 3])
        await store.sql.query(
          `insert into entries (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt,
           station_id, received_at)
           values ($1, $2, $1, $3, 'application.accepted', '{}', repeat('a', 64), 'R', $4, now())`,
          [hall, randomUUID(), sequence, station],
        );
      await store.sql.query("delete from unread_entries where position < 3");
      for (const statement of allMigrations[6]?.statements ?? []) await store.sql.query(statement);
      // What is still unread is in the feed once it is read.
      expect(
        await store.sql.query(
          `select entries.sequence::int as sequence from feed_items join entries on entries.key = feed_items.id
           order by feed_items.position`,
        ),
      ).toEqual([{ sequence: 1 }, { sequence: 2 }]);
      expect(await store.sql.query("select 1 from feed_items where body is not null")).toHaveLength(1);
    } finally {
      await store.remove();
    }
  });
});
