import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect } from "vitest";
import type { Application } from "#shared/case/application.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import type { Instant } from "#shared/time/instant.ts";
import { openStation } from "#station/app/open-station.ts";
import { performAct } from "#station/cases/acts.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { listAudit } from "#station/db/audit.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { dataOfReception, getReceptionRow } from "#station/documents/reception-document.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import { confirmClock } from "#station/health/system-clock-trust.ts";
import { printPaperForms } from "#station/intake/paper-forms.ts";
import { listReceptions } from "#station/intake/reception-view.ts";
import { receiveVisit, refuseVisit } from "#station/intake/reception.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { savePrinter } from "#station/printing/printer-settings.ts";
import { getApplicationRow, listDay, viewApplication } from "#station/records/application.ts";
import { viewDaySummary } from "#station/supervision/day-summary.ts";
import { ledgerRows } from "#station/supervision/ledger-rows.ts";
import { viewWorklist } from "#station/supervision/worklist.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { slipText } from "#test/helpers/slip-text.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const START = "2026-09-18T01:00:00.000Z";
const YEARS_LATER = "2029-09-18T01:00:00.000Z";

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0).toReversed()) end();
});

/** A station's program is closed and opened again in the same folder, at the time that the clock then shows. */
function station() {
  const dir = mkdtempSync(join(tmpdir(), "liandong-clock-"));
  endings.push(() => rmSync(dir, { recursive: true, force: true }));
  return async (at: Instant): Promise<{ context: StationContext; actor: Actor; close: () => void }> => {
    await plantStore(dir);
    const { context, close } = await openStation(dir, { now: new HandClock(at).now, ...testProfiles() });
    return { context, actor: operatorAt(context), close };
  };
}

type Ways = Record<string, () => unknown>;

const accept = (context: StationContext, actor: Actor, changes: Partial<DraftBody> = {}) =>
  submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft(changes) });

const visit = (context: StationContext, actor: Actor) =>
  receiveVisit(context, actor, { draftId: randomUUID(), body: yunhaiDraft(), items: [], reason: "等待核实地址" });

const clockNotes = ({ warnings }: Pick<Application, "warnings">): string[] =>
  warnings.flatMap(({ path, message }) => (path === "acceptedAt" ? [message.zh] : []));

async function refusalOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return "none";
}

describe("a clock that is years ahead of the last time it was trusted", () => {
  it("gives no number by any way until a person confirms it, and then goes on", async () => {
    const open = station();
    const before = await open(START);
    const { id } = accept(before.context, before.actor);
    const [form] = await printPaperForms(before.context, before.actor, "yunhai", 1);
    before.close();

    const { context, actor, close } = await open(YEARS_LATER);
    endings.push(close);
    const serials = () =>
      context.db.prepare("SELECT prefix, year, last_serial FROM number_series ORDER BY prefix").all();
    const given = serials();
    const outage = {
      paperNumber: form?.number ?? "",
      receivedAt: "2026-09-18 15:30",
      receivedBy: "clerk-2",
      reason: "停电",
    };
    const ways: Ways = {
      window: () => accept(context, actor),
      kiosk: () => accept(context, actor, { channel: "kiosk" }),
      "hall intake": () =>
        submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft(), place: "command-line" }),
      "late entry": () => accept(context, actor, { outage }),
      received: () => visit(context, actor),
      refused: () =>
        refuseVisit(context, actor, {
          draftId: randomUUID(),
          body: yunhaiDraft(),
          ground: "other",
          reason: "不需要",
          goTo: null,
        }),
      "blank forms": () => printPaperForms(context, actor, "yunhai", 1),
      notice: () =>
        performAct(context, actor, {
          applicationId: id,
          shownVersion: 1,
          act: { kind: "application.withdrawn", reason: "不办了" },
        }),
    };
    for (const [name, run] of Object.entries(ways))
      expect([name, await refusalOf(run)]).toEqual([name, "clock-far-ahead"]);
    expect(serials()).toEqual(given);
    expect(() => accept(context, actor)).toThrow(/电脑时间比本机上次可信的时间晚 1096 天，现在显示 2029-09-18/);

    confirmClock(context, actor);
    expect(accept(context, actor).acceptanceNumber).toContain("-2029-000001");
    expect(listAudit(context.db, "clock").map(({ verb }) => verb)).toEqual([
      "clock.doubted",
      "clock.confirmed",
      "clock.trusted",
    ]);
  });

  it("asks again after a restart: an act under the doubted clock does not make it trusted", async () => {
    const open = station();
    (await open(START)).close();
    const first = await open(YEARS_LATER);
    savePrinter(first.context, first.actor, {
      id: "printer-1",
      name: "示例打印机",
      kind: "tray",
      address: "",
      options: {},
    });
    expect(listAudit(first.context.db, "printer-1")).toMatchObject([{ at: YEARS_LATER }]);
    expect(await refusalOf(() => accept(first.context, first.actor))).toBe("clock-far-ahead");
    first.close();
    const second = await open("2029-09-18T02:00:00.000Z");
    endings.push(second.close);
    expect(listAudit(second.context.db, "clock").at(-1)).toMatchObject({ verb: "clock.doubted", at: YEARS_LATER });
    expect(await refusalOf(() => accept(second.context, second.actor))).toBe("clock-far-ahead");
  });

  it("is not asked about where the centre shows the same time, and does not ask twice where the centre disagrees", async () => {
    const open = station();
    (await open(START)).close();
    const { context, actor, close } = await open(YEARS_LATER);
    endings.push(close);
    context.clock.heardCentre(YEARS_LATER);
    expect(await refusalOf(() => accept(context, actor))).toBe("none");
    context.clock.heardCentre(START);
    expect(await refusalOf(() => accept(context, actor))).toBe("clock-far-ahead");
    confirmClock(context, actor);
    expect(clockNotes(accept(context, actor))).toEqual([
      expect.stringContaining("受理时电脑时钟待核：电脑时间比中心平台快 1096 天"),
    ]);
  });
});

