import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listPrintEvents } from "#station/db/print-events.ts";
import { findPrintJob, listPrintJobs, type PrintJob } from "#station/db/print-jobs.ts";
import { endRendering } from "#station/rendering/render.ts";
import { renderSlipCommands } from "#station/rendering/render.ts";
import type { PrintResult } from "#station/printing/printer.ts";
import type { Spooler } from "#station/printing/spooler.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import {
  cancelPrint,
  confirmPrint,
  releasePrint,
  requestPrint,
  resumePrint,
  retryPrint,
} from "#station/printing/print-requests.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { setUpPrinters, spoolTo, takeIn } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter, type Move } from "#test/helpers/scripted-printer.ts";

const START = "2026-09-18T02:00:00.000Z";
const options = (clock: HandClock) => ({ now: clock.now, random: () => 0.5, ...testProfiles() });
const folders: string[] = [];
let base = "";
let application = "";

function ownFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "liandong-histories-"));
  folders.push(dir);
  return dir;
}

/** One application that asks for a slip; its A4 papers are of no concern here. */
beforeAll(async () => {
  base = ownFolder();
  const open = await openStation(base, options(new HandClock(START)));
  setUpPrinters(open.context);
  application = takeIn(open.context, operatorAt(open.context));
  open.context.db.exec("UPDATE print_jobs SET outcome = 'person-confirmed', attempts = 1 WHERE kind <> 'slip'");
  open.close();
});
afterAll(async () => {
  await endRendering();
  folders.forEach((dir) => rmSync(dir, { recursive: true, force: true }));
});

