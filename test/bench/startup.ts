import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "#station/launch/ensure-built.mjs";
import { inRoot } from "#station/launch/root.mjs";
import { projectRoot } from "#station/lib/resources.ts";
import { storeFile } from "#station/core/station-folder.ts";
import { median, timeFigure, type Figure, type Scale } from "./figure.ts";
import { askOnce } from "./host-process.ts";
import { interleave } from "./interleave.ts";
import { benchPage } from "./page-start.ts";
import { makeStoredStation } from "./stored-hall.ts";

const SCALES = {
  full: { stores: [0, 100_000], turns: { warmUp: 2, timed: 15 }, pages: 9 },
  small: { stores: [20], turns: { warmUp: 0, timed: 1 }, pages: 1 },
};

/**
 * Starts the built hall in a process of its own until its first call is answered, as `npm start` does without
 * Electron. Peers: node:http over the same store, an empty Node for the command line, bare pages for the page.
 */
export async function* benchStartup(scale: Scale): AsyncGenerator<Figure> {
  const { stores, turns, pages } = SCALES[scale];
  await ensureBuilt(process.execPath, process.env);
  for (const stored of stores) {
    const { dir, remove } = await makeStoredStation(stored);
    try {
      let end: () => Promise<void> = () => Promise.resolve();
      const start = (...args: string[]) => ({
        prepare: () => end(),
        async run() {
          end = (await askOnce(args)).end;
        },
      });
      const took = await interleave(turns, {
        own: start(
          inRoot("dist", "electron", "start-hall.cjs"),
          "serve",
          "--port",
          "0",
          "--print-address",
          "--data",
          dir,
        ),
        bare: start(fileURLToPath(new URL("./bare-host.mjs", import.meta.url)), storeFile(dir)),
      });
      await end();
      yield timeFigure("startup", `host to its first answer, ${stored} stored`, median(took.own), {
        name: "node:http and SQLite on the same file",
        value: median(took.bare),
      });
    } finally {
      remove();
    }
  }
  const run = (...args: string[]) => spawnSync(process.execPath, args, { stdio: "ignore", cwd: projectRoot() });
  const command = await interleave(turns, {
    own: { run: () => run(join("electron", "cli", "hall.ts"), "profiles") },
    bare: { run: () => run("-e", "0") },
  });
  yield timeFigure("startup", "hall profiles, whole process", median(command.own), {
    name: "node -e 0",
    value: median(command.bare),
  });
  yield* benchPage(pages);
}
