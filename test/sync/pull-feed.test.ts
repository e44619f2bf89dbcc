import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { enrolAtCentre, linkTo } from "#station/sync/transport/centre-link.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { findFeedCursor } from "#station/sync/feed/feed-page.ts";
import { startSync } from "#station/sync/start-sync.ts";
import { pullPass } from "#station/sync/feed/read-feed.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { backUpStation, restoreStation } from "#test/helpers/copy-station.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const CODE = "pull-feed-test-code";
const clock = new HandClock("2026-09-18T00:30:00.000Z");
let store: TestStore;
let centre: RunningCentre;
const open: OpenStation[] = [];
const servers: Server[] = [];

beforeAll(async () => {
  const [postgres] = centreStores;
  if (postgres === undefined) throw new Error("no store");
  store = await postgres.open();
  centre = await startCentre({
    sql: store.sql,
    port: 0,
    now: clock.now,
    enrolmentCodes: [{ hallName: "示例大厅", code: CODE }],
  });
});

afterEach(async () => {
  for (const station of open.splice(0)) station.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

afterAll(async () => {
  await centre?.close();
  await store?.remove();
});

async function window(dir = ownFolder()): Promise<OpenStation> {
  const station = await openStation(dir, { now: clock.now, ...testProfiles() });
  open.push(station);
  return station;
}

async function sync({ context }: OpenStation): Promise<void> {
  const outbox = startSync(context, (error) => {
    throw error;
  });
  await outbox.ready;
  await outbox.outboxWorker.retryNow();
  expect((await outbox.pull.pullNow()).failed).toBeNull();
  await outbox.close();
}

const take = ({ context }: OpenStation) =>
  submitApplication(context, operatorAt(context), { key: randomUUID(), body: yunhaiDraft() });
const messagesOf = ({ context }: OpenStation, id: string) => viewCase(context, id, "clerk").centreMessages;

it("row 6: a case taken in at two windows shows in both histories who was first and what to do, once however often pulled", async () => {
  const [one, two] = [await window(), await window()];
  for (const each of [one, two]) await enrolAtCentre(each.context, centre.url, CODE);
  const first = take(one);
  clock.advance(600_000);
  const later = take(two);
  await sync(two);
  await sync(one);
  for (const each of [two, one, two]) await sync(each);
  expect(messagesOf(one, first.id)).toMatchObject([
    {
      alert: true,
      label: { zh: "同一事项另一窗口也已受理，本窗口在先" },
      parts: [
        { zh: `${later.acceptanceNumber} · 示例大厅 ${two.context.station().name} · 2026-09-18 08:40` },
        { zh: "涉及：用水报装" },
        {},
      ],
    },
  ]);
  expect(messagesOf(two, later.id)).toMatchObject([
    {
      alert: true,
      label: { zh: "同一事项另一窗口已先受理" },
      parts: [{ zh: `${first.acceptanceNumber} · 示例大厅 ${one.context.station().name} · 2026-09-18 08:30` }, {}, {}],
    },
  ]);
  // The record is what it was: nothing is merged.
  for (const [each, id] of [
    [one, first.id],
    [two, later.id],
  ] as const)
    expect(viewCase(each.context, id, "clerk")).toMatchObject({ version: 1, acts: [] });
});

it("row 67: a window restored from an older backup skips the numbers that the centre has of it", async () => {
  const dir = ownFolder();
  const before = await window(dir);
  await enrolAtCentre(before.context, centre.url, CODE);
  take(before);
  const backup = ownFolder();
  await backUpStation(before.context, backup);
  const lost = [take(before), take(before)].map(({ acceptanceNumber }) => acceptanceNumber);
  await sync(before);
  open.splice(open.indexOf(before), 1)[0]?.close();
  restoreStation(backup, dir);

  const again = await window(dir);
  await sync(again);
  const next = take(again).acceptanceNumber;
  expect(lost).not.toContain(next);
  expect(Number(next.split("-")[2])).toBe(4);
  expect(again.context.db.prepare("SELECT detail FROM audit WHERE verb = 'numbers.jumped'").pluck().all()).toHaveLength(
    1,
  );
});

/** A far end that answers `/v1/standing` soundly and the feed as given. */
async function brokenCentre(
  feed: (nth: number) => unknown,
  isPutBack = false,
): Promise<{ url: string; pages: () => number }> {
  const epoch = randomUUID();
  let nth = 0;
  const ofEpoch = (page: unknown): unknown =>
    !isPutBack && typeof page === "object" && page !== null && "items" in page ? { ...page, epoch } : page;
  const server = createServer((request, response) => {
    const status = { epoch, storedThrough: 0, durableThrough: 0, durableAt: null, serials: [] };
    const other = request.url === "/v1/held" ? { epoch, held: [] } : status;
    const body = request.url?.startsWith("/v1/feed") === true ? ofEpoch(feed(nth++)) : other;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, pages: () => nth };
}

it("a broken or hostile centre fills no disk and stops no window: endless pages, huge items, strangers' cases, wrong kinds", async ({
  openTestStation,
}) => {
  const { context, actor } = await openTestStation({ now: clock.now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const item = (over: object) => ({
    id: randomUUID(),
    kind: "survey.dated",
    at: clock.now(),
    applicationId: id,
    by: { kind: "utility", name: "示例\u202e水司" },
    text: "",
    on: "2026-09-21",
    ...over,
  });
  const page = (nth: number, items: object[], more: boolean) => ({
    epoch: randomUUID(),
    items,
    cursor: `c${nth}`,
    more,
  });
  const endless = await brokenCentre((nth) =>
    page(
      nth,
      Array.from({ length: 50 }, () => item({})),
      true,
    ),
  );
  const pass = (url: string) =>
    pullPass({
      context,
      link: linkTo(url),
      token: "t".repeat(40),
      stop: new AbortController().signal,
      isFirst: true,
    });
  expect((await pass(endless.url)).failed).toBeNull();
  expect(endless.pages()).toBe(20);
  expect(viewCase(context, id, "clerk").centreMessages).toHaveLength(200);
  expect(viewCase(context, id, "clerk").centreMessages[0]?.parts[0]?.zh).toBe("示例 水司");

  const other = submitApplication(context, actor, {
    key: randomUUID(),
    body: yunhaiDraft({ utilities: ["power"], outsideLines: [], noOutsideLine: ["power"] }),
  });
  const strange = await brokenCentre((nth) =>
    page(
      100 + nth,
      [
        item({ applicationId: randomUUID() }),
        item({ applicationId: other.acceptanceNumber }),
        item({ applicationId: other.id, text: "x".repeat(30_000) }),
        item({ applicationId: other.id, kind: "from.later" }),
        item({ applicationId: other.id, at: "never" }),
      ],
      false,
    ),
  );
  expect((await pass(strange.url)).failed).toBeNull();
  expect(viewCase(context, other.id, "clerk").centreMessages).toEqual([]);
  expect(
    context.db.prepare("SELECT kind FROM pulled_items WHERE application_id = ? ORDER BY kind").pluck().all(other.id),
  ).toEqual(["from.later", "survey.dated"]);

  const cursor = findFeedCursor(context);
  for (const nonsense of [
    {},
    [],
    "x",
    page(1, [{ id: "no uuid", kind: "x", at: "" }], false),
    { ...page(1, [], false), cursor: "" },
  ]) {
    const broken = await brokenCentre(() => nonsense);
    expect((await pass(broken.url)).failed).toMatchObject({ kind: "answered" });
  }
  // A page of another epoch than the one just asked about is left to the next pass, which first sees what that one lacks.
  const putBack = await brokenCentre((nth) => page(200 + nth, [item({ applicationId: other.id })], false), true);
  expect((await pass(putBack.url)).failed).toEqual({ kind: "stopped" });
  expect(findFeedCursor(context)).toBe(cursor);
});
