import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { asFault } from "./printer-fault.ts";

const run = promisify(execFile);

/**
 * Sets a serial line to pass bytes as they are, eight bits, no parity. Without this a terminal device echoes, and turns every line end and
 * some Chinese bytes into others. Needs the system's own `stty` (or `mode` on Windows).
 */
export async function setSerialLine(path: string, baud: number | null, waitMs: number): Promise<void> {
  const [command, words] =
    process.platform === "win32"
      ? [
          "mode",
          [path.replace(/^\\\\\.\\/, ""), ...(baud === null ? [] : [`BAUD=${baud}`]), "PARITY=N", "DATA=8", "STOP=1"],
        ]
      : [
          "stty",
          [
            process.platform === "darwin" ? "-f" : "-F",
            path,
            ...(baud === null ? [] : [String(baud)]),
            "raw",
            "-echo",
            "cs8",
            "-parenb",
            "-cstopb",
          ],
        ];
  try {
    await run(command as string, words as string[], { timeout: waitMs });
  } catch (error) {
    throw asFault(error, "offline");
  }
}
