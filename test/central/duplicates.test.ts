import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CASE_FIELDS } from "#central/indexer/case-keys.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { openProfiles } from "#station/app/open-station.ts";
import { resourcesDir } from "#station/lib/resources.ts";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { FeedItem, FeedPage } from "#shared/contract/centre/feed.ts";
import { CentreStatus } from "#shared/contract/centre/sync-status.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { fixtureProfiles } from "#test/helpers/hall.ts";

const CODES = ["duplicates-code-one", "duplicates-code-two"];
type Station = { token: string; prefix: string };

describe.each(centreStores)("one case accepted twice, centre on $store", ({ open }) => {
  let store: TestStore;
  let centres: RunningCentre[] = [];
  const stations: Station[] = [];
  let serial = 0;

  beforeAll(async () => {
    store = await open();
    const options = {
      sql: store.sql,
      port: 0,
      now: () => "2026-11-20T03:00:00.000Z",
      enrolmentCodes: CODES.map((code, nth) => ({ hallName: `${nth + 1}号大厅`, code })),
    };
    centres = await Promise.all([startCentre(options), startCentre(options)]);
    for (const code of [CODES[0], CODES[0], CODES[1]])
      stations.push(await enrol(url(0), code ?? "", `${stations.length + 1}号窗口`));
  });

  afterAll(async () => {
    for (const centre of centres) await centre.close();
    await store?.remove();
  });

  const url = (instance: number): string => centres[instance]?.url ?? "";
  const station = (nth: number): Station => stations[nth] ?? { token: "", prefix: "" };

  const intake = (
    nth: number,
    applicant: string,
    over: { acceptedAt?: string; utilities?: string[]; service?: string; site?: string; creditCode?: string } = {},
  ) => {
    const number = formatAcceptanceNumber({ prefix: station(nth).prefix, year: 2026, serial: (serial += 1) });
    const {
      acceptedAt = "2026-11-20T01:00:00.000Z",
      utilities = ["water"],
      service,
      site = "云海路 1 号",
      creditCode,
    } = over;
    return {
      acceptanceNumber: number,
      acceptedAt,
      content: {
        utilities,
        ...(service === undefined ? {} : { service }),
        form: {
          header: { applicant, site, phone: "13900001111", ...(creditCode === undefined ? {} : { creditCode }) },
        },
      },
    };
  };

  const take = async (nth: number, record: object, instance = 0): Promise<string> => {
    const applicationId = randomUUID();
    expect(
      (await push(url(instance), station(nth).token, randomUUID(), entryOf(JSON.stringify(record), { applicationId })))
        .status,
    ).toBe(201);
    return applicationId;
  };

  const feed = async (nth: number, instance = 0, after = ""): Promise<FeedPage> =>
    FeedPage.parse(
      (
        await ask(url(instance), "GET", `/v1/feed${after === "" ? "" : `?after=${after}`}`, {
          token: station(nth).token,
        })
      ).body,
    );
  const wholeFeed = async (nth: number): Promise<{ items: FeedItem[]; cursor: string }> => {
    const items: FeedItem[] = [];
    let cursor = "";
    for (let more = true; more;) {
      const page = await feed(nth, 0, cursor);
      items.push(...page.items.filter(({ kind }) => kind !== "entry.taken").map((item) => FeedItem.parse(item)));
      [cursor, more] = [page.cursor, page.more];
    }
    return { items, cursor };
  };
  const noticesFor = async (nth: number, applicationId: string) =>
    (await wholeFeed(nth)).items.filter((item) => item.applicationId === applicationId);

  it("row 6: both windows that accept one case learn who was first, and nothing of the applicant", async () => {
    const [early, late] = [
      intake(0, "湖滨示例（一）公司", { acceptedAt: "2026-11-20T00:30:00.000Z" }),
      intake(1, "湖滨示例(一)公司", {
        site: "云海路１号",
        acceptedAt: "2026-11-20T00:45:00.000Z",
        utilities: ["power", "water"],
      }),
    ];
    // The later one reaches the centre first, as it does where the first window was offline.
    const later = await take(1, late, 1);
    const first = await take(0, early, 0);
    expect(await noticesFor(0, first)).toMatchObject([
      {
        kind: "duplicate.found",
        standing: "first",
        utilities: ["water"],
        other: {
          acceptanceNumber: late.acceptanceNumber,
          hall: "1号大厅",
          window: "2号窗口",
          acceptedAt: "2026-11-20T00:45:00.000Z",
        },
      },
    ]);
    expect(await noticesFor(1, later)).toMatchObject([
      {
        standing: "later",
        other: { acceptanceNumber: early.acceptanceNumber, window: "1号窗口", acceptedAt: "2026-11-20T00:30:00.000Z" },
      },
    ]);
    expect(JSON.stringify((await wholeFeed(0)).items)).not.toMatch(/湖滨|云海路|13900001111/);
  });

  it("row 6: a name given with other signs for the same letters is one case, also where its keys are of an earlier folding", async () => {
    const first = await take(0, intake(0, "示例⾼新公司阿卜‧买买提", { site: "云海市⽂昌路９号" }));
    await feed(0);
    await store.sql.query("update case_keys set case_hash = md5(case_hash) where application_id = $1", [first]);
    await store.sql.query(
      "insert into stale_cases (hall_id, application_id) select hall_id, application_id from intakes",
    );
    await feed(0);
    const second = await take(1, intake(1, "示例高新公司阿卜·买买提", { site: "云海市文昌路9号" }));
    expect(await noticesFor(1, second)).toMatchObject([{ kind: "duplicate.found", standing: "later" }]);
    expect(await noticesFor(0, first)).toHaveLength(1);
    expect(await store.sql.query("select 1 from stale_cases")).toEqual([]);
  });

  it("row 6: twenty windows that send one case at once through two instances each get one notice", async () => {
    const record = (nth: number) => intake(nth, "同时示例公司", { utilities: ["gas"] });
    const taken = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => ({
        nth: i % 2 === 0 ? 0 : 2,
        id: await take(i % 2 === 0 ? 0 : 2, record(i % 2 === 0 ? 0 : 2), i % 2),
      })),
    );
    await Promise.all([feed(0, 0), feed(2, 1)]);
    // Ten at one station and ten at another, all accepted in the same minute: each learns of one before it, and nobody of each two.
    const bodies = (await store.sql.query("select body from feed_items where body is not null")).map((row) =>
      FeedItem.parse(JSON.parse(String(row["body"]))),
    );
    const ours = bodies.flatMap((item) =>
      item.kind === "duplicate.found" && item.utilities[0] === "gas" ? [item] : [],
    );
    const later = ours.filter(({ standing }) => standing === "later").map(({ applicationId }) => applicationId);
    expect(new Set(later).size).toBe(later.length);
    // Untold is only who stood first when read, with those of its own station before the other's began.
    expect(ours).toHaveLength(2 * later.length);
    const listed = (await store.sql.query("select application_id, station_id from intakes order by listed")).filter(
      (row) => taken.some(({ id }) => id === row["application_id"]),
    );
    const before = listed.findIndex((row) => row["station_id"] !== listed[0]?.["station_id"]);
    expect(later.toSorted()).toEqual(
      listed
        .slice(before)
        .map((row) => String(row["application_id"]))
        .toSorted(),
    );
    expect(new Set(ours.map(({ id }) => id)).size).toBe(ours.length);
  });

  it("another utility, service or site, a closed case and one station's own are no duplicates; one credit code is", async () => {
    const same = await take(0, intake(0, "甲示例公司", { creditCode: "91420000123456789A" }));
    for (const record of [
      intake(2, "甲示例公司", { utilities: ["heating"] }),
      intake(2, "甲示例公司", { service: "transfer" }),
      intake(2, "甲示例公司", { site: "云海路 2 号" }),
    ])
      await take(2, record);
    await take(0, intake(0, "甲示例公司"));
    const over = intake(2, "乙示例公司");
    const ended = await take(2, over);
    await push(
      url(0),
      station(2).token,
      randomUUID(),
      entryOf(`{"act":{"kind":"application.withdrawn"}}`, {
        applicationId: ended,
        kind: "application.withdrawn",
        sequence: 2,
      }),
    );
    await feed(2);
    await take(0, intake(0, "乙示例公司"));
    const renamed = await take(2, intake(2, "甲示例公司（更名后）", { creditCode: "９１420000123456789a" }));
    const notices = (await wholeFeed(2)).items.filter(
      (item) => item.kind === "duplicate.found" && item.utilities[0] !== "gas",
    );
    expect(notices.map(({ applicationId }) => applicationId)).toEqual([renamed]);
    expect(await noticesFor(0, same)).toHaveLength(1);
  });

  it("the feed continues at its cursor, belongs to its hall, and begins again in a new epoch", async () => {
    const { items, cursor } = await wholeFeed(0);
    const pages = items.map(({ id }) => id);
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages).toHaveLength(
      Number(
        (
          await store.sql.query(
            "select count(*)::int as n from feed_items join halls on halls.id = hall_id where halls.name = '1号大厅' and body is not null",
          )
        )[0]?.["n"],
      ),
    );
    await take(0, intake(0, "后来示例公司"));
    await take(2, intake(2, "后来示例公司"));
    expect((await feed(0, 1, cursor)).items).toHaveLength(1);
    expect((await feed(0, 1, `${randomUUID()}.999999`)).items.find(({ kind }) => kind !== "entry.taken")?.id).toBe(
      pages[0],
    );
    for (const wrong of ["x", "1", "';--", `${randomUUID()}.-1`])
      expect(
        (await ask(url(0), "GET", `/v1/feed?after=${encodeURIComponent(wrong)}`, { token: station(0).token })).status,
      ).toBe(422);
    expect((await ask(url(0), "GET", "/v1/feed", {})).status).toBe(401);
  });

  it("row 67: one number on two applications of a hall is reported to both sides, once however often it is sent", async () => {
    const record = intake(2, "丁示例公司");
    const first = await take(2, record);
    await wholeFeed(2);
    const again = intake(2, "戊示例公司", { acceptedAt: "2026-11-20T02:00:00.000Z" });
    const second = await take(2, { ...again, acceptanceNumber: record.acceptanceNumber });
    for (const [own, at] of [
      [first, "2026-11-20T02:00:00.000Z"],
      [second, "2026-11-20T01:00:00.000Z"],
    ] as const)
      expect(await noticesFor(2, own)).toMatchObject([
        { kind: "number.clashed", acceptanceNumber: record.acceptanceNumber, otherAcceptedAt: at },
      ]);
    // Another hall's letters keep its numbers apart; a forged one is the forger's own affair.
    await take(0, { ...intake(0, "己示例公司"), acceptanceNumber: record.acceptanceNumber });
    expect(await noticesFor(2, first)).toHaveLength(1);
  });

  it("a faulty window that uses one number and one case for everything delays nobody, and each notice names the first only", async () => {
    const record = intake(1, "庚示例公司");
    await take(0, intake(0, "庚示例公司"));
    const entries = Array.from({ length: 100 }, () => ({
      key: randomUUID(),
      ...entryOf(JSON.stringify(record), { applicationId: randomUUID() }),
    }));
    for (let nth = 0; nth < 10; nth += 1) {
      const batch = entries.map((entry) => ({ ...entry, key: randomUUID(), applicationId: randomUUID() }));
      expect(
        (await ask(url(nth % 2), "POST", "/v1/entries", { token: station(1).token, body: { entries: batch } })).status,
      ).toBe(200);
    }
    await expect.poll(async () => store.sql.query("select 1 from unread_batches"), { timeout: 90_000 }).toEqual([]);
    const kinds = (await store.sql.query("select body from feed_items where body is not null"))
      .map((row) => FeedItem.parse(JSON.parse(String(row["body"]))))
      .flatMap((item) =>
        (item.kind === "number.clashed" && item.acceptanceNumber === record.acceptanceNumber) ||
        (item.kind === "duplicate.found" && item.other.acceptanceNumber === record.acceptanceNumber)
          ? [item.kind]
          : [],
      );
    expect(kinds.filter((kind) => kind === "number.clashed")).toHaveLength(2 * 999);
    expect(kinds.filter((kind) => kind === "duplicate.found")).toHaveLength(1000);
  });

  it("row 67: a station alone learns the highest number in its records; records of other shapes leave nothing unread", async () => {
    const high = intake(1, "丙示例公司");
    await take(1, {
      ...high,
      acceptanceNumber: formatAcceptanceNumber({ prefix: station(1).prefix, year: 2026, serial: 512 }),
    });
    await take(1, {
      voucherNumber: formatAcceptanceNumber({ prefix: `${station(1).prefix}N`, year: 2026, serial: 7 }),
    });
    for (const strange of [
      [],
      { acceptanceNumber: 5 },
      { ...high, acceptedAt: "gestern" },
      { ...high, acceptanceNumber: "A01-2026-999999999999999-K" },
      { ...high, content: { ...high.content, utilities: ["\0", "x".repeat(100)] } },
      { ...high, content: null },
      { ...high, acceptedAt: "9999-99-99T00:00:00Z" },
    ])
      await take(1, strange);
    const serialsOf = async (nth: number) =>
      CentreStatus.parse((await ask(url(0), "GET", "/v1/standing", { token: station(nth).token })).body).serials;
    expect(await serialsOf(1)).toEqual([
      { prefix: station(1).prefix, year: 2026, serial: 512 },
      { prefix: `${station(1).prefix}N`, year: 2026, serial: 7 },
    ]);
    expect((await serialsOf(0)).some(({ prefix }) => prefix.startsWith(station(1).prefix))).toBe(false);
    expect(await store.sql.query("select 1 from unread_batches")).toEqual([]);
  });
});

it("every shipped form names applicant, site and credit code as the centre reads them", () => {
  const profiles = openProfiles(null, [fixtureProfiles()]).list();
  expect(profiles.length).toBeGreaterThan(
    readdirSync(join(resourcesDir(), "profiles")).filter((name) => name.endsWith(".json")).length - 1,
  );
  const ids = profiles.flatMap(({ profile }) =>
    profile.form.sections.flatMap((section) =>
      section.fields.flatMap((field) =>
        field.role === "applicant" || field.role === "site" || field.role === "credit-code"
          ? [[field.role, field.id]]
          : [],
      ),
    ),
  );
  expect(new Set(ids.map((pair) => pair.join(" ")))).toEqual(
    new Set([
      `applicant ${CASE_FIELDS.applicant}`,
      `site ${CASE_FIELDS.site}`,
      `credit-code ${CASE_FIELDS.creditCode}`,
    ]),
  );
  // A utility is shown its own section and those of no utility, by their names.
  for (const { profile } of profiles)
    for (const { id, utility } of profile.form.sections) expect([null, id]).toContain(utility);
});
