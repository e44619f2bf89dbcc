import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import type { DraftOutage } from "#shared/case/draft-body.ts";
import { findPaperForm } from "#station/db/paper-forms.ts";
import { listAudit } from "#station/db/audit.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { viewDaySummary } from "#station/supervision/day-summary.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { streamLedger } from "#station/supervision/ledger.ts";
import { readReceivedAt } from "#station/intake/late-entry.ts";
import { viewPaperForms, printPaperForms, spoilPaperForm } from "#station/intake/paper-forms.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { pathsOf } from "#test/helpers/problem-of.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";

/** Friday, 10:00 in China: the forms are printed; the paper is received at 15:30 and entered the next working day, Sunday (调休). */
const PRINTED = "2026-09-18T02:00:00.000Z";
const ENTERED = "2026-09-20T01:00:00.000Z";

async function afterOutage(openTestStation: OpenTestStation, printed = PRINTED) {
  const clock = new HandClock(printed);
  const { context, actor } = await openTestStation({ now: clock.now });
  const [form, spare] = await printPaperForms(context, actor, "yunhai", 2);
  if (form === undefined || spare === undefined) throw new Error("no forms");
  clock.set(ENTERED);
  const enter = (changes: Partial<DraftOutage> = {}, key: string = randomUUID()) =>
    submitApplication(context, actor, {
      key,
      body: yunhaiDraft({
        outage: {
          paperNumber: form.number,
          receivedAt: "2026-09-18 15:30",
          receivedBy: "clerk-2",
          reason: "停电",
          ...changes,
        },
      }),
    });
  return { clock, context, actor, form, spare, enter };
}

