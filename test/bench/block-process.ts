import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { readSamples } from "#station/cli/intake-file.ts";
import { countPrinted } from "./count-printed.ts";
import { startStation } from "#station/app/start-station.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";

// A process of its own that prints applications of the shipped samples; the arguments say how many, and how long it rests
// before, in milliseconds. Answers the
// number of documents and, in milliseconds, the longest block of its event loop and the p99, idle and printing.
const [rounds = 0, restMs = 0] = process.argv.slice(2).map(Number);
const ms = (nanoseconds: number): number => nanoseconds / 1e6;

const dir = mkdtempSync(join(tmpdir(), "bench-block-"));
const errors: unknown[] = [];
const running = await startStation(dir, (error) => errors.push(error), { centre: "no-centre" });
try {
  const samples = readSamples();
  const takeIn = (count: number): void => {
    for (let i = 0; i < count; i += 1) {
      const sample = samples[i % samples.length];
      if (sample !== undefined)
        submitApplication(running.context, operatorAt(running.context), {
          key: randomUUID(),
          body: sample.body,
          place: "command-line",
        });
    }
  };
  // The first set starts the worker and opens the fonts, as the first applicant of a day does.
  takeIn(1);
  await running.spooler.whenIdle();
  const watch = async (work: () => Promise<unknown>): Promise<{ longest: number; p99: number }> => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await work();
    delay.disable();
    return { longest: ms(delay.max), p99: ms(delay.percentile(99)) };
  };
  const rest = await watch(() => wait(restMs));
  const before = countPrinted(running.context.db);
  takeIn(rounds);
  // The intakes themselves are another figure: the watch begins on the turn after them.
  await wait(0);
  const printing = await watch(() => running.spooler.whenIdle());
  if (errors.length > 0) throw new Error(String(errors[0]));
  process.stdout.write(JSON.stringify({ sheets: countPrinted(running.context.db) - before, rest, printing }));
} finally {
  await running.close();
  rmSync(dir, { recursive: true, force: true });
}
