import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keepFeedPage } from "#station/sync/feed/feed-page.ts";
import { openStation } from "#station/app/open-station.ts";
import { listOffered, takePublication, viewPublications } from "#station/sync/publications/publications.ts";
import { trustKey } from "#station/sync/publications/trusted-keys.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
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
