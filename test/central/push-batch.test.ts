import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import {
  BATCH_ENTRIES,
  CentreProblem,
  PushBatchAnswer,
  PushReceipt,
  type BatchAnswer,
  type BatchEntry,
} from "#shared/contract/centre/push.ts";
import { ask, enrol, entryOf, push, type Answer } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";

const CODE = "test-code-of-hall-one";
const OTHER_CODE = "test-code-of-hall-two";
const NOW = "2026-11-20T01:00:00.000Z";

const keyed = (payload: string, over: Partial<BatchEntry> = {}): BatchEntry => ({
  ...entryOf(payload),
  key: randomUUID(),
  ...over,
});
const chain = (count: number): BatchEntry[] => {
  const applicationId = randomUUID();
  return Array.from({ length: count }, (_, index) => keyed(`{"n":${index}}`, { applicationId, sequence: index + 1 }));
};

describe.each(centreStores)("several entries in one call to a centre on $store", ({ open }) => {
  let testStore: TestStore;
  let centre: RunningCentre;
  let second: RunningCentre;
  let token = "";
  let otherToken = "";
  beforeAll(async () => {
    testStore = await open();
    const options = {
      sql: testStore.sql,
      port: 0,
      now: () => NOW,
      enrolmentCodes: [
        { hallName: "一号大厅", code: CODE },
        { hallName: "二号大厅", code: OTHER_CODE },
      ],
    };
    [centre, second] = await Promise.all([startCentre(options), startCentre(options)]);
    token = (await enrol(centre.url, CODE)).token;
    otherToken = (await enrol(centre.url, OTHER_CODE)).token;
  });
  afterAll(async () => {
    await centre?.close();
    await second?.close();
    await testStore?.remove();
  });

  const post = (entries: unknown, as = token, url = centre.url): Promise<Answer> =>
    ask(url, "POST", "/v1/entries", { token: as, body: { entries } });
  const answersOf = async (entries: readonly BatchEntry[], as = token, url = centre.url): Promise<BatchAnswer[]> => {
    const answer = await post(entries, as, url);
    expect(answer.status).toBe(200);
    return PushBatchAnswer.parse(answer.body).answers;
  };
  const outcomes = (answers: BatchAnswer[]): string[] => answers.map(({ outcome }) => outcome);
  const rowsOf = async (entries: readonly BatchEntry[]): Promise<number> => {
    const rows = await Promise.all(
      entries.map(({ key }) => testStore.sql.query("select 1 from entries where key = $1", [key])),
    );
    return rows.flat().length;
  };

  test("a full batch is stored byte for byte, and any instance and route repeats the same receipts", async () => {
    const entries = [
      ...chain(5),
      ...Array.from({ length: BATCH_ENTRIES - 5 }, (_, n) =>
        keyed(`{"name":"𠮷田 ｜ m³","note":"\\u0000 \\ud83d\\ude00 😀 '; drop table entries; --","n":${n}}`),
      ),
    ];
    const first = await answersOf(entries);
    expect(first).toEqual(
      entries.map(({ key, payloadHash }) => ({
        outcome: "held",
        key,
        payloadHash,
        receipt: expect.stringMatching(/^R/) as string,
        receivedAt: NOW,
        duplicate: false,
      })),
    );
    expect(new Set(first.map((answer) => answer.outcome === "held" && answer.receipt)).size).toBe(BATCH_ENTRIES);
    const again = await answersOf(
      entries.map((entry) => ({ ...entry, key: entry.key.toUpperCase() })),
      token,
      second.url,
    );
    expect(again).toEqual(first.map((answer) => ({ ...answer, duplicate: true })));
    const last = entries.at(-1);
    if (last === undefined) throw new Error("no entries");
    const { key, ...entry } = last;
    expect(again.at(-1)).toEqual({
      outcome: "held",
      ...PushReceipt.parse((await push(second.url, token, key, entry)).body),
    });
    const [row] = await testStore.sql.query("select payload from entries where key = $1", [key]);
    expect(row?.["payload"]).toBe(entry.payload);
  });

  test("a bad entry stops itself and what follows of its application; the others are stored", async () => {
    const sound = chain(2);
    const [first, bad, after] = chain(3);
    if (first === undefined || bad === undefined || after === undefined) throw new Error("no chain");
    const odd = keyed("{}", { applicationId: "7" });
    const [one, two] = sound;
    const answer = await post([
      one,
      first,
      { ...bad, payload: `{"n":"changed on the way"}` },
      odd,
      { ...keyed("{}"), extra: "\0" },
      after,
      two,
    ]);
    const { answers } = PushBatchAnswer.parse(answer.body);
    expect(outcomes(answers)).toEqual(["held", "held", "refused", "refused", "refused", "held-back", "held"]);
    expect(answers[2]).toMatchObject({
      key: bad.key,
      problem: { code: "bad-request", fields: [{ path: "payloadHash" }] },
    });
    expect(answers[3]).toMatchObject({ problem: { fields: [{ path: "applicationId" }] } });
    expect(await rowsOf([...sound, first])).toBe(3);
    expect(await rowsOf([bad, odd, after])).toBe(0);
  });

  test("a conflict shows both hashes, changes nothing, and blocks later entries of its application", async () => {
    const [one, two, three] = chain(3);
    const other = keyed(`{"other":true}`);
    if (one === undefined || two === undefined || three === undefined) throw new Error("no chain");
    const [before] = await answersOf([two]);
    if (before?.outcome !== "held") throw new Error("not held");
    const changed = { ...two, ...entryOf(`{"n":"changed"}`, { applicationId: two.applicationId, sequence: 2 }) };
    const answers = await answersOf([one, changed, three, other]);
    expect(outcomes(answers)).toEqual(["held", "conflict", "held-back", "held"]);
    expect(answers[1]).toEqual({
      outcome: "conflict",
      key: two.key,
      payloadHash: changed.payloadHash,
      held: { payloadHash: two.payloadHash, receipt: before.receipt },
    });
    expect(await rowsOf([three])).toBe(0);
    const [row] = await testStore.sql.query("select payload from entries where key = $1", [two.key]);
    expect(row?.["payload"]).toBe(two.payload);
  });

  test("one key twice in a batch is one record; of two contents the first stays", async () => {
    const one = keyed(`{"v":1}`);
    const [first, again] = await answersOf([one, one]);
    expect(first).toMatchObject({ outcome: "held" });
    expect(again).toMatchObject({ outcome: "held", receipt: first?.outcome === "held" ? first.receipt : "" });
    const two = keyed(`{"v":2}`);
    const rival = { ...two, ...entryOf(`{"v":3}`, { applicationId: two.applicationId, sequence: 2 }) };
    expect(outcomes(await answersOf([two, rival]))).toEqual(["held", "conflict"]);
    expect(await rowsOf([two])).toBe(1);
  });

  test("twenty posts of the same entries at once, in many orders, write each entry once with one receipt", async () => {
    const applications = Array.from({ length: 10 }, () => chain(3));
    const rounds = Array.from({ length: 20 }, (_, turn) =>
      [...applications.slice(turn % 10), ...applications.slice(0, turn % 10)].flat(),
    );
    const all = await Promise.all(
      rounds.map((entries, turn) =>
        answersOf(turn % 3 === 0 ? entries.toReversed() : entries, token, turn % 2 === 0 ? centre.url : second.url),
      ),
    );
    const receipts = new Map<string, Set<string>>();
    for (const answer of all.flat()) {
      if (answer.outcome !== "held") throw new Error(answer.outcome);
      receipts.set(answer.key, (receipts.get(answer.key) ?? new Set()).add(answer.receipt));
    }
    expect(receipts.size).toBe(30);
    for (const one of receipts.values()) expect(one.size).toBe(1);
    expect(all.flat().filter((answer) => answer.outcome === "held" && !answer.duplicate)).toHaveLength(30);
    expect(await rowsOf(applications.flat())).toBe(30);
  });

  test("another hall's application is refused in a batch too; the caller's own are stored", async () => {
    const [mine] = chain(1);
    if (mine === undefined) throw new Error("no entry");
    await answersOf([mine]);
    const own = keyed(`{"own":true}`);
    const answers = await answersOf(
      [keyed(`{"theirs":true}`, { applicationId: mine.applicationId, sequence: 2 }), own],
      otherToken,
    );
    expect(answers).toMatchObject([
      { outcome: "refused", problem: { code: "not-found" } },
      { outcome: "held", key: own.key },
    ]);
    expect(
      await testStore.sql.query("select 1 from entries where application_id = $1", [mine.applicationId]),
    ).toHaveLength(1);
  });

  test("a batch that cannot be read as a whole writes nothing: no token, no entries, too many, no key, too large", async () => {
    const sound = keyed("{}");
    expect((await ask(centre.url, "POST", "/v1/entries", { body: { entries: [sound] } })).status).toBe(401);
    for (const entries of [
      [],
      undefined,
      "x",
      [sound, { ...sound, key: "7" }],
      [sound, null],
      Array.from({ length: BATCH_ENTRIES + 1 }, () => keyed("{}")),
    ]) {
      const answer = await post(entries);
      expect(answer.status).toBe(422);
      expect(CentreProblem.parse(answer.body).code).toBe("bad-request");
    }
    expect((await ask(centre.url, "POST", "/v1/entries", { token, body: { entries: [sound], more: 1 } })).status).toBe(
      422,
    );
    expect((await post([sound, keyed(JSON.stringify("长".repeat(2_000_000)))])).status).toBe(413);
    expect(await rowsOf([sound])).toBe(0);
  });
});
