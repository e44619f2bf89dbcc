import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect } from "vitest";
import { outboxPort } from "#station/db/due-entries.ts";
import { troublesOf } from "#station/health/station-health.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { outboxPass } from "#station/sync/outbox/send-due.ts";
import { enrol } from "#station/sync/transport/enrol.ts";
import { findCompanyAt } from "#station/sync/transport/look-up.ts";
import { pullPass } from "#station/sync/feed/read-feed.ts";
import { push } from "#station/sync/outbox/push.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { answerText, openHostileCentre, type HostileCentre } from "#test/helpers/hostile-centre.ts";
import { mutationsOf, type Mutation } from "#test/helpers/mutations.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const NOW = "2026-09-18T00:30:00.000Z";
const TOKEN = "t".repeat(43);
const EPOCH = randomUUID();
const clock = new HandClock(NOW);
const link = (baseUrl: string, deadlineMs = 5_000) => ({ baseUrl, fetch: globalThis.fetch, deadlineMs });
const pull = (context: StationContext, url: string, deadlineMs?: number) =>
  pullPass({
    context,
    link: link(url, deadlineMs),
    token: TOKEN,
    stop: new AbortController().signal,
    isFirst: true,
  });
const send = ({ db, now }: StationContext, url: string) =>
  outboxPass({
    port: outboxPort(db),
    now,
    random: () => 0.5,
    fruitless: 0,
    send: (entries) => push(link(url), TOKEN, entries),
    changed: () => undefined,
    closing: () => false,
  });
const storeBytes = ({ db }: StationContext): number =>
  Number(db.pragma("page_count", { simple: true })) * Number(db.pragma("page_size", { simple: true }));

type Row = { key: string; payload_hash: string; state: string; receipt: string | null; reason: string | null };
const rows = ({ db }: StationContext): Row[] =>
  db.prepare<[], Row>("SELECT key, payload_hash, state, receipt, reason FROM outbox_entries ORDER BY rowid").all();

/** A window that took in so many applications, none of them sent. */
async function takeIn(openTestStation: OpenTestStation, count = 1) {
  const { context, actor } = await openTestStation({ now: clock.now });
  const take = (nth: number) =>
    submitApplication(context, actor, {
      key: randomUUID(),
      body: yunhaiDraft({
        form: {
          header: { applicant: `示例${nth}公司`, site: `云海路 ${nth} 号`, contact: "示例人", phone: "13800000000" },
        },
      }),
    });
  const taken = Array.from({ length: count }, (_, nth) => take(nth + 1));
  return { context, taken, take };
}
const forgetTries = ({ db }: StationContext): void => {
  db.exec("DELETE FROM outbox_events");
  db.exec("UPDATE outbox_entries SET state = 'waiting', attempts = 0, next_try_at = NULL, receipt = NULL");
};
const receiptOf = ({ key, payload_hash }: Row) => ({
  key,
  receipt: "R-00000001",
  payloadHash: payload_hash,
  receivedAt: NOW,
  duplicate: false,
});
const refusal = {
  code: "conflict",
  what: { zh: "不行", en: "no" },
  fields: [{ path: "a", message: "b" }],
  held: { payloadHash: "e".repeat(64), receipt: "R-00000002" },
};
/** What of a receipt may be anything, within its kind; all the rest says which record it is for. */
const MAY_DIFFER = /^(receivedAt|duplicate|receipt) = /;

