import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { keepFeedPage } from "#station/sync/feed/feed-page.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import type { EntryTaken } from "#shared/contract/centre/feed.ts";
import { countUnapplied } from "#test/helpers/count-unapplied.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { fixtureProfiles } from "#test/helpers/hall.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const now = () => "2026-09-18T02:00:00.000Z";

type Sent = {
  key: string;
  kind: string;
  application_id: string;
  sequence: number;
  payload_sealed: string;
  payload_hash: string;
};
type Raw = { version: number; form: { sections: { fields: { id: string; maxLength?: number }[] }[] } };

/** A folder with a version of the made-up locality whose contact may be so many characters long. */
function rules(version: number, maxLength: number): string {
  const dir = ownFolder();
  const raw = JSON.parse(readFileSync(join(fixtureProfiles(), "yunhai.json"), "utf8")) as Raw;
  raw.version += version;
  for (const field of raw.form.sections.flatMap(({ fields }) => fields))
    if (field.id === "contact") field.maxLength = maxLength;
  writeFileSync(join(dir, "yunhai.json"), JSON.stringify(raw));
  return dir;
}

/** What a window with such rules sends of an application that it took in and corrected. */
async function otherWindow(
  openTestStation: OpenTestStation,
  dir: string,
): Promise<{ items: EntryTaken[]; id: string }> {
  const { context, actor } = await openTestStation({ now, profileDirs: [dir] });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 1,
    act: {
      kind: "details.corrected",
      reason: "录入错误",
      changes: [{ section: "header", field: "contact", value: "示例更正联系人" }],
    },
  });
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 2,
    act: { kind: "survey.scheduled", on: "2026-09-18" },
  });
  const rows = context.db
    .prepare<[], Sent>(
      "SELECT entry.*, payload_sealed FROM outbox_entries AS entry JOIN outbox_payloads ON entry_id = entry.id ORDER BY sequence",
    )
    .all();
  const items = rows.map((sent): EntryTaken => ({
    kind: "entry.taken",
    id: sent.key,
    at: now(),
    applicationId: sent.application_id,
    entry: { kind: sent.kind, sequence: sent.sequence, payloadHash: sent.payload_hash, payload: sent.payload_sealed },
    window: { name: "2号窗口", prefix: "A02" },
  }));
  return { id, items };
}

const feed = (context: StationContext, items: EntryTaken[]): void =>
  keepFeedPage(context, { epoch: randomUUID(), items, cursor: randomUUID(), more: false });

it("row 69: a remote entry that could not be read is applied by itself once the rules or the program can read it", async ({
  openTestStation,
}) => {
  const [older, newer] = [rules(0, 5), rules(1, 50)];
  const { items, id } = await otherWindow(openTestStation, newer);
  const dir = ownFolder();
  const before = await openStation(dir, { now, profileDirs: [older] });
  feed(before.context, items);
  expect(getApplicationRow(before.context, id).version).toBe(1);
  expect(countUnapplied(before.context)).toEqual({ waiting: 1, quarantined: 1 });
  before.close();
  const again = await openStation(dir, { now, profileDirs: [older] });
  expect(countUnapplied(again.context)).toEqual({ waiting: 1, quarantined: 1 });
  again.close();
  const after = await openStation(dir, { now, profileDirs: [newer] });
  try {
    expect(getApplicationRow(after.context, id)).toMatchObject({
      version: 3,
      content: { form: { header: { contact: "示例更正联系人" } } },
    });
    expect(countUnapplied(after.context)).toEqual({ waiting: 0, quarantined: 0 });
    expect(viewCase(after.context, id, "clerk")).toMatchObject({ cannotAct: null });
  } finally {
    after.close();
  }
});

it("row 69: an application that another window took in just before a rule change is handled here under its own version", async ({
  openTestStation,
}) => {
  const [older, newer] = [rules(0, 50), rules(1, 50)];
  const { items, id } = await otherWindow(openTestStation, older);
  const dir = ownFolder();
  const before = await openStation(dir, { now, profileDirs: [older] });
  before.close();
  const after = await openStation(dir, { now, profileDirs: [newer] });
  try {
    feed(after.context, items);
    expect(viewCase(after.context, id, "clerk")).toMatchObject({ version: 3, cannotAct: null });
    const { profileVersion } = viewApplication(after.context, getApplicationRow(after.context, id));
    expect(profileVersion).toBe(after.context.profiles.get("yunhai").profile.version - 1);
  } finally {
    after.close();
  }
});
