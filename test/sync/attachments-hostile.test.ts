import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect } from "vitest";
import { attachmentPort } from "#station/db/attachment-sends.ts";
import { openKeptFile } from "#station/lib/file-store.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { createAttachmentWorker, type AttachmentWorker } from "#station/sync/attachments/attachment-worker.ts";
import { attachScan, makeScan, sendRows, takeApplication } from "#test/helpers/attachment-station.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { answerText, openHostileCentre } from "#test/helpers/hostile-centre.ts";
import { mutationsOf, type Mutation } from "#test/helpers/mutations.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";

const START = "2026-11-20T01:00:00.000Z";
const SIZE = 600_000;
const DAY_MS = 86_400_000;
const problem = (code: string, path = "a") =>
  JSON.stringify({ code, what: { zh: "不行", en: "no" }, fields: [{ path, message: "b" }], held: null });

type Asked = { hash: string; offset: number | null; bytes: number };
type Script = (asked: Asked, response: ServerResponse) => void;

function readAsked(request: IncomingMessage): Asked {
  const [, hash = "", offset] = /\/v1\/attachments\/([0-9a-f]{64})(?:\/pieces\/(\d+))?$/.exec(request.url ?? "") ?? [];
  return {
    hash,
    offset: offset === undefined ? null : Number(offset),
    bytes: Number(request.headers["content-length"] ?? 0),
  };
}
const statusText = (hash: string, held: number, receipt: string | null = null) =>
  JSON.stringify({ hash, size: SIZE, held, receipt });

/** A hall with one file to send, a far end that answers by a script, and a worker that a test's clock drives. */
async function scene(openTestStation: OpenTestStation, script: { now: Script }, files = 1) {
  const clock = new HandClock(START);
  const { context, actor } = await openTestStation({ now: clock.now });
  const id = takeApplication(context, actor);
  for (let nth = 0; nth < files; nth += 1) await attachScan(context, actor, id, makeScan(SIZE));
  const asked: Asked[] = [];
  const far = await openHostileCentre((request, response) => {
    asked.push(readAsked(request));
    script.now(asked.at(-1) ?? readAsked(request), response);
  });
  const troubles: unknown[] = [];
  const worker = createAttachmentWorker({
    port: attachmentPort(context.db),
    centre: () => ({ link: { baseUrl: far.url, fetch: globalThis.fetch, deadlineMs: 10_000 }, token: "t".repeat(43) }),
    now: clock.now,
    random: () => 0.5,
    setTimer: clock.after,
    open: (hash) => openKeptFile(context.dir, hash),
    turn: async () => undefined,
    changed: () => undefined,
    onError: (error) => troubles.push(error),
  });
  return { context, actor, id, clock, worker, asked, troubles };
}

/** Lets the worker do whatever it does by itself for so long. */
async function live(
  { clock, worker }: { clock: HandClock; worker: AttachmentWorker },
  ms: number,
  context: StationContext,
): Promise<void> {
  const end = Date.parse(clock.now()) + ms;
  worker.start();
  for (;;) {
    await expect
      .poll(() => clock.nextTimerMs !== null || attachmentPort(context.db).nextDueAt() === null, { interval: 1 })
      .toBe(true);
    const next = clock.nextTimerMs;
    if (next === null || Date.parse(clock.now()) + next > end) return;
    clock.advance(Math.max(next, 1));
  }
}

const rewind = ({ db }: StationContext): void => {
  db.exec("DELETE FROM attachment_send_events");
  db.exec(
    "UPDATE attachment_sends SET state = 'waiting', failures = 0, setbacks = 0, confirmed_bytes = 0, next_try_at = NULL, receipt = NULL",
  );
};