describe("a record that is taken in under a doubted clock", () => {
  /** The clock is set four hours on while the program runs. */
  async function doubted(openTestStation: OpenTestStation) {
    const clock = new HandClock(START);
    const { context, actor } = await openTestStation({ now: clock.now, monotonicMs: () => 0 });
    clock.set("2026-09-18T05:00:00.000Z");
    return { context, actor, clock };
  }

  it("says so in the record, its rows and its history, also after the clock is right again", async ({
    openTestStation,
  }) => {
    const { context, actor, clock } = await doubted(openTestStation);
    const { id } = accept(context, actor);
    const reception = visit(context, actor);
    clock.set(START);
    const { id: later } = accept(context, actor);
    expect(clockNotes(viewApplication(context, getApplicationRow(context, id)))).toEqual([
      expect.stringContaining("电脑时间向前跳了 4 小时"),
    ]);
    expect(clockNotes(viewApplication(context, getApplicationRow(context, later)))).toEqual([]);
    const marks = new Map(listDay(context, null).map((line) => [line.id, line.isClockDoubted ?? false]));
    expect(marks).toEqual(
      new Map([
        [id, true],
        [later, false],
      ]),
    );
    const rows = Object.values(viewWorklist(context, actor, true).board).flat();
    expect(new Map(rows.map((row) => [row.applicationId, row.isClockDoubted]))).toEqual(marks);
    const ledger = ledgerRows(viewDaySummary(context, null), {
      hall: bilingual("厅", "hall"),
      utility: (_profile, one) => one,
    });
    const times = [...ledger].flat().filter((cell) => typeof cell === "string" && /^2026-09-18 \d\d:\d\d/.test(cell));
    expect(times).toEqual(["2026-09-18 09:00", "2026-09-18 13:00（时钟待核）", "2026-09-18 13:00（时钟待核）"]);
    expect(listReceptions(context, null)).toMatchObject([{ id: reception.id, isClockDoubted: true }]);
  });

  it("says so on the form, the voucher, the combined sheet, the slip and the notices", async ({ openTestStation }) => {
    const { context, actor, clock } = await doubted(openTestStation);
    const { id } = accept(context, actor);
    const reception = visit(context, actor);
    clock.set(START);
    const { id: trusted } = accept(context, actor);
    const wordsOf = async (kind: DocumentKind, of = id): Promise<string> => {
      const data = dataOfApplication(context, getApplicationRow(context, of), "original");
      return (await readPdf((await renderDocument(data, kind)).bytes)).pages[0] ?? "";
    };
    const meaning = "登记时电脑的日期时间可能不对，登记时间和时限以核对后的为准";
    for (const kind of ["unified-form", "voucher", "approval-sheet"] as const) {
      expect(await wordsOf(kind)).toContain(meaning);
      expect(await wordsOf(kind)).toContain("【正式】【时钟待核】");
      expect(await wordsOf(kind, trusted)).not.toContain("时钟待核");
    }
    expect(await wordsOf("commitment-letter")).toContain("【时钟待核】");
    const slip = slipText(dataOfApplication(context, getApplicationRow(context, id), "original"));
    expect(slip.replaceAll(/\s/g, "")).toContain(`时钟待核：${meaning}`);
    const voucher = dataOfReception(context, getReceptionRow(context, reception.id), "original");
    expect((await readPdf((await renderDocument(voucher, "received-notice")).bytes)).pages[0]).toContain(meaning);
  });
});
