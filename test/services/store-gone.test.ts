import { randomUUID } from "node:crypto";
import { renameSync } from "node:fs";
import { expect } from "vitest";
import { submitApplication } from "#station/intake/submit.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("never says accepted while its store is missing, and goes on when the store is back", async ({
  openTestStation,
}) => {
  const { context, actor, dir } = await openTestStation();
  const take = () => submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  take();
  renameSync(dir, `${dir}-moved`);
  expect(take).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: "store-gone" }) }));
  renameSync(`${dir}-moved`, dir);
  expect(take().acceptanceNumber).toContain("-000002-");
});
