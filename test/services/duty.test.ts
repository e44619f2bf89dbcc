import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { getApplicationRow } from "#station/records/application.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { printPaperForms } from "#station/intake/paper-forms.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { slipText } from "#test/helpers/slip-text.ts";

const MORNING = "2026-09-18T02:00:00.000Z";

/** What the form, the voucher and the slip of an application say, each as one text. */
async function papersOf(context: StationContext, id: string): Promise<string[]> {
  const data = dataOfApplication(context, getApplicationRow(context, id), "original");
  const pages = async (kind: "unified-form" | "voucher") =>
    (await readPdf((await renderDocument(data, kind)).bytes)).pages.join("");
  return [await pages("unified-form"), await pages("voucher"), slipText(data)];
}

describe("row 13: the person who answers for a case", () => {
  it("is named by the rule at first contact, with reason and clause, and is on form, voucher and slip with a phone", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now: () => MORNING });
    const { id, dutyHolder } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    expect(dutyHolder).toMatchObject({
      operatorId: "clerk-1",
      name: "示例经办甲",
      phone: "0000-1000001",
      clause: expect.stringMatching(/\S/),
    });
    expect(dutyHolder.reason.zh).toContain("最先接件的人员示例经办甲负责");
    for (const text of await papersOf(context, id))
      for (const word of ["首接责任人", "示例经办甲", "0000-1000001"]) expect(text).toContain(word);
  });

  it("cannot be left empty: the store refuses a case that nobody answers for", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now: () => MORNING });
    const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    expect(() => context.db.prepare("UPDATE applications SET duty_operator_id = NULL WHERE id = ?").run(id)).toThrow(
      "NOT NULL",
    );
    expect(() =>
      context.db.prepare("UPDATE applications SET duty_operator_id = 'nobody' WHERE id = ?").run(id),
    ).toThrow("FOREIGN KEY");
  });
});

describe("row 14: the rule of a channel", () => {
  it("keeps the whole chain, picks by the rule, and says who another interpretation would name", async ({
    openTestStation,
  }) => {
    let now = MORNING;
    const { context, actor } = await openTestStation({ now: () => now });
    const [form] = await printPaperForms(context, actor, "yunhai", 1);
    now = "2026-09-18T04:00:00.000Z";
    const outage = {
      paperNumber: form?.number ?? "",
      receivedAt: "2026-09-18 10:30",
      receivedBy: "clerk-2",
      reason: "停电",
    };
    const accept = (channel: "counter") =>
      submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft({ channel, outage }) });
    const application = accept("counter");
    expect(application.contacts.map(({ seq, operatorId }) => `${seq} ${operatorId}`)).toEqual([
      "1 clerk-2",
      "2 clerk-1",
    ]);
    expect(application.dutyHolder.operatorId).toBe("clerk-2");
    expect(application.dutyHolder.otherwise?.map((text) => text.zh)).toEqual([
      "若由最后处理申请的人员负责，则为示例经办甲（示例供水公司）",
    ]);
  });

  it("says nothing of another reading where one person did it all", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now: () => MORNING });
    expect(submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() }).dutyHolder).not.toHaveProperty(
      "otherwise",
    );
  });
});
