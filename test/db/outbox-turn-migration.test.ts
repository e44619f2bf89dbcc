import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { outboxPort } from "#station/db/due-entries.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 60: a store from before batches opens with its queue in order of creation; a record that was tried comes last", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const ids = [1, 2, 3].map(
    (nth) =>
      submitApplication(context, actor, {
        key: randomUUID(),
        body: yunhaiDraft({
          form: {
            header: { applicant: `示例${nth}公司`, site: `云海路 ${nth} 号`, contact: "示例人", phone: "13800000000" },
          },
        }),
      }).id,
  );
  outboxPort(context.db).markSending(outboxPort(context.db).listDue(now(), 1)[0]?.id ?? "", now());
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 16), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    const due = outboxPort(open.context.db).listDue(now(), 9);
    expect(due.map((entry) => entry.applicationId)).toEqual([ids[1], ids[2], ids[0]]);
    expect(due.map((entry) => [entry.state, entry.attempts])).toEqual([
      ["waiting", 0],
      ["waiting", 0],
      ["sending", 1],
    ]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
