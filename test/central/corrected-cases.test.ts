import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { listUnsent } from "#station/db/outbox-entries.ts";
import { performAct } from "#station/cases/acts.ts";
import { enrolAtCentre, findNamedCentre } from "#station/sync/transport/centre-link.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { FeedItem, FeedPage } from "#shared/contract/centre/feed.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const CODES = ["corrected-code-one", "corrected-code-two"];
const clock = new HandClock("2026-11-20T03:00:00.000Z");
type Station = { token: string; prefix: string };

describe.each(centreStores)("row 6: a corrected applicant, centre on $store", ({ open }) => {
  let store: TestStore;
  let centre: RunningCentre;
  const stations: Station[] = [];
  let serial = 0;

  beforeAll(async () => {
    store = await open();
    centre = await startCentre({
      sql: store.sql,
      port: 0,
      now: clock.now,
      enrolmentCodes: CODES.map((code, nth) => ({ hallName: `${nth + 1}号大厅`, code })),
    });
    for (const code of CODES) stations.push(await enrol(centre.url, code));
  });
  afterAll(async () => {
    await centre?.close();
    await store?.remove();
  });

  const station = (nth: number): Station => stations[nth] ?? { token: "", prefix: "" };
  const record = (nth: number, applicant: string, site: string, acceptedAt = "2026-11-20T01:00:00.000Z") => ({
    acceptanceNumber: formatAcceptanceNumber({ prefix: station(nth).prefix, year: 2026, serial: (serial += 1) }),
    acceptedAt,
    content: { utilities: ["water"], form: { header: { applicant, site } } },
  });
  const send = async (
    nth: number,
    { payload, ...of }: { applicationId: string; sequence: number; kind: string; payload: object },
  ): Promise<void> => {
    expect(
      (await push(centre.url, station(nth).token, randomUUID(), entryOf(JSON.stringify(payload), of))).status,
    ).toBe(201);
  };
  const accept = async (
    nth: number,
    payload: object,
    applicationId: string = randomUUID(),
    sequence = 1,
  ): Promise<string> => {
    await send(nth, { applicationId, sequence, kind: "application.accepted", payload });
    return applicationId;
  };
  const correct = (nth: number, applicationId: string, sequence: number, changes: [field: string, value: string][]) =>
    send(nth, {
      applicationId,
      sequence,
      kind: "details.corrected",
      payload: {
        act: {
          kind: "details.corrected",
          reason: "录入有误",
          changes: changes.map(([field, value]) => ({ section: "header", field, value })),
        },
      },
    });
  const notices = async (nth: number, applicationId: string) => {
    const found: FeedItem[] = [];
    for (let after = "", more = true; more;) {
      const page = FeedPage.parse(
        (
          await ask(centre.url, "GET", `/v1/feed${after === "" ? "" : `?after=${after}`}`, {
            token: station(nth).token,
          })
        ).body,
      );
      found.push(
        ...page.items
          .filter((item) => item["applicationId"] === applicationId && item.kind === "duplicate.found")
          .map((item) => FeedItem.parse(item)),
      );
      [after, more] = [page.cursor, page.more];
    }
    return found;
  };

  it("is compared as it is now, also with those read after it, on both sides, once", async () => {
    const mistyped = await accept(0, record(0, "湖滨示倒公司", "云海路 11 号"));
    const other = await accept(1, record(1, "湖滨示例公司", "云海路 11 号", "2026-11-20T02:00:00.000Z"));
    expect([...(await notices(0, mistyped)), ...(await notices(1, other))]).toEqual([]);
    await correct(0, mistyped, 2, [["applicant", "湖滨示例公司"]]);
    expect(await notices(0, mistyped)).toMatchObject([{ standing: "first", utilities: ["water"] }]);
    expect(await notices(1, other)).toMatchObject([{ standing: "later" }]);
    await correct(0, mistyped, 3, [
      ["applicant", "湖滨示例公司"],
      ["phone", "13900000000"],
    ]);
    expect(await notices(0, mistyped)).toHaveLength(1);
  });

  it("is no longer recognised by its old text; an earlier notice of a duplicate stays", async () => {
    const mistyped = await accept(0, record(0, "甲示例公司", "云海路 12 号"));
    const original = await accept(1, record(1, "甲示例公司", "云海路 12 号"));
    expect(await notices(0, mistyped)).toHaveLength(1);
    await correct(0, mistyped, 2, [["applicant", "乙示例公司"]]);
    expect(await notices(0, mistyped)).toHaveLength(1);
    expect(await notices(1, original)).toHaveLength(1);
    const later = await accept(1, record(1, "乙示例公司", "云海路 12 号"));
    expect(await notices(1, later)).toHaveLength(1);
    const keys = await store.sql.query(
      "select count(distinct case_hash)::int as n from case_keys where application_id = $1",
      [mistyped],
    );
    expect(keys[0]?.["n"]).toBe(1);
  });

  it("is read completely whether correction or acceptance comes first; the mistyped text makes no notice", async () => {
    const wrong = await accept(1, record(1, "丙示例公司", "云海路 13 号"));
    const right = await accept(1, record(1, "丁示例公司", "云海路 13 号"));
    const id = randomUUID();
    await correct(0, id, 2, [["applicant", "丁示例公司"]]);
    expect(await notices(0, id)).toEqual([]);
    await accept(0, record(0, "丙示例公司", "云海路 13 号"), id);
    expect(await notices(0, id)).toHaveLength(1);
    expect(await notices(1, right)).toHaveLength(1);
    expect(await notices(1, wrong)).toEqual([]);
  });

  it("is noticed once, by its later version, where the first was refused", async () => {
    const other = await accept(1, record(1, "戊示例公司", "云海路 14 号"));
    const original = record(0, "戊示例公司", "云海路 14 号");
    const id = await accept(0, original, randomUUID(), 2);
    expect(await notices(0, id)).toHaveLength(1);
    // After a restore the refused first version may yet come: it changes nothing.
    await accept(
      0,
      {
        ...original,
        content: { ...original.content, form: { header: { applicant: "己示例公司", site: "云海路 14 号" } } },
      },
      id,
      1,
    );
    await correct(0, id, 3, [["phone", "13900000000"]]);
    expect(await notices(0, id)).toHaveLength(1);
    expect(await notices(1, other)).toHaveLength(1);
    const late = await accept(1, record(1, "己示例公司", "云海路 14 号"));
    expect(await notices(1, late)).toEqual([]);
    expect(
      Number(
        (await store.sql.query("select count(*)::int as n from intakes where application_id = $1", [id]))[0]?.["n"],
      ),
    ).toBe(1);
  });

  it("corrections of any shape, and any number, leave nothing unread", async () => {
    const id = await accept(0, record(0, "庚示例公司", "云海路 15 号"));
    const odd = [
      {},
      [],
      { act: null },
      { act: { changes: "x" } },
      { act: { changes: [{ section: "__proto__", field: "x", value: "y" }] } },
      { act: { changes: [{ section: "header", field: "applicant", value: "" }] } },
    ];
    for (const [nth, payload] of odd.entries())
      await send(0, { applicationId: id, sequence: nth + 2, kind: "details.corrected", payload });
    for (let nth = 0; nth < 150; nth += 1)
      await correct(0, id, odd.length + nth + 2, [["applicant", `辛示例${nth}公司`]]);
    const other = await accept(1, record(1, "辛示例149公司", "云海路 15 号"));
    expect(await notices(1, other)).toHaveLength(1);
    expect(await store.sql.query("select 1 from unread_batches")).toEqual([]);
  });

  it("is matched by what a real window's correction sends", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now: clock.now });
    await enrolAtCentre(context, centre.url, CODES[0] ?? "");
    const own = { ...actor, station: context.station() };
    const header = { applicant: "壬示倒公司", site: "云海路 16 号", contact: "示例人", phone: "13800000000" };
    const { id } = submitApplication(context, own, { key: randomUUID(), body: yunhaiDraft({ form: { header } }) });
    performAct(context, own, {
      applicationId: id,
      shownVersion: 1,
      act: {
        kind: "details.corrected",
        changes: [{ section: "header", field: "applicant", value: "壬示例公司" }],
        reason: "录入有误",
      },
    });
    const [accepted, corrected] = listUnsent(context.db);
    if (accepted === undefined || corrected === undefined) throw new Error("too few entries");
    const { content } = JSON.parse(accepted.payload) as {
      content: { utilities: string[]; service: string; form: { header: object } };
    };
    const other = await accept(1, {
      ...record(1, "", ""),
      content: { ...content, form: { header: { ...header, applicant: "壬示例公司" } } },
    });
    const token = findNamedCentre(context)?.token ?? "";
    for (const { key, kind, applicationId, sequence, payload, payloadHash } of [accepted, corrected])
      expect((await push(centre.url, token, key, { kind, applicationId, sequence, payload, payloadHash })).status).toBe(
        201,
      );
    expect(await notices(1, other)).toHaveLength(1);
  });
});
