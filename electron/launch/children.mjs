import { spawn, spawnSync } from "node:child_process";
import { note } from "./terminal.mjs";

/** @typedef {{ code: number | null, timedOut: boolean, failed: string | null, output: string }} Ending */
/** @typedef {import("node:child_process").ChildProcess} Child */
/**
 * How long a command may run, how it is named to the person, and where its output goes.
 * @typedef {{ seconds: number, zh: string, en: string, show?: "stderr" | "both" | "no", env?: NodeJS.ProcessEnv }} Limits
 */

/** @type {Set<Child>} */
const living = new Set();
const KILL_AFTER_MS = 5000;
const HEARTBEAT_S = 15;

/**
 * Ends a child and everything it started: by its process group on POSIX, by its tree on Windows.
 * @param {Child} child
 * @param {NodeJS.Signals} signal
 */
export function endTree(child, signal = "SIGTERM") {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

/**
 * Starts a child in a process group of its own, so that it can be ended with all that it starts.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { windowsHide: true, ...options, detached: process.platform !== "win32" });
  living.add(child);
  child.once("close", () => living.delete(child));
  child.once("error", () => living.delete(child));
  return child;
}

let stopping = false;
/** Hands Ctrl+C, a closed terminal and a polite kill on to every child; whoever does not leave in time is killed. */
export function endChildrenOnSignals() {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      process.exitCode = signal === "SIGINT" ? 130 : 143;
      for (const child of living) endTree(child);
      setTimeout(() => living.forEach((child) => endTree(child, "SIGKILL")), KILL_AFTER_MS).unref();
    });
  }
  process.on("exit", () => living.forEach((child) => endTree(child, "SIGKILL")));
}

/** Whether a signal has asked this command to end. */
export const isStopping = () => stopping;

/**
 * Runs a command to its end or to its time limit, and says every 15 seconds that it still runs.
 * `show: "stderr"` passes what it prints on, `"both"` keeps its stdout on ours, `"no"` keeps it to the returned `output`.
 * @param {string} command @param {readonly string[]} args
 * @param {Limits & { cwd?: string, shell?: boolean }} how
 * @returns {Promise<Ending>}
 */
export function runBounded(command, args, { seconds, zh, en, show = "stderr", cwd, env, shell }) {
  return new Promise((resolve) => {
    const began = Date.now();
    const child = start(command, args, {
      stdio: ["ignore", show === "both" ? "inherit" : "pipe", show === "both" ? "inherit" : "pipe"],
      ...(cwd && { cwd }),
      ...(env && { env }),
      ...(shell && { shell }),
    });
    let output = "";
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (/** @type {Buffer} */ bytes) => {
        output = (output + bytes.toString()).slice(-20_000);
        if (show === "stderr") process.stderr.write(bytes);
      });
    }
    const heartbeat = setInterval(() => {
      const elapsed = Math.round((Date.now() - began) / 1000);
      note(`${zh}… 已 ${elapsed} 秒，最多 ${seconds} 秒`, `${en}… ${elapsed} s of at most ${seconds} s`);
    }, HEARTBEAT_S * 1000);
    const limit = setTimeout(() => {
      timedOut = true;
      endTree(child);
      setTimeout(() => endTree(child, "SIGKILL"), KILL_AFTER_MS).unref();
    }, seconds * 1000);
    /** @param {number | null} code @param {string | null} failed */
    const finish = (code, failed) => {
      clearInterval(heartbeat);
      clearTimeout(limit);
      resolve({ code, timedOut, failed, output });
    };
    child.once("error", (error) => finish(null, error.message));
    child.once("close", (code) => finish(code, null));
  });
}
