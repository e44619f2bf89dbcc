import { describe, expect, it } from "vitest";
import { makeRng } from "#test/helpers/rng.ts";
import type { Break } from "#test/helpers/windows-spooler/plan.ts";
import { J, P, papersOf, PDF, windowsPrinterOver } from "#test/helpers/windows-spooler/printer.ts";

/** Plays one made-up print with everything that may break in it; the same number gives the same. */
async function play(seed: number): Promise<{ outcome: string; papers: number }> {
  const { below, chance, pick } = makeRng(seed);
  const flags = [
    0,
    J.spooling,
    J.paused,
    J.offline,
    J.printing,
    J.printing | J.paperOut,
    J.printing | J.error,
    J.printed,
    J.complete | J.retained,
    J.deleting,
    J.deleted,
    J.retained,
  ];
  const steps = Array.from({ length: 1 + below(4) }, () =>
    chance(0.1)
      ? { status: 0, gone: true, printer: pick([0, P.paused]) }
      : { status: pick(flags), printer: pick([0, 0, P.paused, P.offline]) },
  );
  const breaks = Array.from({ length: below(3) }, (): Break => ({
    at: pick(["asked", "starting", "spooled", "job", "control"]),
    how: pick(["die", "garbage", "not-json", "other-id", "wrong-shape", "error"]),
    what: "WritePrinter",
    ...(chance(0.6) ? { times: 1 } : {}),
  }));
  const { spooler, printer } = windowsPrinterOver(
    { steps, breaks, kept: chance(0.8), stubborn: chance(0.1) },
    { goneMs: 1_000 },
  );
  const result = await printer.print(PDF, AbortSignal.timeout(1_500));
  // What is left in the queue comes out when nobody looks any more.
  const left = spooler.jobs().filter((job) => !job.deleted && job.printed === 0).length;
  const papers = papersOf(spooler) + left;
  spooler.remove();
  return { outcome: result.outcome, papers };
}

describe("row 37: whatever breaks behind the Windows spooler", () => {
  it(
    "'failed' is said only where no paper came and none is left to come, 'sent' only where it came, in 40 made-up prints",
    { timeout: 300_000 },
    async () => {
      for (let seed = 1; seed <= 40; seed += 1) {
        const { outcome, papers: paper } = await play(seed);
        if (outcome === "failed") expect([seed, paper]).toEqual([seed, 0]);
        if (outcome === "sent") expect([seed, paper]).toEqual([seed, 1]);
      }
    },
  );
});
