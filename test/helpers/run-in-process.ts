import { vi } from "vitest";
import { runCommand } from "#station/cli/run-command.ts";

/** How a command ended in this process, and what it wrote on each side. */
export type RunHere = { code: number; out: string; err: string };

/** Runs a command of `hall` in this process, which has no terminal: cheap, where no process of its own is needed. */
export async function runHere(...args: string[]): Promise<RunHere> {
  const written = { out: "", err: "" };
  const take = (side: "out" | "err") => (part: unknown) => {
    written[side] += String(part);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(take("out")),
    vi.spyOn(process.stderr, "write").mockImplementation(take("err")),
  ];
  try {
    return { code: await runCommand(args), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
