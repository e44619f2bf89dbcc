import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { CentreProblem, PushBatchAnswer, type BatchEntry, type EnrolAnswer } from "#shared/contract/centre/push.ts";
import { ask, enrol, entryOf, push, sha256 } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";

const CODE = "version-conflict-test-code";

describe.each(centreStores)("one version of an application from two windows, centre on $store", ({ open }) => {
  let store: TestStore;
  let centres: RunningCentre[] = [];
  const stations: EnrolAnswer[] = [];

  beforeAll(async () => {
    store = await open();
    const options = {
      sql: store.sql,
      port: 0,
      now: () => "2026-11-20T03:00:00.000Z",
      enrolmentCodes: [{ hallName: "一号大厅", code: CODE }],
    };
    centres = await Promise.all([startCentre(options), startCentre(options)]);
    for (const name of ["1号窗口", "2号窗口"]) stations.push(await enrol(url(0), CODE, name));
  });

  afterAll(async () => {
    for (const centre of centres) await centre.close();
    await store?.remove();
  });

  const url = (instance: number): string => centres[instance]?.url ?? "";
  const token = (nth: number): string => stations[nth]?.token ?? "";
  const begun = async (): Promise<string> => {
    const entry = entryOf("{}");
    expect((await push(url(0), token(0), randomUUID(), entry)).status).toBe(201);
    return entry.applicationId;
  };
  const step = (applicationId: string, sequence: number, payload: string) =>
    entryOf(payload, { applicationId, sequence, kind: "details.corrected" });

  it("row 64: the second window gets the first one's version; sent again, both answers stay", async () => {
    const applicationId = await begun();
    const [first, second] = [randomUUID(), randomUUID()];
    expect((await push(url(0), token(0), first, step(applicationId, 2, `{"of":1}`))).status).toBe(201);
    for (const instance of [0, 1]) {
      const answer = await push(url(instance), token(1), second, step(applicationId, 2, `{"of":2}`));
      expect(answer.status).toBe(409);
      expect(CentreProblem.parse(answer.body)).toMatchObject({
        code: "version-conflict",
        held: null,
        theirs: {
          key: first,
          sequence: 2,
          kind: "details.corrected",
          payloadHash: sha256(`{"of":1}`),
          receivedAt: "2026-11-20T03:00:00.000Z",
          window: { name: "1号窗口", prefix: stations[0]?.prefix },
        },
      });
    }
    expect((await push(url(1), token(0), first, step(applicationId, 2, `{"of":1}`))).status).toBe(200);
    // Under the same key, other content is what it always was: another conflict.
    const other = await push(url(0), token(0), first, step(applicationId, 2, `{"of":3}`));
    expect(CentreProblem.parse(other.body)).toMatchObject({
      code: "conflict",
      held: { payloadHash: sha256(`{"of":1}`) },
    });
    // On top of theirs it is taken.
    expect((await push(url(0), token(1), randomUUID(), step(applicationId, 3, `{"of":2}`))).status).toBe(201);
    expect(
      await store.sql.query(
        "select sequence::int as sequence from entries where application_id = $1 order by sequence",
        [applicationId],
      ),
    ).toEqual([{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }]);
  });

  it("row 64: in a batch a version conflict blocks only what follows of its application", async () => {
    const [applicationId, other] = [await begun(), await begun()];
    await push(url(0), token(0), randomUUID(), step(applicationId, 2, `{"of":1}`));
    const entries: BatchEntry[] = [
      step(applicationId, 2, "[2]"),
      step(applicationId, 3, "[3]"),
      step(other, 2, "[4]"),
      entryOf("{}"),
    ].map((entry) => ({ ...entry, key: randomUUID() }));
    const answer = await ask(url(0), "POST", "/v1/entries", { token: token(1), body: { entries } });
    const { answers } = PushBatchAnswer.parse(answer.body);
    expect(answers.map(({ outcome }) => outcome)).toEqual(["version-conflict", "held-back", "held", "held"]);
    expect(answers[0]).toMatchObject({
      key: entries[0]?.key,
      payloadHash: sha256("[2]"),
      theirs: { sequence: 2, window: { name: "1号窗口" } },
    });
  });

  it("row 64: of two windows that send one version at once through two instances, exactly one is stored", async () => {
    for (let round = 0; round < 8; round += 1) {
      const applicationId = await begun();
      const answers = await Promise.all(
        [0, 1].map((nth) => push(url(nth), token(nth), randomUUID(), step(applicationId, 2, `{"of":${nth}}`))),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    }
  });
});