const trouble = fc.constantFrom(
  "paper-out",
  "jam",
  "offline",
  "busy",
  "no-answer",
  "connection-lost",
  "other" as const,
);
/** The printer keeps to the port: `failed` means that nothing came out; of everything else something may have. */
const answers: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    pages: fc.constant(null),
    answer: fc.constantFrom<PrintResult>({ outcome: "device-confirmed" }, { outcome: "sent" }),
  }),
  fc.record({ pages: fc.constant(0), answer: fc.record({ outcome: fc.constant("sent" as const) }) }),
  fc.record({
    pages: fc.constant(0),
    answer: fc.record({
      outcome: fc.constant("failed" as const),
      trouble,
      again: fc.boolean(),
      detail: fc.constantFrom(null, "x"),
    }),
  }),
  fc.record({
    pages: fc.constantFrom(0, null),
    answer: fc.record({
      outcome: fc.constant("unconfirmed" as const),
      trouble,
      pages: fc.constantFrom(null, 0, 1),
      detail: fc.constant(null),
    }),
  }),
  fc.record({
    pages: fc.constantFrom(0, null),
    answer: fc.constantFrom("throw" as const, "hang" as const, "hang-until-hung-up" as const),
  }),
);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.constantFrom(0, 1_000, 5_000, 60_000, 160_000, 90_000_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("person" as const),
      act: fc.constantFrom("came", "came-not", "retry", "resume", "cancel", "release", "again", "again-why"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("crash" as const), after: fc.integer({ min: 0, max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("close" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("state" as const),
      to: fc.constantFrom("ready", "attention", "stopped", "unknown", "hang", "throw"),
    }),
  },
);

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets the queue come as far as it can by itself: sheets are drawn in a worker, one after another, so what is drawn last comes last. */
async function work(): Promise<void> {
  await turns(10);
  await renderSlipCommands([{ kind: "cut" }], {});
  await turns(20);
}

/**
 * Every document printed after another of the same job without a person's word between, and every outcome claimed
 * without its word.
 */
function faultsOf(
  jobs: readonly PrintJob[],
  papers: readonly { job: string; at: number }[],
  words: readonly { job: string; at: number }[],
  deviceSaid: ReadonlySet<string>,
): string[] {
  const found: string[] = [];
  for (const job of jobs) {
    const own = papers.filter((paper) => paper.job === job.id);
    own.forEach((paper, i) => {
      const before = own[i - 1];
      if (
        before !== undefined &&
        !words.some((word) => word.job === job.id && word.at > before.at && word.at < paper.at)
      )
        found.push(`${job.id}: two papers and no word between`);
    });
    if (job.outcome === "device-confirmed" && !deviceSaid.has(job.id))
      found.push(`${job.id}: the device never said so`);
    if (job.outcome === "person-confirmed" && (job.confirmedBy === null || !words.some((word) => word.job === job.id)))
      found.push(`${job.id}: no person said so`);
  }
  return found;
}

test(
  "row 37: whatever the printer answers, wherever the program dies, whatever a person says: no silent second copy, no claim without a word",
  { timeout: 300_000 },
  async () => {
    let crashes = 0;
    let sheets = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 16 }),
        fc.array(answers, { maxLength: 12 }),
        async (steps, moves) => {
          const dir = ownFolder();
          cpSync(base, dir, { recursive: true });
          const clock = new HandClock(START);
          const printer = new ScriptedPrinter();
          const papers: { job: string; at: number }[] = [];
          const words: { job: string; at: number }[] = [];
          const deviceSaid = new Set<string>();
          let time = 0;
          const left = [...moves];
          let open: OpenStation = await openStation(dir, options(clock));
          printer.script = () => {
            const move = left.shift() ?? { pages: null, answer: { outcome: "device-confirmed" } };
            const job =
              listPrintJobs(open.context.db, application).find((each) => each.outcome === "sending")?.id ?? "none";
            time += 1;
            sheets += 1;
            // What hangs may still come out; what failed by the printer's own word has not.
            const mayHaveCome = typeof move.answer === "string" || move.answer.outcome !== "failed";
            if (mayHaveCome) papers.push({ job, at: time });
            if (typeof move.answer !== "string" && move.answer.outcome === "device-confirmed") deviceSaid.add(job);
            return move;
          };
          const start = (): Spooler => spoolTo(open.context, clock, printer.open);
          let spooler = start();
          const reopen = async (): Promise<void> => {
            open = await openStation(dir, options(clock));
            spooler = start();
          };
          const person = (act: string): void => {
            const job = listPrintJobs(open.context.db, application).findLast((each) => each.kind === "slip");
            if (job === undefined) throw new Error("the job is gone");
            const actor = operatorAt(open.context);
            time += 1;
            const said: Record<string, () => unknown> = {
              came: () => confirmPrint(open.context, actor, job.id, true),
              "came-not": () => confirmPrint(open.context, actor, job.id, false),
              retry: () => retryPrint(open.context, actor, job.id),
              resume: () => resumePrint(open.context, actor, job.id, 2),
              cancel: () => cancelPrint(open.context, actor, job.id, "不要了"),
              release: () => releasePrint(open.context, actor, job.id),
              again: () =>
                requestPrint(open.context, actor, {
                  applicationId: application,
                  kind: "slip",
                  utility: null,
                  why: null,
                }),
              "again-why": () =>
                requestPrint(open.context, actor, {
                  applicationId: application,
                  kind: "slip",
                  utility: null,
                  why: "遗失",
                }),
            };
            const word = { job: job.id, at: time };
            words.push(word);
            try {
              said[act]?.();
            } catch (error) {
              if (!(error instanceof ProblemError)) throw error;
              words.splice(words.indexOf(word), 1);
            }
          };
          for (const one of steps) {
            switch (one.kind) {
              case "wait":
                clock.advance(one.ms);
                await work();
                break;
              case "person":
                person(one.act);
                await work();
                break;
              case "state":
                printer.state =
                  one.to === "hang" || one.to === "throw"
                    ? one.to
                    : { state: one.to as "ready", troubles: one.to === "ready" ? [] : ["paper-out"] };
                break;
              case "close": {
                const closing = spooler.close();
                await turns(4);
                clock.advance(160_000);
                clock.advance(160_000);
                await closing;
                open.close();
                await reopen();
                break;
              }
              case "crash":
                // The store is shut under the worker at whatever step it has come to; what it does after that reaches no row.
                spooler.look();
                await (one.after % 2 === 0 ? turns(one.after) : work());
                open.close();
                crashes += 1;
                await turns(4);
                await reopen();
                await turns(4);
            }
          }
          const closing = spooler.close();
          await turns(4);
          clock.advance(160_000);
          clock.advance(160_000);
          await closing;
          const jobs = listPrintJobs(open.context.db, application);
          const slips = jobs.filter((job) => job.kind === "slip");
          expect(papers.filter(({ job }) => !slips.some(({ id }) => id === job))).toEqual([]);
          expect(faultsOf(slips, papers, words, deviceSaid)).toEqual([]);
          for (const job of slips) {
            const events = listPrintEvents(open.context.db, job.id);
            // The last line of the history is the job's status; each hand-over has its line.
            expect(events.at(-1)?.outcome ?? "queued").toBe(job.outcome);
            expect(events.filter(({ what }) => what === "sending")).toHaveLength(job.attempts);
            expect(findPrintJob(open.context.db, job.id)?.outcome).not.toBe("sending");
          }
          open.close();
          rmSync(dir, { recursive: true, force: true });
        },
      ),
      { numRuns: process.env["LIANDONG_FAULTS"] === "full" ? 1_000 : 160 },
    );
    expect(crashes).toBeGreaterThan(40);
    expect(sheets).toBeGreaterThan(80);
  },
);
