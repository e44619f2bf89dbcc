import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";

const Address = z.strictObject({ url: z.url(), enrolmentCode: z.string().optional() });

/** A centre in a process of its own, started from its command line. */
export type CentreProcess = {
  address: z.infer<typeof Address>;
  child: ChildProcess;
  said: () => string;
  ended: Promise<number | null>;
};

/** How a command line ended and what it said. */
export type Ended = { code: number | null; out: string; err: string };

function launch(args: string[], env: Record<string, string>) {
  const { DATABASE_URL: _, ...rest } = process.env;
  const child = spawn(process.execPath, ["central/cli/main.ts", ...args], {
    env: { ...rest, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const ended = once(child, "close").then(([code]) => (typeof code === "number" ? code : null));
  return { child, said: () => err, ended };
}

/** Starts a centre and waits for the line that says where it serves; throws with its messages where it ends instead. */
export async function startCentreProcess(args: string[], env: Record<string, string> = {}): Promise<CentreProcess> {
  const { child, said, ended } = launch([...args, "--print-address"], env);
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), "line").then(([text]) => String(text)),
    ended.then(() => null),
  ]);
  if (line === null) throw new Error(`the centre ended: ${said()}`);
  return { address: Address.parse(JSON.parse(line)), child, said, ended };
}

/** Runs the command line to its end. */
export async function runCentre(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const { child, said, ended } = launch(args, env);
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  return { code: await ended, out, err: said() };
}
