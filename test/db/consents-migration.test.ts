import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { addConsentFile } from "#station/intake/consent-files.ts";
import { listFiles } from "#station/cases/attachments.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { typedConsent } from "#test/helpers/consent.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { smallPng } from "#test/helpers/png.ts";

it("row 9: a store from before consents opens with its rows, and takes an entry on behalf with its signature", async ({
  openTestStation,
}) => {
  const now = () => "2026-11-20T02:30:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 8), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    expect(viewApplication(open.context, getApplicationRow(open.context, id)).content.consent).toBeUndefined();
    const key = randomUUID();
    const { hash } = await addConsentFile(open.context, actor, { draftId: key, base64: smallPng().toString("base64") });
    const taken = submitApplication(open.context, actor, {
      key,
      body: yunhaiDraft({ channel: "on-behalf", consent: typedConsent(open.context, "yunhai", { files: [hash] }) }),
    });
    expect(listFiles(open.context, taken.id).map((file) => file.hash)).toEqual([hash]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