describe("row 63: a hostile centre that answers about an attachment", () => {
  it("wrong in any one place: only a receipt for this very file counts as sent, and only a few calls are spent", async ({
    openTestStation,
  }) => {
    let at: Mutation = { name: "", body: "" };
    const script: { now: Script } = { now: (_asked, response) => answerText(response, at.body) };
    const { context, worker, asked, troubles } = await scene(openTestStation, script);
    const [row] = sendRows(context);
    const hash = row?.hash ?? "";
    const sound = [statusText(hash, 0), statusText(hash, SIZE, "R-00000001")].map((text) => JSON.parse(text) as object);
    let sent = 0;
    for (at of sound.flatMap((one) => mutationsOf(one))) {
      rewind(context);
      asked.length = 0;
      await worker.retryNow();
      const [after] = sendRows(context);
      if (after?.state === "sent") {
        sent += 1;
        expect(at.name).toMatch(/^receipt = /);
        expect(after.receipt?.length).toBeLessThanOrEqual(100);
      } else expect(after?.state, at.name).toBe("waiting");
      expect(asked.length, at.name).toBeLessThanOrEqual(5);
      expect(after?.reason?.length ?? 0).toBeLessThan(3_000);
    }
    expect(sent).toBeLessThanOrEqual(3);
    expect(troubles).toEqual([]);
    await worker.close();
  });

  it.for<[string, () => Script]>([
    [
      "says that nothing was taken",
      () =>
        ({ hash }, response) =>
          answerText(response, statusText(hash, 0)),
    ],
    [
      "says that it has more than there is",
      () =>
        ({ hash }, response) =>
          answerText(response, statusText(hash, SIZE + 1)),
    ],
    [
      "takes all and gives no receipt",
      () =>
        ({ hash, offset, bytes }, response) =>
          answerText(response, statusText(hash, offset === null ? 0 : offset + bytes)),
    ],
    [
      "takes one byte of each piece",
      () =>
        ({ hash, offset }, response) =>
          answerText(response, statusText(hash, (offset ?? -1) + 1)),
    ],
    [
      "finds the whole wrong each time",
      () =>
        ({ hash, offset, bytes }, response) =>
          offset !== null && offset + bytes === SIZE
            ? answerText(response, problem("bad-request", "hash"), 422)
            : answerText(response, statusText(hash, offset === null ? 0 : offset + bytes)),
    ],
    [
      "breaks off half-way and has forgotten all at the next word",
      () =>
        ({ hash, offset, bytes }, response) =>
          offset !== null && offset > 0
            ? answerText(response, problem("unavailable"), 503)
            : answerText(response, statusText(hash, offset === null ? 0 : bytes)),
    ],
  ])(
    "%s: it is tried a few times, more and more seldom, then quarantined for a person; a week costs no more than a few files' bytes",
    async ([_what, script], { openTestStation }) => {
      const play = await scene(openTestStation, { now: script() });
      await live(play, 7 * DAY_MS, play.context);
      const [row] = sendRows(play.context);
      expect(row).toMatchObject({ state: "set-aside", receipt: null });
      expect(row?.reason).toContain("暂停自动上传");
      expect(play.asked.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(8 * SIZE);
      expect(play.asked.length).toBeLessThan(60);
      expect(play.troubles).toEqual([]);
      await play.worker.close();
    },
  );

  it("never by the contract: it is tried for ever, but at most every few minutes and with one small call, and the files stay", async ({
    openTestStation,
  }) => {
    const play = await scene(
      openTestStation,
      { now: (_asked, response) => answerText(response, "<h1>请登录</h1>", 200, { "content-type": "text/html" }) },
      3,
    );
    await live(play, DAY_MS / 4, play.context);
    expect(sendRows(play.context).map(({ state }) => state)).toEqual(["waiting", "waiting", "waiting"]);
    // Five minutes at most between two tries of one file.
    expect(play.asked.length).toBeGreaterThan(60);
    expect(play.asked.length).toBeLessThan(300);
    expect(play.asked.every(({ offset }) => offset === null)).toBe(true);
    await play.worker.close();
  });

  it("in words about the station, or without knowing attachments: everything waits, and Retry-After is obeyed", async ({
    openTestStation,
  }) => {
    const script: { now: Script } = { now: (_asked, response) => answerText(response, problem("not-enrolled"), 401) };
    const play = await scene(openTestStation, script, 2);
    await play.worker.retryNow();
    expect(play.asked).toHaveLength(1);
    script.now = (_asked, response) => answerText(response, problem("too-many"), 429, { "retry-after": "600" });
    await play.worker.retryNow();
    expect(play.asked).toHaveLength(2);
    // Six hundred seconds, and a twentieth so that windows do not come back together.
    expect(sendRows(play.context).map((row) => row.next_try_at)).toContain("2026-11-20T01:10:30.000Z");
    for (const status of [404, 405, 501]) {
      script.now = (_asked, response) => answerText(response, problem("not-found"), status);
      await play.worker.retryNow();
    }
    expect(sendRows(play.context).map(({ state, setbacks }) => [state, setbacks])).toEqual([
      ["waiting", 0],
      ["waiting", 0],
    ]);
    expect(sendRows(play.context)[0]?.reason).toContain("不接收附件");
    await play.worker.close();
  });

  it("with a gate before it that takes small bodies only: the pieces become small enough, and the file arrives", async ({
    openTestStation,
  }) => {
    let held = 0;
    const play = await scene(openTestStation, {
      now: ({ hash, offset, bytes }, response) => {
        if (offset !== null && bytes > 50_000) return answerText(response, "<h1>413</h1>", 413);
        if (offset === held) held += bytes;
        answerText(response, statusText(hash, held, held === SIZE ? "R-00000001" : null));
      },
    });
    await live(play, DAY_MS, play.context);
    expect(sendRows(play.context)).toMatchObject([{ state: "sent", confirmed_bytes: SIZE }]);
    await play.worker.close();
  });

  it("or refuses one file for good: it alone is quarantined, the next goes on", async ({ openTestStation }) => {
    let first = "";
    const play = await scene(
      openTestStation,
      {
        now: ({ hash, offset, bytes }, response) => {
          first ||= hash;
          if (hash === first) return answerText(response, problem("bad-request"), 422);
          const held = offset === null ? 0 : offset + bytes;
          answerText(response, statusText(hash, held, held === SIZE ? "R-00000001" : null));
        },
      },
      2,
    );
    await play.worker.retryNow();
    expect(sendRows(play.context).map(({ state }) => state)).toEqual(["set-aside", "sent"]);
    await play.worker.close();
  });
});

it("row 63: between two pieces a file gives way to the records", async ({ openTestStation }) => {
  const order: string[] = [];
  let release = (): void => undefined;
  const clock = new HandClock(START);
  const { context, actor } = await openTestStation({ now: clock.now });
  await attachScan(context, actor, takeApplication(context, actor), makeScan(SIZE));
  const far = await openHostileCentre((request, response) => {
    const { hash, offset, bytes } = readAsked(request);
    order.push(offset === null ? "announced" : `piece ${offset}`);
    const held = offset === null ? 0 : offset + bytes;
    answerText(response, statusText(hash, held, held === SIZE ? "R-00000001" : null));
  });
  let asked = 0;
  const turn = (): Promise<void> => {
    asked += 1;
    if (asked !== 2) return Promise.resolve();
    order.push("records wait");
    return new Promise((resolve) => (release = resolve));
  };
  const worker = createAttachmentWorker({
    port: attachmentPort(context.db),
    centre: () => ({ link: { baseUrl: far.url, fetch: globalThis.fetch, deadlineMs: 10_000 }, token: "t".repeat(43) }),
    now: clock.now,
    random: () => 0.5,
    setTimer: clock.after,
    open: (hash) => openKeptFile(context.dir, hash),
    turn,
    changed: () => undefined,
    onError: (error) => order.push(String(error)),
  });
  const pass = worker.retryNow();
  await expect.poll(() => order.at(-1)).toBe("records wait");
  order.push("records went");
  release();
  await pass;
  expect(order).toEqual(["announced", "piece 0", "records wait", "records went", "piece 262144", "piece 524288"]);
  expect(sendRows(context)).toMatchObject([{ state: "sent" }]);
  await worker.close();
});
