import { spawn } from "node:child_process";
import { Socket } from "node:net";
import { join, win32 } from "node:path";
import { readConfig } from "#station/core/config.ts";
import { resourcesDir } from "#station/lib/resources.ts";
import { PrinterFault } from "#station/printing/printer-fault.ts";

/** The program that talks to Windows, and what it is started with; nothing of a document stands there. */
export type HelperCommand = { file: string; args: readonly string[] };

/** A running helper: lines out, lines in; whatever breaks the rules ends it. */
export type HelperProcess = {
  write: (line: string, body: Buffer | null) => void;
  /** The next line; rejects with a `PrinterFault` when none comes within `ms` or the helper has ended. */
  line: (ms: number) => Promise<string>;
  /** Whether it has said anything that nobody has read. */
  hasSpoken: () => boolean;
  fault: () => PrinterFault | null;
  /** Ends it at once. */
  drop: (fault: PrinterFault) => void;
  /** Lets it end by itself: its input is over. */
  end: () => void;
};

/** A line of more is no answer of ours; so many lines that nobody asked for are a flood. */
const LIMITS = { line: 65_536, lines: 200, words: 300 } as const;

/** Starts the helper; it never keeps the program from ending, and ends with it. */
export function startHelper(command: HelperCommand): HelperProcess {
  const child = spawn(command.file, [...command.args], { stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
  const lines: string[] = [];
  let part = "";
  let complaint = "";
  let fault: PrinterFault | null = null;
  let waiting: {
    resolve: (line: string) => void;
    reject: (fault: PrinterFault) => void;
    timer: NodeJS.Timeout;
  } | null = null;

  const answer = (act: (one: NonNullable<typeof waiting>) => void): void => {
    const one = waiting;
    waiting = null;
    if (one === null) return;
    clearTimeout(one.timer);
    act(one);
  };
  const drop = (found: PrinterFault): void => {
    if (fault !== null) return;
    fault = found;
    child.kill("SIGKILL");
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    lines.length = 0;
    part = "";
    answer((one) => one.reject(found));
  };
  const take = (line: string): void => {
    if (waiting !== null) answer((one) => one.resolve(line));
    else if (lines.push(line) > LIMITS.lines)
      drop(new PrinterFault("wrong-answer", "the helper does not stop talking"));
  };

  child.stdout.setEncoding("latin1").on("data", (piece: string) => {
    if (fault !== null) return;
    const pieces = (part + piece).split("\n");
    part = pieces.pop() ?? "";
    for (const line of pieces) take(line.replace(/\r$/, ""));
    if (part.length > LIMITS.line) drop(new PrinterFault("wrong-answer", "the helper's line has no end"));
  });
  child.stderr.setEncoding("latin1").on("data", (piece: string) => {
    if (complaint.length < LIMITS.words) complaint += piece.slice(0, LIMITS.words).replaceAll(/[^\x20-\x7e]+/g, " ");
  });
  // A write into a helper that has just ended fails; its end is reported instead.
  child.stdin.on("error", () => undefined);
  child.on("error", (error) => drop(new PrinterFault("no-helper", error.message)));
  child.on("close", (code) =>
    drop(
      new PrinterFault(
        "connection-lost",
        `the helper ended (${code ?? "killed"}) ${complaint.slice(0, LIMITS.words)}`.trim(),
      ),
    ),
  );
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) if (stream instanceof Socket) stream.unref();

  return {
    write(line, body) {
      if (fault !== null) return;
      child.stdin.write(`${line}\n`, "latin1");
      if (body !== null) child.stdin.write(body);
    },
    line: (ms) =>
      new Promise((resolve, reject) => {
        const ready = lines.shift();
        if (ready !== undefined) return resolve(ready);
        if (fault !== null) return reject(fault);
        const timer = setTimeout(() => drop(new PrinterFault("no-answer", `the helper said nothing for ${ms} ms`)), ms);
        waiting = { resolve, reject, timer };
      }),
    hasSpoken: () => lines.length > 0 || part !== "",
    fault: () => fault,
    drop,
    end: () => child.stdin.end(),
  };
}

/**
 * The command of the helper: Windows PowerShell 5.1, which every Windows 10 and 11 has, on our script alone. No
 * profile, no window, no question.
 */
export function helperCommand(
  resources = resourcesDir(),
  systemRoot = readConfig().systemRoot ?? "C:\\Windows",
): HelperCommand {
  // Only Electron reads inside its archive: the script lies unpacked beside it.
  const script = join(resources, "windows", "spooler.ps1").replace(/app\.asar(?=[\\/])/, "app.asar.unpacked");
  return {
    file: win32.join(systemRoot, "System32", "WindowsPowerShell", "v1.0", "powershell.exe"),
    args: ["-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script],
  };
}
