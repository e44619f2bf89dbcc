import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { previewDocument } from "#station/documents/render-document.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { requestPrint } from "#station/printing/print-requests.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("prints no notice of what never happened, and no sheet of a utility that is no part of the application", async ({
  openTestStation,
}) => {
  const { context, actor } = await openTestStation();
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const ask = (kind: "refusal-notice" | "commitment-letter", utility: string | null) => () =>
    requestPrint(context, actor, { applicationId: id, kind, utility, why: null });
  expect(ask("refusal-notice", null)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: "paper-not-given" }) }),
  );
  expect(ask("commitment-letter", "nosuch")).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: "bad-input" }) }),
  );
  await expect(
    previewDocument(context, actor, { source: { applicationId: id }, kind: "refusal-notice", utility: null }),
  ).rejects.toMatchObject({ problem: { code: "paper-not-given" } });
});
