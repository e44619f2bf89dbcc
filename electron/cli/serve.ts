import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { startLoopback } from "#station/app/loopback.ts";
import { writeEntryFile } from "#station/app/entry-file.ts";
import { projectRoot } from "#station/lib/resources.ts";
import { startStation } from "#station/app/start-station.ts";
import { logCrashes } from "#station/core/log.ts";
import { openWithProfile } from "#station/core/station-settings.ts";
import { optional, type CommandBody, type CommandInput } from "./command.ts";
import { stopAsked } from "./stop-asked.ts";
import { reportError, terminal } from "./terminal.ts";

function readPort(text: string | null): number {
  if (text === null) return 0;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw badInput([
    { path: "--port", message: bilingual("须为 0 到 65535 的整数", "must be a whole number from 0 to 65535") },
  ]);
}

/** Opens the hall behind the loopback host, and closes it once `stopped` resolves. */
async function serveUntil(stopped: Promise<void>, input: CommandInput, watched: boolean, port: number): Promise<void> {
  const running = await startStation(input.dataDir, reportError);
  const log = running.context.log.area("app");
  logCrashes(log);
  try {
    const profile = optional(input, "profile");
    if (profile !== null) openWithProfile(running.context, profile);
    const host = await startLoopback(running.dispatcher, join(projectRoot(), "dist", "renderer"), { port, log });
    const file = host.opensForUser ? null : writeEntryFile(host.url);
    // What is told here may end in a journal: it holds no secret.
    const open = file?.url ?? `${host.origin}/`;
    terminal.note(`窗口已打开：${open}`, `The counter is open at ${open}`);
    // A program that reads this pipe gets an address with a ticket as well.
    if (watched) process.stdout.write(`${JSON.stringify({ url: host.url, open })}\n`);
    try {
      await stopped;
    } finally {
      file?.remove();
    }
    await host.close();
  } finally {
    await running.close();
  }
}

/** `hall serve`: the hall behind the loopback host, until it is asked to end. */
export const serveCommand: CommandBody = {
  async run(input) {
    const port = readPort(optional(input, "port"));
    const watched = input.options["print-address"] === true;
    const stopped = stopAsked(watched);
    try {
      await serveUntil(stopped, input, watched, port);
    } finally {
      // An open standard input keeps this process alive, also where the hall did not open.
      if (watched) process.stdin.destroy();
    }
    return 0;
  },
};
