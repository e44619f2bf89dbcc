import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Publication } from "#shared/contract/centre/publications.ts";
import { keepFeedPage } from "#station/sync/feed/feed-page.ts";
import { openStation } from "#station/app/open-station.ts";
import {
  listOffered,
  refuseUntrusted,
  takePublication,
  viewPublications,
} from "#station/sync/publications/publications.ts";
import { trustKey } from "#station/sync/publications/trusted-keys.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { laterYunhai, makeSigner, putYunhai } from "#test/helpers/signed-rules.ts";

it("row 69: published rules that the disk refuses keep no hall from opening; they are listed, and stored once it allows", async () => {
  const clock = new HandClock("2026-09-18T01:00:00.000Z");
  const dir = ownFolder();
  putYunhai(dir);
  const signer = makeSigner(ownFolder());
  trustKey(dir, signer.publicKey);
  const text = laterYunhai(4, (profile) => (profile.effectiveFrom = "2026-09-20"));
  const first = await openStation(dir, { now: clock.now });
  keepFeedPage(first.context, { epoch: randomUUID(), items: [signer.publish(text)], cursor: "c1", more: false });
  for (const row of listOffered(first.context)) await takePublication(first.context, row, text);
  expect(viewPublications(first.context).lines).toMatchObject([{ state: "waiting", appliesOn: "2026-09-20" }]);
  first.close();
  // Where the earlier rules are to be kept, something blocks the way.
  const earlier = join(dir, "profiles", "earlier");
  mkdirSync(join(dir, "profiles"), { recursive: true });
  writeFileSync(earlier, "x");
  clock.set("2026-09-20T01:00:00.000Z");
  const second = await openStation(dir, { now: clock.now });
  expect(viewPublications(second.context).lines).toMatchObject([
    { state: "set-aside", reason: { code: "publication-not-put" } },
  ]);
  expect(second.context.profiles.get("yunhai").profile.version).toBe(3);
  second.close();
  rmSync(earlier);
  const third = await openStation(dir, { now: clock.now });
  for (const row of listOffered(third.context)) await takePublication(third.context, row, row.text ?? "");
  expect(viewPublications(third.context).lines).toMatchObject([{ state: "in-force", reason: null }]);
  expect(third.context.profiles.get("yunhai").profile.version).toBe(4);
  third.close();
});

it("row 69: publications that nobody can take do not keep out a sound one that comes after them", async ({
  openTestStation,
}) => {
  const { context, dir } = await openTestStation();
  const [stranger, signer] = [makeSigner(ownFolder(), "stranger"), makeSigner(ownFolder())];
  trustKey(dir, signer.publicKey);
  const announce = (...items: Publication[]) =>
    keepFeedPage(context, { epoch: randomUUID(), items, cursor: randomUUID(), more: false });
  const forged = stranger.publish("{}");
  announce(...Array.from({ length: 200 }, () => ({ ...forged, id: randomUUID() })));
  for (const row of listOffered(context)) expect(refuseUntrusted(context, row)).toBe(true);
  const sound = signer.publish(laterYunhai(4));
  announce(sound);
  expect(listOffered(context).map(({ item }) => item.id)).toEqual([sound.id]);
  expect(viewPublications(context).quarantined).toBe(199);
});

it("row 69: holidays that the centre publishes tell the page that due dates may be others", async ({
  openTestStation,
}) => {
  const { context, dir } = await openTestStation();
  const signer = makeSigner(ownFolder());
  trustKey(dir, signer.publicKey);
  const shipped = JSON.parse(readFileSync("resources/calendars/2026.json", "utf8")) as object;
  const text = JSON.stringify({ ...shipped, revision: 1 });
  const item = signer.publish(text, { kind: "calendar.published", name: "2026", version: 1 });
  keepFeedPage(context, { epoch: randomUUID(), items: [item], cursor: "c", more: false });
  const heard: string[] = [];
  context.events.subscribe(({ kind }) => heard.push(kind));
  for (const row of listOffered(context)) await takePublication(context, row, text);
  expect(viewPublications(context).lines).toMatchObject([{ state: "in-force" }]);
  expect(heard).toContain("calendar.changed");
});