describe("a hostile centre that answers a push", () => {
  it("with a wrong receipt or refusal: only a receipt for this key and content counts as sent, and no entry is lost", async ({
    openTestStation,
  }) => {
    const { context } = await takeIn(openTestStation);
    const [before] = rows(context);
    if (before === undefined) throw new Error("no entry");
    const answers = [
      ...mutationsOf(receiptOf(before)).map((one) => ({ ...one, status: 201 })),
      ...mutationsOf(refusal).flatMap((one) => [409, 422, 401, 503].map((status) => ({ ...one, status }))),
    ];
    let at: (Mutation & { status: number }) | undefined;
    const { url } = await openHostileCentre((_request, response) => answerText(response, at?.body ?? "", at?.status));
    const bytes = storeBytes(context);
    for (at of answers) {
      forgetTries(context);
      await send(context, url);
      const [row] = rows(context);
      const name = `${at.status} ${at.name}`;
      expect(row, name).toMatchObject({ key: before.key, payload_hash: before.payload_hash });
      const mayBeSent = at.status === 201 && MAY_DIFFER.test(at.name);
      const allowed = mayBeSent ? /^(waiting|sent)$/ : /^waiting$/;
      const isRefusal = at.status >= 409 && at.status < 423;
      expect(row?.state, name).toMatch(isRefusal ? /^(waiting|quarantined)$/ : allowed);
      expect(row?.receipt?.length ?? 0, name).toBeLessThanOrEqual(100);
      expect(row?.reason?.length ?? 0, name).toBeLessThan(3_000);
    }
    expect(answers.length).toBeGreaterThan(700);
    expect(storeBytes(context) - bytes).toBeLessThan(200_000);
  }, 240_000);

  it("to a batch shuffled, cut, doubled or wrong in any one place: each record is sent only by its own sound answer", async ({
    openTestStation,
  }) => {
    const { context } = await takeIn(openTestStation, 4);
    const all = rows(context);
    const held = all.map((row) => ({ outcome: "held", ...receiptOf(row), receipt: `R-0000000${all.indexOf(row)}` }));
    const stranger = { ...held[0], key: randomUUID() };
    const others: Mutation[] = mutationsOf({ answers: held.slice(1, 3) });
    const shaped: [string, unknown][] = [
      ["shuffled", held.toReversed()],
      ["short", held.slice(0, 1)],
      ["long", [...held, ...Array.from({ length: 500 }, () => stranger)]],
      ["twice", [...held, ...held]],
      ["none", []],
    ];
    const answers = [...shaped.map(([name, list]) => ({ name, body: JSON.stringify({ answers: list }) })), ...others];
    let at: Mutation | undefined;
    const { url } = await openHostileCentre((request, response) => {
      // The first of a pass goes alone and is taken, so that the rest goes as a batch; a record alone gets no answer about it.
      if (request.method === "POST") return answerText(response, at?.body ?? "");
      if (request.url === `/v1/entries/${all[0]?.key}`)
        return answerText(response, JSON.stringify(receiptOf(all[0] as Row)), 201);
      response.destroy();
    });
    for (at of answers) {
      forgetTries(context);
      await send(context, url);
      const sent = rows(context).filter(({ state }) => state === "sent");
      for (const row of sent.slice(1)) expect(row.receipt, at.name).toMatch(/^R-0000000[123]$|^\u202e<b>/);
      if (at.name === "shuffled" || at.name === "long") expect(sent, at.name).toHaveLength(4);
      if (at.name === "short" || at.name === "twice" || at.name === "none") expect(sent, at.name).toHaveLength(1);
      expect(
        rows(context).map(({ payload_hash }) => payload_hash),
        at.name,
      ).toEqual(all.map(({ payload_hash }) => payload_hash));
    }
    expect(answers.length).toBeGreaterThan(200);
  }, 240_000);

  it("with Retry-After of a year, or nonsense: an hour at the most", async ({ openTestStation }) => {
    const { context } = await takeIn(openTestStation);
    for (const asked of ["31536000", "Fri, 18 Sep 2027 00:30:00 GMT", "9".repeat(300), "-5", "1e9"]) {
      const { url } = await openHostileCentre((_request, response) =>
        answerText(response, "{}", 429, { "retry-after": asked }),
      );
      forgetTries(context);
      const { pause: hold } = await send(context, url);
      expect(Date.parse(hold?.pausedUntil ?? "") - Date.parse(NOW), asked).toBeLessThanOrEqual(1.1 * 3_600_000);
    }
  });
});

const statusAnswer = {
  epoch: EPOCH,
  storedThrough: 3,
  durableThrough: 2,
  durableAt: NOW,
  serials: [{ prefix: "T00000", year: 2026, serial: 5 }],
};
const item = (applicationId: string) => ({
  kind: "opinion.given",
  id: randomUUID(),
  at: NOW,
  applicationId,
  by: { kind: "department", name: "示例局" },
  agrees: true,
  text: "同意",
  on: "2026-09-18",
});

/** A far end whose pulled answers are sound, but for those that a test replaces. */
const openPulled = (context: StationContext, own: Record<string, () => string | undefined>): Promise<HostileCentre> =>
  openHostileCentre((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const held = rows(context).map(({ key }, nth) => ({
      key,
      receipt: "R-00000001",
      position: nth + 1,
      durable: true,
    }));
    const sound: Record<string, unknown> = {
      "/v1/standing": statusAnswer,
      "/v1/held": { epoch: EPOCH, held },
      "/v1/feed": { epoch: EPOCH, items: [], cursor: "c", more: false },
      "/v1/stations/token": { token: "u".repeat(43) },
    };
    answerText(response, own[path]?.() ?? JSON.stringify(sound[path] ?? {}));
  });

