import { afterEach, describe, expect, it } from "vitest";
import { doctorPrinters } from "#station/cli/doctor-printers.ts";
import { listWindowsPrinters } from "#station/printing/windows/list-printers.ts";
import type { Plan } from "#test/helpers/windows-spooler/plan.ts";
import { emulateSpooler, type EmulatedSpooler } from "#test/helpers/windows-spooler/spooler.ts";

const open: EmulatedSpooler[] = [];
afterEach(() => {
  for (const spooler of open.splice(0)) spooler.remove();
});

/** What the doctor finds on a Windows whose spooler follows the plan. */
function findingsOf(plan: Plan): ReturnType<typeof doctorPrinters> {
  const spooler = emulateSpooler(plan);
  open.push(spooler);
  return doctorPrinters("win32", () => listWindowsPrinters(spooler.command));
}

describe("row 86: `hall doctor` on Windows", () => {
  it("names the printers as the settings ask for them, through the helper that prints", async () => {
    expect(await findingsOf({ names: ["前台 HP LaserJet", "POS-80C 𠮷"] })).toMatchObject([
      { id: "print-helper", ok: true },
      { id: "printers", ok: true, zh: "系统打印机：前台 HP LaserJet、POS-80C 𠮷" },
    ]);
    expect(await findingsOf({ names: [] })).toMatchObject([{ ok: true }, { id: "printers", ok: false }]);
  });

  it("says that the helper does not start, or makes no sense, with what it said and the mend", async () => {
    for (const plan of [
      { breaks: [{ at: "ready", how: "not-json" }] },
      { breaks: [{ at: "ready", how: "die" }] },
      { breaks: [{ at: "list", how: "wrong-shape" }] },
      { breaks: [{ at: "list", how: "endless-line" }] },
    ] satisfies Plan[]) {
      expect(await findingsOf(plan)).toMatchObject([
        {
          id: "print-helper",
          ok: false,
          zh: expect.stringMatching(/^Windows 打印组件没有启动：./),
          mend: { zh: expect.stringMatching(/PowerShell/) },
        },
      ]);
    }
  });
});
