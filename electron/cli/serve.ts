import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { startLoopback } from "#station/app/loopback.ts";
import { writeEntryFile } from "#station/app/entry-file.ts";
import { projectRoot } from "#station/lib/resources.ts";
import { startStation } from "#station/app/start-station.ts";
import { logCrashes } from "#station/core/log.ts";
import { openWithProfile } from "#station/core/station-settings.ts";
import { optional, type CommandBody } from "./command.ts";
import { stopAsked } from "./stop-asked.ts";
import { reportError, terminal } from "./terminal.ts";

function readPort(text: string | null): number {
  if (text === null) return 0;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw badInput([
    { path: "--port", message: bilingual("须为 0 到 65535 的整数", "must be a whole number from 0 to 65535") },
  ]);
}

/** `hall serve`: the hall behind the loopback host, until it is asked to end. */
export const serveCommand: CommandBody = {
  async run(input) {
    const port = readPort(optional(input, "port"));
    const watched = input.options["print-address"] === true;
    const stopped = stopAsked(watched);
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
      // An open standard input would keep this process alive after its work is done.
      if (watched) process.stdin.destroy();
    }
    return 0;
  },
};