describe("a hostile centre that is asked for its status and what is new", () => {
  it("answers wrong in any one place: no pass fails, no entry is lost, the store does not grow", async ({
    openTestStation,
  }) => {
    const { context, taken } = await takeIn(openTestStation);
    const prefix = context.station().prefix;
    context.db.exec("UPDATE outbox_entries SET state = 'sent', receipt = 'R-00000001'");
    const [row] = rows(context);
    const answers: Record<string, Mutation[]> = {
      "/v1/standing": mutationsOf({ ...statusAnswer, serials: [{ prefix, year: 2026, serial: 5 }] }),
      "/v1/held": mutationsOf({
        epoch: EPOCH,
        held: [{ key: row?.key, receipt: "R-00000001", position: 1, durable: true }],
      }),
      "/v1/feed": mutationsOf({ epoch: EPOCH, items: [item(taken[0]?.id ?? "")], cursor: "c", more: false }),
      "/v1/stations/token": mutationsOf({ token: "u".repeat(43) }),
    };
    let path = "";
    let at: Mutation | undefined;
    const { url } = await openPulled(
      context,
      Object.fromEntries(Object.keys(answers).map((one) => [one, () => (one === path ? at?.body : undefined)])),
    );
    const bytes = storeBytes(context);
    for (path of Object.keys(answers))
      for (at of answers[path] ?? []) {
        await pull(context, url);
        expect(rows(context), `${path} ${at.name}`).toMatchObject([{ key: row?.key, payload_hash: row?.payload_hash }]);
        expect(rows(context)[0]?.state, `${path} ${at.name}`).toMatch(
          path === "/v1/held" ? /^(sent|waiting)$/ : /^sent$/,
        );
        context.db.exec("UPDATE outbox_entries SET state = 'sent', receipt = 'R-00000001'");
        // So that the next answer is read from the beginning, too.
        context.db.exec("DELETE FROM settings WHERE key = 'centre.feedCursor'");
      }
    expect(storeBytes(context) - bytes).toBeLessThan(1_500_000);
  }, 240_000);

  it("row 67: with absurd numbers: the series is not used up, printed numbers keep their shape, and staff are informed", async ({
    openTestStation,
  }) => {
    const { context, taken, take } = await takeIn(openTestStation);
    const prefix = context.station().prefix;
    let serials: unknown[] = [];
    const { url } = await openPulled(context, { "/v1/standing": () => JSON.stringify({ ...statusAnswer, serials }) });
    const serialOf = (number: string | undefined): number => Number(number?.split("-")[2]);
    for (const serial of [99_999_999, 2 ** 53, 2 ** 53 - 1, 1e300]) {
      serials = [{ prefix, year: 2026, serial }];
      await pull(context, url);
      expect(serialOf(take(serial % 97).acceptanceNumber)).toBeLessThan(20);
    }
    serials = [{ prefix, year: 2026, serial: 99_999_999 }];
    await pull(context, url);
    expect(troublesOf(context.health)).toMatchObject([
      { code: "numbers-doubted", what: { zh: expect.stringContaining(`${prefix}-2026-99999999`) as string } },
    ]);
    // Numbers of other stations are none of this one's business, and would fill its store a little with each call.
    serials = Array.from({ length: 50 }, (_, nth) => ({ prefix: `Z${nth}`, year: 2026, serial: 7 }));
    await pull(context, url);
    expect(context.db.prepare("SELECT count(*) FROM number_series").pluck().get()).toBe(1);
    expect(troublesOf(context.health)).toEqual([]);
    // What is possible is believed: this window was restored a hundred numbers back.
    serials = [
      { prefix, year: 2026, serial: serialOf(taken[0]?.acceptanceNumber) + 100 },
      { prefix: `${prefix}N`, year: 2026, serial: 4 },
    ];
    await pull(context, url);
    expect(context.db.prepare("SELECT last_serial FROM number_series WHERE prefix = ?").pluck().get(`${prefix}N`)).toBe(
      4,
    );
    expect(serialOf(take(500).acceptanceNumber)).toBe(102);
  });

  it("sends a feed whose cursor never moves: one page is read, and the pass ends", async ({ openTestStation }) => {
    const { context, taken } = await takeIn(openTestStation);
    let pages = 0;
    const { url, seen } = await openPulled(context, {
      "/v1/feed": () => (
        (pages += 1),
        JSON.stringify({
          epoch: EPOCH,
          items: Array.from({ length: 50 }, () => item(taken[0]?.id ?? "")),
          cursor: "same",
          more: true,
        })
      ),
    });
    for (let pass = 0; pass < 10; pass += 1) await pull(context, url);
    expect(pages).toBeLessThanOrEqual(11);
    expect(seen.length).toBeLessThan(60);
    expect(context.db.prepare("SELECT count(*) FROM pulled_items").pluck().get()).toBeLessThanOrEqual(200);
  });
});

