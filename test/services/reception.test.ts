import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { listDrafts } from "#station/db/drafts.ts";
import { findOperator } from "#station/db/operators.ts";
import { listContacts } from "#station/db/contacts.ts";
import { listPrintJobsIn } from "#station/db/print-jobs.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { viewDaySummary } from "#station/supervision/day-summary.ts";
import { documentFileName, previewDocument, renderDocument } from "#station/documents/render-document.ts";
import { discardDraft, listDraftLines, saveDraft } from "#station/intake/drafts.ts";
import type { Actor } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { dataOfJob } from "#station/printing/job-data.ts";
import { streamLedger } from "#station/supervision/ledger.ts";
import { listReceptions } from "#station/intake/reception-view.ts";
import { printReception, receiveVisit, refuseVisit } from "#station/intake/reception.ts";
import { getReceptionRow } from "#station/documents/reception-document.ts";
import { readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import type { Act } from "#shared/case/act.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { qrContent } from "#templates/documents/document-data.ts";
import { readKeptFile } from "#station/lib/file-store.ts";
import { addConsentFile } from "#station/intake/consent-files.ts";
import { typedConsent } from "#test/helpers/consent.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { smallPng } from "#test/helpers/png.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";

const NOW = "2026-11-20T02:30:00.000Z";

function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError)
      return [error.problem.code, ...error.problem.fields.map(({ path }) => path)].join(" ");
    throw error;
  }
  return "none";
}

async function window(openTestStation: OpenTestStation) {
  const clock = new HandClock(NOW);
  const { context, actor } = await openTestStation({ now: clock.now });
  const colleague = findOperator(context.db, "clerk-2");
  if (colleague === null) throw new Error("the demo hall has no second clerk");
  const other: Actor = { operator: colleague, station: context.station() };
  const key = randomUUID();
  const receive = (changes: Partial<DraftBody> = {}, by = actor, draftId: string = key) =>
    receiveVisit(context, by, {
      draftId,
      body: yunhaiDraft(changes),
      items: ["营业执照复印件", "总平面图"],
      reason: "等待核实地址",
    });
  const refuse = (changes: Partial<Parameters<typeof refuseVisit>[2]> = {}, draftId: string = key) =>
    refuseVisit(context, actor, {
      draftId,
      body: yunhaiDraft(),
      ground: "wrong-hall",
      reason: "该地址归邻市供水",
      goTo: "邻市政务大厅报装窗口",
      ...changes,
    });
  const count = (table: "applications" | "receptions" | "drafts" | "outbox_entries") =>
    context.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  /** The voucher as the spooler will print it: its words, and what its QR code says. */
  const printed = async (subject: string) => {
    const job = listPrintJobsIn(context.db, "queued").find(
      (one) => one.applicationId === subject && one.kind !== "unified-form" && one.kind !== "slip",
    );
    if (job === undefined) throw new Error("nothing is queued");
    const data = dataOfJob(context, job);
    return {
      kind: job.kind,
      text: (await readPdf((await renderDocument(data, job.kind)).bytes)).pages.join(""),
      qr: qrContent(data, job.kind),
      fileName: documentFileName(data, job.kind),
    };
  };
  return { clock, context, actor, other, key, receive, refuse, count, printed };
}

/** Every voucher bears its number, the person who answers with the telephone, and the version of the rules. */
const ANSWERING = ["示例经办甲　0000-1000001".replace("　", ""), "地方规则yunhaiv"];

