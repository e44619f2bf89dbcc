import { expect } from "vitest";
import { instantOfHour } from "#station/records/deadlines.ts";
import { previewDeadlines } from "#station/records/deadlines.ts";
import { it } from "#test/helpers/station-fixture.ts";

it("reads an agreed time in the hall's own hours, and none from what is not one yet", async ({ openTestStation }) => {
  expect(["2026-12-02T09", "2026-12-02"].map(instantOfHour)).toEqual([
    "2026-12-02T01:00:00.000Z",
    "2026-12-01T16:00:00.000Z",
  ]);
  const typing = ["", "2026-1", "2026-99-99", "2026-02-30T09", "2026-12-02T24", "2026-12-02T99"];
  expect(typing.map(instantOfHour)).toEqual(typing.map(() => null));
  const { context } = await openTestStation({ now: () => "2026-11-20T02:00:00.000Z" });
  const { profile } = context.profiles.get("suizhou");
  const plain = previewDeadlines(context, profile, null, ["direct"]);
  for (const text of typing) expect(previewDeadlines(context, profile, text, ["direct"])).toEqual(plain);
});
