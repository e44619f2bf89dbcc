import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { makeMachine, type Machine } from "./machine.ts";

/** A printer behind a device file of this system (a pseudo-terminal). */
export type TerminalDevice = {
  path: string;
  machine: Machine;
  stall: () => void;
  goOn: () => void;
  close: () => Promise<void>;
};

/** Opens a pseudo-terminal, prints its name on stderr, and carries bytes between it and its own input and output. */
const RELAY = `
import os, pty, select, sys
master, slave = pty.openpty()
os.write(2, (os.ttyname(slave) + "\\n").encode())
while True:
    ready, _, _ = select.select([0, master], [], [])
    if 0 in ready:
        piece = os.read(0, 4096)
        if not piece: break
        os.write(master, piece)
    if master in ready:
        os.write(1, os.read(master, 4096))
`;

/** Starts one; null where this machine has no Python 3 to open a pseudo-terminal with. */
export async function startTerminalDevice(): Promise<TerminalDevice | null> {
  const relay = spawn("python3", ["-c", RELAY], { stdio: "pipe" });
  const exited = once(relay, "exit").catch(() => undefined);
  const [path] = (await Promise.race([
    once(createInterface(relay.stderr), "line"),
    once(relay, "error").catch(() => []),
    exited.then(() => []),
  ])) as string[];
  if (path === undefined) return null;
  const machine = makeMachine();
  machine.answer = (bytes) => void relay.stdin.write(bytes);
  const work = () => {
    if (machine.work(40)) setImmediate(work);
  };
  relay.stdout.on("data", (piece: Buffer) => {
    machine.take(piece);
    work();
  });
  return {
    path,
    machine,
    stall: () => void relay.kill("SIGSTOP"),
    goOn: () => void relay.kill("SIGCONT"),
    async close() {
      relay.kill("SIGKILL");
      await exited;
    },
  };
}
