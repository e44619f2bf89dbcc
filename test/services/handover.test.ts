import { randomUUID } from "node:crypto";
import { afterAll, describe, expect } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { readCoverage } from "#station/rendering/fonts.ts";
import { endRendering } from "#station/rendering/render.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, listDay, viewApplication } from "#station/records/application.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { viewWorklist } from "#station/supervision/worklist.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import type { Actor } from "#station/core/station-context.ts";
import { acceptHandover, declineHandover, offerHandover, viewHandovers } from "#station/cases/handover.ts";
import { submitApplication } from "#station/intake/submit.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { codeOf } from "#test/helpers/problem-of.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";

afterAll(() => endRendering());

/** A Friday, 10:00 in the hall; the counter works 9:00-12:00 and 13:30-17:00. */
const MORNING = "2026-09-18T02:00:00.000Z";

async function accepted(openTestStation: OpenTestStation, start = MORNING) {
  const clock = new HandClock(start);
  const { context } = await openTestStation({ now: clock.now });
  const actor = (id: string): Actor => {
    const operator = findOperator(context.db, id);
    if (operator === null) throw new Error(`the demo hall has no ${id}`);
    return { operator, station: context.station() };
  };
  const [giver, taker, supervisor] = [actor("clerk-1"), actor("clerk-2"), actor("supervisor-1")];
  const { id } = submitApplication(context, giver, {
    key: randomUUID(),
    body: yunhaiDraft({
      form: { header: { applicant: "示例公司", site: "云海路 1 号", contact: "示例人", phone: "13800000000" } },
    }),
  });
  const offer = (by = giver, to = "clerk-2", shownVersion = getApplicationRow(context, id).version) =>
    offerHandover(context, by, { applicationId: id, shownVersion, toOperatorId: to, note: "下班交接" });
  const offerId = () => offer().outgoing[0]?.id ?? "none";
  const view = () => viewApplication(context, getApplicationRow(context, id));
  const verbs = () =>
    listAudit(context.db, id)
      .map((entry) => entry.verb)
      .filter((verb) => verb !== "application.accepted");
  return { clock, context, giver, taker, supervisor, id, offer, offerId, view, verbs };
}

