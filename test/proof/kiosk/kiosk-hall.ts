import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "#shared/contract/call.ts";
import { calls, type Calls } from "#shared/contract/calls.ts";
import { openStation } from "#station/app/open-station.ts";
import { createDispatcher, type HandlersOf } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import { listPrintJobs, listPrintJobsIn } from "#station/db/print-jobs.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { openPrinter } from "#station/printing/open-printer.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { SLIPS, setUpPrinters, spoolTo } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter } from "#test/helpers/scripted-printer.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";
import { callsWithoutWorkers } from "#test/helpers/test-dispatcher.ts";

/** Takes from the station what the proof watches, so that it shows that it would notice. */
export type StationPlant = (handlers: HandlersOf<Calls>) => HandlersOf<Calls>;

/** A hall with a kiosk and a slip printer, and what came out of it. */
export type KioskHall = Awaited<ReturnType<typeof openKioskHall>>;

/** Opens a hall whose page is a kiosk; without a slip printer its slips go into the print folder. */
export async function openKioskHall(hasPrinter: boolean, plant: StationPlant = (handlers) => handlers) {
  const dir = mkdtempSync(join(tmpdir(), "liandong-kiosk-"));
  await plantStore(dir);
  const clock = new HandClock("2026-09-18T02:00:00.000Z");
  const station = await openStation(dir, { now: clock.now, random: () => 0.5, ...testProfiles() });
  const { context } = station;
  if (hasPrinter) setUpPrinters(context);
  const errors: unknown[] = [];
  const printer = new ScriptedPrinter();
  const session = openSession();
  const dispatcher = createDispatcher({
    context,
    contract: calls,
    handlers: plant(callsWithoutWorkers()),
    actorOf,
    onError: (error) => errors.push(error),
  });
  const spooler = spoolTo(
    context,
    clock,
    (settings) => (settings.id === SLIPS.id ? printer.open() : openPrinter(settings, context)),
    errors,
  );

  /** The visits that the host knows as open; kept apart from the program's own book. */
  const openVisits = new Set<string>();
  const onPaper = new Set<string>();
  const wrongPapers: string[] = [];
  let answer = (): ReturnType<ScriptedPrinter["script"]> => ({ pages: null, answer: { outcome: "device-confirmed" } });
  printer.script = () => {
    const move = answer();
    const job = listPrintJobsIn(context.db, "sending").find(({ kind }) => kind === "slip");
    if (job === undefined) wrongPapers.push("late: a slip of no job");
    else if (move.pages === null) {
      onPaper.add(job.applicationId);
      if (!openVisits.has(job.applicationId) && job.releasedAt === null)
        wrongPapers.push("late: a slip of an ended visit");
    }
    return move;
  };
  context.events.subscribe((event) => {
    if (event.kind === "application.accepted") openVisits.add(event.id);
  });

  const ENDS = ["session.startKiosk", "session.signIn", "session.signOut"];
  return {
    context,
    clock,
    session,
    printer,
    errors,
    onPaper,
    wrongPapers,
    hasPrinter,
    slipOf: (applicationId: string) => listPrintJobs(context.db, applicationId).find(({ kind }) => kind === "slip"),
    /** Sets how the printer answers the slips that come next. */
    answerBy(next: typeof answer): void {
      answer = next;
    },
    async dispatch(name: string, input: unknown): Promise<Answer> {
      const given = await dispatcher.dispatch(session, name, input);
      if (given.ok && ENDS.includes(name)) openVisits.clear();
      return given;
    },
    /** Lets the printer's queue come to rest, some time later. */
    async rest(ms: number): Promise<void> {
      clock.advance(ms);
      await spooler.whenIdle();
      await spooler.whenIdle();
    },
    async close(): Promise<void> {
      await spooler.close();
      station.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