describe("row 12: a stamped, dated, numbered voucher for each of the five", () => {
  it("row 12: received - a numbered voucher lists what was handed in, and the draft stays parked under it", async ({
    openTestStation,
  }) => {
    const { context, key, receive, count, printed, actor } = await window(openTestStation);
    const view = receive();
    expect(view).toMatchObject({
      kind: "received",
      items: ["营业执照复印件", "总平面图"],
      reason: "等待核实地址",
      operator: "示例经办甲",
      acceptedAs: null,
      synced: false,
      replaced: false,
      prints: [{ kind: "received-notice", outcome: "queued", copy: 1 }],
    });
    const number = readAcceptanceNumber(view.number);
    expect(number.ok && number.prefix).toBe(`${context.station().prefix}S`);
    expect([count("applications"), count("receptions"), count("outbox_entries")]).toEqual([0, 1, 1]);
    expect(listDraftLines(context)).toMatchObject([{ id: key, received: view.number }]);
    const { kind, text, qr, fileName } = await printed(view.id);
    for (const words of [
      "收件凭证",
      view.number,
      "1.营业执照复印件",
      "2.总平面图",
      "等待核实地址",
      "不是受理通知书",
      "收件单位（盖章）",
      "2026年11月20日",
      ...ANSWERING,
    ])
      expect(text).toContain(words);
    expect([qr, fileName]).toEqual([
      `LD1:${view.number}:received-notice:1:${getReceptionRow(context, view.id).hash.slice(0, 10)}`,
      `${view.number}-received-notice.pdf`,
    ]);
    expect(kind).toBe("received-notice");
    expect(receive()).toMatchObject({ id: view.id, number: view.number });
    expect(refusalOf(() => discardDraft(context, actor, key))).toBe("draft-received");
    expect(listDrafts(context.db)).toHaveLength(1);
    // More papers later are another voucher for the same visit.
    expect(
      receiveVisit(context, actor, {
        draftId: key,
        body: yunhaiDraft(),
        items: ["房产证复印件"],
        reason: "等待核实地址",
      }).number,
    ).not.toBe(view.number);
  });

  it("row 12: refused - no acceptance number is taken; the draft ends as a record with reason, ground, and where to go", async ({
    openTestStation,
  }) => {
    const { context, actor, key, refuse, count, printed } = await window(openTestStation);
    saveDraft(context, actor, { id: key, body: yunhaiDraft() });
    const view = refuse();
    const number = readAcceptanceNumber(view.number);
    expect(number.ok && [number.prefix, number.serial]).toEqual([`${context.station().prefix}B`, 1]);
    expect([count("applications"), count("receptions"), count("drafts")]).toEqual([0, 1, 0]);
    expect(
      context.db.prepare("SELECT count(*) FROM number_series WHERE prefix = ?").pluck().get(context.station().prefix),
    ).toBe(0);
    const { kind, text, qr } = await printed(view.id);
    for (const words of [
      "不予受理通知书",
      view.number,
      "不属于本大厅受理：该地址归邻市供水",
      "邻市政务大厅报装窗口",
      "受理编号（未受理）",
      "2026年11月20日",
      ...ANSWERING,
    ])
      expect(text).toContain(words);
    expect([kind, qr]).toEqual([
      "refusal-notice",
      `LD1:${view.number}:refusal-notice:1:${getReceptionRow(context, view.id).hash.slice(0, 10)}`,
    ]);
    const audit = listAudit(context.db, view.id);
    expect(audit).toMatchObject([
      {
        verb: "reception.refused",
        actor: "clerk-1",
        detail: { number: view.number, ground: "wrong-hall", draftId: key },
      },
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/示例𠮷记|13800000000|该地址/);
    expect(context.db.prepare("SELECT kind, sequence, state FROM outbox_entries").all()).toEqual([
      { kind: "reception.refused", sequence: 1, state: "waiting" },
    ]);
    expect(findBrokenLink(context.db)).toBeNull();
    expect(refuse({ reason: "另一句话" })).toMatchObject({ id: view.id, reason: "该地址归邻市供水" });
    // Nothing brings it back: neither a late save nor an acceptance that another page has under way.
    expect(refusalOf(() => saveDraft(context, actor, { id: key, body: yunhaiDraft() }))).toBe("already-refused");
    expect([
      count("drafts"),
      refusalOf(() => submitApplication(context, actor, { key, body: yunhaiDraft() })),
      count("applications"),
    ]).toEqual([0, "already-refused", 0]);
  });

  it("row 12: refused - what proves the consent of a refused entry on behalf stays with its record", async ({
    openTestStation,
  }) => {
    const { context, actor, key, refuse } = await window(openTestStation);
    const { hash } = await addConsentFile(context, actor, { draftId: key, base64: smallPng().toString("base64") });
    const { id } = refuse({
      body: yunhaiDraft({ channel: "on-behalf", consent: typedConsent(context, "yunhai", { files: [hash] }) }),
    });
    expect(getReceptionRow(context, id).content.body.consent?.files).toEqual([hash]);
    expect(await readKeptFile(context.dir, hash)).toEqual(smallPng());
  });

  it("row 12: refused by name: nobody named, no address for another hall, an application accepted meanwhile", async ({
    openTestStation,
  }) => {
    const { context, actor, key, refuse, receive, count } = await window(openTestStation);
    expect(refusalOf(() => refuse({ goTo: " " }))).toBe("bad-input goTo");
    expect(refusalOf(() => refuse({ body: yunhaiDraft({ form: {} }) }))).toMatch(/^bad-input form\.header\.applicant$/);
    expect(refuse({ ground: "other", goTo: null }, randomUUID())).toMatchObject({ goTo: null });
    submitApplication(context, actor, { key, body: yunhaiDraft() });
    expect([refusalOf(() => refuse()), refusalOf(() => receive()), count("receptions")]).toEqual([
      "already-accepted",
      "already-accepted",
      1,
    ]);
  });

  const acts: [string, Act, string, string][] = [
    [
      "supplement",
      { kind: "supplement.requested", items: ["法人身份证明"], reasonForAnother: null },
      "supplement-notice",
      "一次性告知补正通知书",
    ],
    [
      "refused after acceptance",
      { kind: "application.refused", reason: "重复申请" },
      "refusal-notice",
      "不予受理通知书",
    ],
    ["withdrawn", { kind: "application.withdrawn", reason: "申请人撤回" }, "withdrawal-notice", "撤回申请回执"],
  ];
  it.for(acts)(
    "row 12: %s - the act gives a notice numbered in the series of notices",
    async ([_what, act, kind, title], { openTestStation }) => {
      const { context, actor, key, printed } = await window(openTestStation);
      const { id } = submitApplication(context, actor, { key, body: yunhaiDraft() });
      const { voucherNumber } = performAct(context, actor, { applicationId: id, shownVersion: 1, act }).acts[0] ?? {
        voucherNumber: null,
      };
      const number = readAcceptanceNumber(voucherNumber ?? "");
      expect(number.ok && number.prefix).toBe(`${context.station().prefix}N`);
      context.db.prepare("DELETE FROM print_jobs WHERE application_id = ? AND kind <> ?").run(id, kind);
      const paper = await printed(id);
      for (const words of [title, voucherNumber ?? "none", "2026年11月20日", ...ANSWERING])
        expect(paper.text).toContain(words);
      expect(paper.qr).toContain(`:${kind}:2:`);
      expect(viewCase(context, id, "clerk").acts).toHaveLength(1);
    },
  );

  it("row 12: accepted - the voucher bears the acceptance number, the answering person with the telephone, and the rules", async ({
    openTestStation,
  }) => {
    const { context, actor, key, printed } = await window(openTestStation);
    const { id, acceptanceNumber } = submitApplication(context, actor, { key, body: yunhaiDraft() });
    const { kind, text, qr } = await printed(id);
    for (const words of ["联动报装受理通知书", acceptanceNumber, "2026年11月20日", ...ANSWERING])
      expect(text).toContain(words);
    expect([kind, qr.startsWith(`LD1:${acceptanceNumber}:voucher:1:`)]).toEqual(["voucher", true]);
  });

  it("row 12: both are in the day's ledger with number, reason and case owner, and can be viewed and printed again", async ({
    openTestStation,
  }) => {
    const { context, actor, receive, refuse } = await window(openTestStation);
    const received = receive();
    const refused = refuse({}, randomUUID());
    expect(viewDaySummary(context, null)).toMatchObject({
      lines: [],
      receptions: [{ number: received.number }, { number: refused.number }],
    });
    const csv = Buffer.concat([...streamLedger(context, "2026-11-20", "csv").chunks]).toString("utf8");
    for (const words of [
      received.number,
      refused.number,
      "已收件，待受理",
      "不予受理",
      "该地址归邻市供水",
      "收件凭证 Vouchers of receipt,1",
      "不予受理（未编受理号） Refused before a number,1",
    ])
      expect(csv).toContain(words);
    context.db.exec("UPDATE print_jobs SET outcome = 'sent'");
    expect(
      printReception(context, actor, getReceptionRow(context, refused.id), "卡纸").prints.map(({ copy }) => copy),
    ).toEqual([1, 2]);
    const looked = await previewDocument(context, actor, {
      source: { receptionId: refused.number },
      kind: "voucher",
      utility: null,
    });
    expect((await readPdf(Buffer.from(looked.base64, "base64"))).pages.join("")).toContain("【副本】");
    expect(looked.fileName).toBe(`${refused.number}-refusal-notice.pdf`);
  });
});

describe("who received first", () => {
  it("row 8: the clerk who gave the voucher of receipt is the first receiver, whoever accepts", async ({
    openTestStation,
  }) => {
    const { clock, context, other, key, receive } = await window(openTestStation);
    const { number } = receive();
    clock.set("2026-11-20T03:30:00.000Z");
    const { id, dutyHolder, acceptanceNumber } = submitApplication(context, other, { key, body: yunhaiDraft() });
    expect(listContacts(context.db, id)).toMatchObject([
      { seq: 1, operatorId: "clerk-1", at: NOW },
      { seq: 2, operatorId: "clerk-2", at: "2026-11-20T03:30:00.000Z" },
    ]);
    expect(dutyHolder).toMatchObject({ operatorId: "clerk-1", clause: "五(一)" });
    expect(listReceptions(context, null)).toMatchObject([{ number, acceptedAs: acceptanceNumber }]);
    expect(listDrafts(context.db)).toEqual([]);
  });

  it("row 8: received online and accepted at the counter, the rule for mixed channels decides and is marked as a reading", async ({
    openTestStation,
  }) => {
    const { context, other, key, receive } = await window(openTestStation);
    receive({ channel: "online" });
    const { dutyHolder, contacts } = submitApplication(context, other, { key, body: yunhaiDraft() });
    expect(contacts.map(({ channel, operatorId }) => [channel, operatorId])).toEqual([
      ["online", "clerk-1"],
      ["counter", "clerk-2"],
    ]);
    expect(dutyHolder).toMatchObject({ operatorId: "clerk-2", clause: "五(四)" });
  });

  it("row 8: the last of two handlers online answers, and one who goes on alone is named once", async ({
    openTestStation,
  }) => {
    const { context, actor, other, key, receive } = await window(openTestStation);
    receive({ channel: "online" });
    expect(
      submitApplication(context, other, { key, body: yunhaiDraft({ channel: "online" }), place: "command-line" })
        .dutyHolder,
    ).toMatchObject({ operatorId: "clerk-2", clause: "五(二)" });
    const again = randomUUID();
    receive({}, actor, again);
    expect(submitApplication(context, actor, { key: again, body: yunhaiDraft(), place: "page" }).contacts).toHaveLength(
      1,
    );
  });
});

describe("row 9: how the help of a day went", () => {
  it("row 9: rates only where somebody asked, few requests flagged, satisfaction null until there are ratings", async ({
    openTestStation,
  }) => {
    const { context, actor, receive, refuse } = await window(openTestStation);
    expect(viewDaySummary(context, null).onBehalf).toEqual({
      requests: 0,
      responded: 0,
      resolved: 0,
      responsePermille: null,
      resolutionPermille: null,
      satisfactionPermille: null,
      fewRequests: false,
    });
    const behalf = { channel: "on-behalf", consent: typedConsent(context, "yunhai") } as const;
    const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft(behalf) });
    submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    receive({ channel: "on-behalf" });
    expect(viewDaySummary(context, null).onBehalf).toEqual({
      requests: 2,
      responded: 1,
      resolved: 0,
      responsePermille: 500,
      resolutionPermille: 0,
      satisfactionPermille: null,
      fewRequests: true,
    });
    // The refusal answers the visit that waited: it stays one request.
    refuse({ body: yunhaiDraft({ channel: "on-behalf" }) });
    performAct(context, actor, {
      applicationId: id,
      shownVersion: 1,
      act: { kind: "connection.made", utility: "water", on: "2026-11-20" },
    });
    expect(viewDaySummary(context, null).onBehalf).toMatchObject({
      requests: 2,
      responded: 2,
      resolved: 1,
      responsePermille: 1000,
      resolutionPermille: 500,
    });
    const csv = Buffer.concat([...streamLedger(context, "2026-11-20", "csv").chunks]).toString("utf8");
    for (const words of [
      "帮办代办响应率 Response rate,100%（件数少，仅供参考）",
      "帮办代办解决率 Resolution rate,50%（件数少，仅供参考）",
      "帮办代办满意度 Satisfaction,未评价",
    ])
      expect(csv).toContain(words);
    expect(getApplicationRow(context, id).status).toBe("connected");
  });
});