describe("a hostile centre on the wire", () => {
  const heap = (): number => process.memoryUsage().rss;

  it("with endless headers or body, 256 MB in 256 KB, or single bytes: each call ends in bounded memory, the entry waits", async ({
    openTestStation,
  }) => {
    const { context } = await takeIn(openTestStation);
    const bomb = gzipSync(Buffer.alloc(268_435_456, 32));
    const before = heap();
    const ways: Record<string, Parameters<typeof openHostileCentre>[0]> = {
      "endless headers": (_request, response) => {
        const socket = response.socket;
        const more = (): void =>
          void socket?.write(`X-${randomUUID()}: ${"a".repeat(8_000)}\r\n`, (error) =>
            error == null ? more() : undefined,
          );
        socket?.on("error", () => undefined);
        socket?.write("HTTP/1.1 200 OK\r\n", more);
      },
      "a packed body": (_request, response) => {
        response.writeHead(201, { "content-type": "application/json", "content-encoding": "gzip" });
        response.end(bomb);
      },
      "a drip": (_request, response) => {
        response.writeHead(201, { "content-type": "application/json" });
        const timer = setInterval(() => void response.write(" "), 20);
        response.on("close", () => clearInterval(timer));
      },
      silence: () => undefined,
    };
    for (const [name, way] of Object.entries(ways)) {
      const { url } = await openHostileCentre(way);
      forgetTries(context);
      await outboxPass({
        port: outboxPort(context.db),
        now: context.now,
        random: () => 0.5,
        fruitless: 0,
        send: (entries) => push(link(url, 1_000), TOKEN, entries),
        changed: () => undefined,
        closing: () => false,
      });
      expect(rows(context)[0]?.state, name).toBe("waiting");
      expect((await pull(context, url, 1_000)).failed, name).not.toBeNull();
    }
    expect(heap() - before).toBeLessThan(150_000_000);
  }, 180_000);

  it.for([301, 302, 303, 307, 308])(
    "answers every call with %i to another host: nobody else ever hears the token, the code or the record",
    async (status, { openTestStation }) => {
      const { context } = await takeIn(openTestStation);
      const secondCentre = await openHostileCentre((_request, response) => answerText(response, "{}"));
      const { url, seen } = await openHostileCentre((request, response) =>
        answerText(response, "", status, { location: `${secondCentre.url}${request.url}` }),
      );
      await send(context, url);
      await pull(context, url);
      await findCompanyAt(link(url), TOKEN, "91330106MA2TEST00X");
      await expect(
        enrol(link(url), { enrolmentCode: "code-0001", hallName: "示例大厅", stationName: "1 号窗口" }),
      ).rejects.toBeInstanceOf(ProblemError);
      expect(seen.length).toBeGreaterThanOrEqual(4);
      expect(secondCentre.seen).toEqual([]);
      expect(rows(context)[0]?.state).toBe("waiting");
    },
  );
});

it("a hostile centre that enrols or looks up wrongly in one place: a problem in words or a sound answer, never a bad token", async () => {
  let at: Mutation | undefined;
  const { url } = await openHostileCentre((_request, response) => answerText(response, at?.body ?? "", 200));
  const answer = { stationId: randomUUID(), prefix: "A01", token: TOKEN };
  for (at of [
    ...mutationsOf(answer),
    ...["\n", "é", " ", "\u0000"].map((sign) => ({
      name: `token with ${sign}`,
      body: JSON.stringify({ ...answer, token: TOKEN + sign }),
    })),
  ]) {
    const got = await enrol(link(url), {
      enrolmentCode: "code-0001",
      hallName: "示例大厅",
      stationName: "1 号窗口",
    }).catch((error: unknown) => error);
    if (got instanceof ProblemError) continue;
    expect(got, at.name).toMatchObject({ prefix: "A01", token: TOKEN });
  }
  const company = {
    creditCode: "91330106MA2TEST00X",
    name: "示例公司",
    legalRepresentative: null,
    address: "示例路",
    standing: "in-business",
    source: { zh: "示例", en: "example" },
    asOf: "2026-09-18",
  };
  for (at of mutationsOf(company))
    expect((await findCompanyAt(link(url), TOKEN, company.creditCode)).kind, at.name).toMatch(
      /^(found|not-found|unavailable)$/,
    );
});
