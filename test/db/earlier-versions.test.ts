import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect } from "vitest";
import { findBrokenLink } from "#station/db/audit.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { confirmCheck, getApplicantCheck } from "#station/intake/joint-check-applicant.ts";
import { startJointCheck } from "#station/intake/joint-check.ts";
import { getMaterials, recordMaterials } from "#station/cases/materials.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { openStation } from "#station/app/open-station.ts";
import { viewSuspensions } from "#station/rules/suspension.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const folders: string[] = [];
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

describe.each([
  ["joint checks", 2],
  ["materials", 4],
  ["suspensions", 6],
])("a store from before there were %s", (_what, steps) => {
  it("opens with its rows, and takes a check and a register for what it holds", async ({ openTestStation }) => {
    const newer = await openTestStation();
    const { id } = submitApplication(newer.context, newer.actor, { key: randomUUID(), body: yunhaiDraft() });
    const dir = mkdtempSync(join(tmpdir(), "liandong-hall-"));
    folders.push(dir);
    makePreviousStore(dir, allMigrations.slice(0, steps), join(newer.dir, "hall.db"));
    const { context, close } = await openStation(dir, { ...testProfiles() });
    try {
      const actor = operatorAt(context);
      expect(viewApplication(context, getApplicationRow(context, id)).jointCheck).toBeNull();
      expect(getMaterials(context, id).materials).toEqual([]);
      expect(viewSuspensions(context, "yunhai").lines).toEqual([]);
      recordMaterials(context, actor, {
        applicationId: id,
        shownVersion: 1,
        materials: [
          {
            id: randomUUID(),
            name: "总平面图",
            copies: 1,
            medium: "copy",
            requirement: "",
            originalSeen: true,
            copyTaken: true,
            files: [],
          },
        ],
      });
      const key = randomUUID();
      const { id: checkId, contentHash } = startJointCheck(context, actor, key, yunhaiDraft());
      expect(await getApplicantCheck(context, false)).toMatchObject({ id: checkId });
      await confirmCheck(context, { id: checkId, contentHash, signature: null });
      expect(submitApplication(context, actor, { key, body: yunhaiDraft() }).jointCheck).toMatchObject({ contentHash });
      expect(findBrokenLink(context.db)).toBeNull();
    } finally {
      close();
    }
  });
});