describe("handing an application over", () => {
  it("row 15: an offer shows to both sides and to the supervisor, and duty stays with the giver", async ({
    openTestStation,
  }) => {
    const { context, giver, taker, supervisor, offer, view, verbs } = await accepted(openTestStation);
    expect(offer().outgoing).toMatchObject([
      {
        state: "offered",
        from: { id: "clerk-1" },
        to: { id: "clerk-2" },
        note: "下班交接",
        dueAt: "2026-09-18T02:30:00.000Z",
        dueNote: null,
      },
    ]);
    expect(viewHandovers(context, taker).incoming).toHaveLength(1);
    expect([
      viewHandovers(context, giver).incoming.length,
      viewHandovers(context, taker).others.length,
      viewHandovers(context, supervisor).others.length,
    ]).toEqual([0, 0, 1]);
    expect(view()).toMatchObject({ version: 1, dutyHolder: { operatorId: "clerk-1" } });
    expect(codeOf(() => offer())).toBe("handover-open");
    expect(verbs()).toEqual(["handover.offered"]);
  });

  it("row 15: accepting moves duty everywhere it is shown, and the first contact stays first in the chain", async ({
    openTestStation,
  }) => {
    const { context, giver, taker, id, offerId, view, verbs } = await accepted(openTestStation);
    acceptHandover(context, taker, offerId());
    const name = taker.operator.name;
    expect(view()).toMatchObject({
      version: 2,
      dutyHolder: { operatorId: "clerk-2", name, phone: taker.operator.phone },
      contacts: [
        { seq: 1, operatorId: "clerk-1" },
        { seq: 2, operatorId: "clerk-2" },
      ],
    });
    expect(view().dutyHolder.reason.zh).toContain(`由${giver.operator.name}移交`);
    expect(listDay(context, null)[0]?.dutyHolder).toBe(name);
    expect(dataOfApplication(context, getApplicationRow(context, id), "original").dutyHolder?.name).toBe(name);
    expect(
      [viewWorklist(context, giver, true), viewWorklist(context, taker, true)].map(({ board }) =>
        Object.values(board)
          .flat()
          .some((item) => item.applicationId === id && item.dutyHolder === name),
      ),
    ).toEqual([false, true]);
    expect(verbs()).toEqual(["handover.offered", "duty.handedOver"]);
    const kinds = context.db
      .prepare("SELECT kind FROM outbox_entries WHERE application_id = ? ORDER BY sequence")
      .pluck()
      .all(id);
    expect(kinds).toEqual(["application.accepted", "duty.handedOver"]);
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("row 15: documents name the first receiver and, once they differ, the case owner; the case shows the hand-over", async ({
    openTestStation,
  }) => {
    const { context, giver, taker, id, offerId } = await accepted(openTestStation);
    const text = async (kind: DocumentKind): Promise<string> => {
      const data = dataOfApplication(context, getApplicationRow(context, id), "original", { kind });
      if (kind === "slip")
        return composeSlip(data, readCoverage())
          .lines.map((line) => ("text" in line ? line.text : ""))
          .join("");
      return (await readPdf((await renderDocument(data, kind)).bytes)).pages.join("").replaceAll(/\s/g, "");
    };
    const papers: DocumentKind[] = ["unified-form", "voucher", "approval-sheet", "slip"];
    const [first, now] = [giver, taker].map(({ operator }) => operator.name);
    for (const kind of papers) {
      expect(await text(kind), kind).toMatch(new RegExp(`首接责任人：?${first}`));
      expect(await text(kind), kind).not.toContain("现责任人");
    }
    acceptHandover(context, taker, offerId());
    for (const kind of papers) {
      const printed = await text(kind);
      expect(printed, kind).toMatch(new RegExp(`首接人：?${first}`));
      expect(printed, kind).toMatch(new RegExp(`现责任人：?${now}`));
      expect(printed, kind).not.toContain("首接责任人");
    }
    expect(viewCase(context, id, "clerk").handovers).toMatchObject([{ from: first, to: now, note: "下班交接" }]);
  });

  it("row 15: declining leaves duty where it was and says why; the giver may offer again or take it back", async ({
    openTestStation,
  }) => {
    const { context, giver, taker, offer, offerId, view, verbs } = await accepted(openTestStation);
    const first = offerId();
    declineHandover(context, taker, { id: first, note: "今天外勤" });
    expect(viewHandovers(context, giver).outgoing).toMatchObject([{ state: "declined", answer: "今天外勤" }]);
    expect(codeOf(() => acceptHandover(context, taker, first))).toBe("handover-gone");
    const again = offer().outgoing.find((line) => line.state === "offered")?.id ?? "none";
    declineHandover(context, giver, { id: again, note: "" });
    expect(view().dutyHolder.operatorId).toBe("clerk-1");
    expect(verbs()).toEqual(["handover.offered", "handover.declined", "handover.offered", "handover.withdrawn"]);
  });

  it("row 15: an offer nobody takes in 30 counter minutes returns once, is audited once, and cannot be accepted", async ({
    openTestStation,
  }) => {
    const { clock, context, giver, taker, offerId, view, verbs } = await accepted(
      openTestStation,
      "2026-09-18T03:45:00.000Z",
    );
    const id = offerId();
    expect(viewHandovers(context, giver).outgoing[0]?.dueAt).toBe("2026-09-18T05:45:00.000Z");
    clock.set("2026-09-18T05:44:59.000Z");
    expect(viewHandovers(context, taker).incoming).toHaveLength(1);
    clock.set("2026-09-18T05:45:00.000Z");
    expect(codeOf(() => acceptHandover(context, taker, id))).toBe("handover-gone");
    expect([viewHandovers(context, taker).incoming, viewHandovers(context, giver).outgoing[0]?.state]).toEqual([
      [],
      "returned",
    ]);
    expect(verbs()).toEqual(["handover.offered", "handover.returned"]);
    expect(view()).toMatchObject({ version: 1, dutyHolder: { operatorId: "clerk-1" } });
  });

  it("row 15: a year without a calendar gives two plain hours and says so", async ({ openTestStation }) => {
    const { offer } = await accepted(openTestStation, "2031-09-18T02:00:00.000Z");
    const [line] = offer().outgoing;
    expect(line?.dueAt).toBe("2031-09-18T04:00:00.000Z");
    expect(line?.dueNote?.zh).toContain("两小时");
  });

  it("row 15: of two who answer the same offer one wins, and the other learns that it is gone", async ({
    openTestStation,
  }) => {
    const { context, taker, supervisor, offerId, view } = await accepted(openTestStation);
    const id = offerId();
    const codes = [
      () => acceptHandover(context, taker, id),
      () => acceptHandover(context, taker, id),
      () => declineHandover(context, supervisor, { id, note: "" }),
    ].map(codeOf);
    expect(codes).toEqual(["none", "handover-gone", "handover-gone"]);
    expect(view()).toMatchObject({ version: 2, contacts: [{}, { operatorId: "clerk-2" }] });
  });

  it("row 15: only the duty holder or a supervisor offers, only the person asked accepts, and nothing is kept of a refusal", async ({
    openTestStation,
  }) => {
    const { context, giver, taker, supervisor, offer, verbs } = await accepted(openTestStation);
    expect([
      codeOf(() => offer(taker)),
      codeOf(() => offer(giver, "clerk-1")),
      codeOf(() => offer(giver, "nobody")),
      codeOf(() => offer(giver, "clerk-2", 7)),
    ]).toEqual(["not-allowed", "bad-input", "bad-input", "changed-meanwhile"]);
    expect(verbs()).toEqual([]);
    const id = offer(supervisor).outgoing[0]?.id ?? "none";
    expect([
      codeOf(() => acceptHandover(context, giver, id)),
      codeOf(() => acceptHandover(context, supervisor, id)),
      codeOf(() => acceptHandover(context, taker, id)),
    ]).toEqual(["not-allowed", "not-allowed", "none"]);
    expect(codeOf(() => offer(giver))).toBe("not-allowed");
  });

  it("row 15: an offer cannot be accepted once the application has ended, and duty stays where it was", async ({
    openTestStation,
  }) => {
    const { context, giver, taker, id, offerId, view } = await accepted(openTestStation);
    const offered = offerId();
    performAct(context, giver, {
      applicationId: id,
      shownVersion: 1,
      act: { kind: "application.withdrawn", reason: "不办了" },
    });
    expect(codeOf(() => acceptHandover(context, taker, offered))).toBe("act-impossible");
    expect(view()).toMatchObject({ version: 2, status: "withdrawn", dutyHolder: { operatorId: "clerk-1" } });
    expect(declineHandover(context, taker, { id: offered, note: "" }).incoming).toEqual([]);
  });
});
