import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { putSetting } from "#station/db/settings.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const FRIDAY = "2026-09-18T02:00:00.000Z";
let dir = "";
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "liandong-hall-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Opens the hall, does something in it, and closes it again. */
async function inHall<T>(act: (context: Awaited<ReturnType<typeof openStation>>["context"]) => T): Promise<T> {
  const open = await openStation(dir, { now: () => FRIDAY, ...testProfiles() });
  try {
    return act(open.context);
  } finally {
    open.close();
  }
}

/** When half a working day from Monday 9:00 ends for a new application. */
const halfDayFromNine = (): Promise<string | null | undefined> =>
  inHall((context) => {
    const header = {
      applicant: "示例公司",
      site: `云海路 ${randomUUID()}`,
      contact: "示例人",
      phone: "13800000000",
      appointment: "2026-09-21T09",
    };
    return submitApplication(context, operatorAt(context), {
      key: randomUUID(),
      body: yunhaiDraft({ form: { header } }),
    }).deadlines.find(({ deadline: clock }) => clock === "connection")?.dueAt;
  });

it("row 30: half a working day is worked minutes of the hall's own counter hours", async () => {
  // 9:00-12:00 and 13:30-17:00: half of 6 h 30 min goes over the noon break to 13:45.
  expect(await halfDayFromNine()).toBe("2026-09-21T05:45:00.000Z");
  await inHall((context) =>
    putSetting(
      context.db,
      "hall.hours",
      JSON.stringify({
        spans: [
          [480, 720],
          [780, 1020],
        ],
      }),
    ),
  );
  // 8:00-12:00 and 13:00-17:00: half of 8 h goes to 14:00.
  expect(await halfDayFromNine()).toBe("2026-09-21T06:00:00.000Z");
});
