import { randomUUID } from "node:crypto";
import { afterAll, afterEach, describe, expect } from "vitest";
import type { Calls } from "#shared/contract/calls.ts";
import type { CallInput } from "#shared/contract/call.ts";
import { askDispatcher, type Dispatcher } from "#station/core/dispatcher.ts";
import { openSession, type Session } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { listHeldSlips } from "#station/printing/visit-slips.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import type { PrintResult } from "#station/printing/printer.ts";
import type { Spooler } from "#station/printing/spooler.ts";
import { endRendering } from "#station/rendering/render.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { jobOf, setUpPrinters, spoolTo, takeIn } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter } from "#test/helpers/scripted-printer.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const CLERK = { operatorId: "clerk-1", pin: "2468" };
const READY = { state: "ready", troubles: [] } as ScriptedPrinter["state"];
const NO_PAPER = { state: "stopped", troubles: ["paper-out"] } as ScriptedPrinter["state"];

let context: StationContext;
let clock: HandClock;
let dispatcher: Dispatcher;
let kiosk: Session;
let slips: ScriptedPrinter;
let spooler: Spooler;

const start = (): Spooler => spoolTo(context, clock, () => slips.open());
/** Lets a minute pass and the printer's queue come to rest. */
async function pass(): Promise<void> {
  clock.advance(61_000);
  await spooler.whenIdle();
  await spooler.whenIdle();
}
const ask = <N extends keyof Calls>(name: N, input: CallInput<Calls[N]>, page = kiosk) =>
  askDispatcher(dispatcher, page, name, input);

/** A visitor submits at the kiosk; gives the application. */
async function visit(): Promise<{ id: string; acceptanceNumber: string }> {
  const answer = await ask("application.submit", {
    key: randomUUID(),
    body: yunhaiDraft({ channel: "kiosk", outsideLines: [] }),
    shownVersion: null,
  });
  if (answer.kind !== "accepted") throw new Error(answer.kind);
  await pass();
  return answer.application;
}

it.beforeEach(async ({ openTestStation }) => {
  clock = new HandClock("2026-09-18T02:00:00.000Z");
  ({ context } = await openTestStation({ now: clock.now, random: () => 0.5 }));
  setUpPrinters(context);
  [dispatcher, kiosk, slips] = [testDispatcher(context), openSession(), new ScriptedPrinter()];
  slips.state = NO_PAPER;
  spooler = start();
  await ask("session.startKiosk", {});
});
afterEach(() => spooler.close());
afterAll(() => endRendering());

describe("row 46: the slip of a visit that ends unprinted", () => {
  it.for([
    ["the next visit begins", () => ask("session.startKiosk", {})],
    ["staff sign in", () => ask("session.signIn", CLERK)],
    ["the window is closed", () => ask("session.signOut", {})],
  ] as const)("is held when %s, and does not come when there is paper again", async ([, end]) => {
    const { id, acceptanceNumber } = await visit();
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "queued", trouble: "paper-out", pause: null });
    await end();
    slips.state = READY;
    await pass();
    expect(slips.seen).toEqual([]);
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "queued", pause: "visit-ended", trouble: null });
    expect(listHeldSlips(context)).toMatchObject([{ applicationId: id, acceptanceNumber }]);
  });

  it("is printed while its visitor waits for it", async () => {
    const { id } = await visit();
    slips.state = READY;
    await pass();
    expect(jobOf(context, id, "slip").outcome).toBe("device-confirmed");
    await ask("session.startKiosk", {});
    expect(listHeldSlips(context)).toEqual([]);
  });

  it("stays held where a wrong PIN ended nothing, and the visitor went later", async () => {
    const { id } = await visit();
    await expect(ask("session.signIn", { ...CLERK, pin: "0000" })).rejects.toMatchObject({
      problem: { code: "wrong-pin" },
    });
    expect(jobOf(context, id, "slip").pause).toBeNull();
    await ask("session.startKiosk", {});
    expect(jobOf(context, id, "slip").pause).toBe("visit-ended");
  });

  it.for([
    ["and is tried again", true],
    ["for good", false],
  ] as const)("is held when the printer gives it back %s after the visitor went", async ([, again]) => {
    slips.state = READY;
    const returned: PrintResult = { outcome: "failed", trouble: "paper-out", again, detail: null };
    slips.script = () => {
      void ask("session.startKiosk", {});
      return { pages: 0, answer: returned };
    };
    const { id } = await visit();
    await pass();
    expect(slips.seen).toHaveLength(1);
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "queued", pause: "visit-ended" });
  });

  it("is held where it had failed before the visitor went", async () => {
    slips.state = READY;
    slips.script = () => ({ pages: 0, answer: { outcome: "failed", trouble: "refused", again: false, detail: null } });
    const { id } = await visit();
    expect(jobOf(context, id, "slip").outcome).toBe("failed");
    await ask("session.startKiosk", {});
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "queued", pause: "visit-ended" });
  });

  it("is held after a stop of the program, which ends every visit; a window's slip goes on", async () => {
    const { id } = await visit();
    const window = takeIn(context, operatorAt(context));
    await pass();
    await spooler.close();
    slips.state = READY;
    spooler = start();
    await pass();
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "queued", pause: "visit-ended" });
    expect(jobOf(context, window, "slip").outcome).toBe("device-confirmed");
  });
});

describe("row 46: a held slip", () => {
  it("is printed once when a person releases it, also where the program stops in between", async () => {
    const { id } = await visit();
    const clerk = await clerkAfterVisit();
    await ask("print.release", { jobId: jobOf(context, id, "slip").id }, clerk);
    await pass();
    await spooler.close();
    slips.state = READY;
    spooler = start();
    await pass();
    expect(slips.seen).toHaveLength(1);
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "device-confirmed", pause: null, copy: 1 });
    expect(await ask("print.listHeld", {}, clerk)).toEqual([]);
  });

  it("is never printed when a person discards it", async () => {
    const { id } = await visit();
    const clerk = await clerkAfterVisit();
    await ask("print.cancel", { jobId: jobOf(context, id, "slip").id, why: "访客已离开" }, clerk);
    slips.state = READY;
    await pass();
    expect(slips.seen).toEqual([]);
    expect(await ask("print.listHeld", {}, clerk)).toEqual([]);
  });

  it("is listed to staff alone", async () => {
    await visit();
    await expect(ask("print.listHeld", {})).rejects.toMatchObject({ problem: { code: "not-allowed" } });
  });
});

/** The clerk who signs in at another page after the visit. */
async function clerkAfterVisit(): Promise<Session> {
  await ask("session.startKiosk", {});
  const clerk = openSession();
  await ask("session.signIn", CLERK, clerk);
  return clerk;
}