describe("row 68: later entry of paper taken in during an outage", () => {
  it("prints numbered blank forms ahead, in the locality's layout, with the number, the QR and the lines for the receiver", async ({
    openTestStation,
  }) => {
    const { context, form } = await afterOutage(openTestStation);
    expect(form.number).toMatch(/^\w+P-2026-000001-[0-9A-Z]$/);
    const text = (await readPdf(form.bytes)).pages.join("");
    expect(text).toContain(context.profiles.get("yunhai").profile.form.title);
    expect(text).toContain(`应急纸质单编号：${form.number}`);
    expect(text).toContain("收件人（签名）");
    expect(text).toContain("【应急】");
    expect(viewPaperForms(context).counts).toEqual({ unused: 2, used: 0, spoiled: 0 });
  });

  it("counts every clock and the day from the true receipt; receiver first in the chain, the entering clerk after", async ({
    openTestStation,
  }) => {
    const { context, enter, form } = await afterOutage(openTestStation);
    const { id } = enter();
    const view = viewApplication(context, getApplicationRow(context, id));
    expect(view.acceptedAt).toBe("2026-09-18T07:30:00.000Z");
    expect(view.deadlines.find(({ deadline: clock }) => clock === "direct")).toMatchObject({
      startedAt: "2026-09-18T07:30:00.000Z",
      dueOn: "2026-09-18",
      state: "overdue",
    });
    expect(view.contacts.map(({ operatorId, at }) => [operatorId, at])).toEqual([
      ["clerk-2", "2026-09-18T07:30:00.000Z"],
      ["clerk-1", ENTERED],
    ]);
    expect(view.dutyHolder).toMatchObject({ operatorId: "clerk-2", name: "示例经办乙", organisation: "示例供电公司" });
    expect(view.content.outage).toMatchObject({ paperNumber: form.number, enteredBy: "clerk-1", enteredAt: ENTERED });
    expect(findPaperForm(context.db, form.number)).toMatchObject({ state: "used", applicationId: id });
    expect(listAudit(context.db, id).find(({ verb }) => verb === "application.accepted")).toMatchObject({
      at: ENTERED,
      actor: "clerk-1",
      detail: { outage: { receivedBy: "clerk-2" } },
    });
  });

  it("is in the ledger of the day of receipt, marked 补录 with both clerks and the time of entry", async ({
    openTestStation,
  }) => {
    const { context, enter } = await afterOutage(openTestStation);
    enter();
    expect(viewDaySummary(context, "2026-09-18").lines).toHaveLength(1);
    expect(viewDaySummary(context, "2026-09-20").lines).toEqual([]);
    const csv = Buffer.concat([...streamLedger(context, "2026-09-18", "csv").chunks]).toString("utf8");
    expect(csv).toContain("示例经办乙 收件，示例经办甲 于 2026-09-20 09:00 录入（停电）");
  });

  it("prints 补录 and both times on the voucher", async ({ openTestStation }) => {
    const { context, enter } = await afterOutage(openTestStation);
    const { id } = enter();
    const { bytes } = await renderDocument(
      dataOfApplication(context, getApplicationRow(context, id), "original"),
      "voucher",
    );
    const text = (await readPdf(bytes)).pages.join("");
    expect(text).toContain("补录");
    expect(text).toMatch(/收件：2026年9月18日15[时:：]30.*录入：2026年9月20日0?9[时:：]0?0/);
  });

  it("takes each form once: not unknown, not used, not spoiled, not of another locality", async ({
    openTestStation,
  }) => {
    const { context, actor, enter, form, spare } = await afterOutage(openTestStation);
    const key = randomUUID();
    const { id } = enter({}, key);
    expect(enter({}, key).id).toBe(id);
    expect(pathsOf(() => enter())).toEqual(["outage.paperNumber"]);
    expect(
      pathsOf(() => enter({ paperNumber: form.number.replace(/.$/, (last) => (last === "A" ? "B" : "A")) })),
    ).toEqual(["outage.paperNumber"]);
    spoilPaperForm(context, actor, spare.number, "写坏");
    expect(pathsOf(() => enter({ paperNumber: spare.number }))).toEqual(["outage.paperNumber"]);
    expect(pathsOf(() => spoilPaperForm(context, actor, form.number, "写坏"))).toEqual(["number"]);
    expect(viewDaySummary(context, "2026-09-18").lines).toHaveLength(1);
  });

  it("refuses a receipt before the form was printed, in the future, or by nobody, and a missing reason", async ({
    openTestStation,
  }) => {
    const { context, enter } = await afterOutage(openTestStation);
    expect(pathsOf(() => enter({ receivedAt: "2026-09-18 09:59" }))).toEqual(["outage.receivedAt"]);
    expect(pathsOf(() => enter({ receivedAt: "2026-09-20 09:01" }))).toEqual(["outage.receivedAt"]);
    expect(pathsOf(() => enter({ receivedAt: "昨天" }))).toEqual(["outage.receivedAt"]);
    expect(pathsOf(() => enter({ receivedBy: "nobody", reason: " " }))).toEqual(["outage.receivedBy", "outage.reason"]);
    expect(context.db.prepare("SELECT count(*) FROM applications").pluck().get()).toBe(0);
  });

  it("takes a receipt in the very minute in which the form was printed", async ({ openTestStation }) => {
    const { enter } = await afterOutage(openTestStation, "2026-09-18T02:00:40.000Z");
    expect(enter({ receivedAt: "2026-09-18 10:00" }).acceptedAt).toBe("2026-09-18T02:00:00.000Z");
  });

  it("reads the hall's own time or an instant, and no day that does not exist", () => {
    expect(readReceivedAt("2026-09-18T15:30")).toBe("2026-09-18T07:30:00.000Z");
    expect(readReceivedAt("2026-09-18T07:30:00.000Z")).toBe("2026-09-18T07:30:00.000Z");
    expect(readReceivedAt("2026-02-30 10:00")).toBeNull();
  });

  it("reads the time of receipt as a spreadsheet or a message has it, and needs its minute", () => {
    expect(readReceivedAt("2026/9/18 9:05")).toBe("2026-09-18T01:05:00.000Z");
    expect(readReceivedAt("2026年9月18日 15:30")).toBe("2026-09-18T07:30:00.000Z");
    expect(readReceivedAt("2026-09-18 15")).toBeNull();
    expect(readReceivedAt("2026-09-18")).toBeNull();
  });

  it("takes no instant for one that the calendar does not have", () => {
    expect(readReceivedAt("2026-02-28T10:00:00.000Z")).toBe("2026-02-28T10:00:00.000Z");
    expect(
      ["2026-02-30T10:00:00.000Z", "2026-02-28T24:00:00.000Z", "2026-13-01T10:00:00.000Z"].map(readReceivedAt),
    ).toEqual([null, null, null]);
  });
});
