import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { freePort } from "#test/helpers/free-port.ts";

const CONVERTER = "soffice";
const START_MS = 120_000;

/** LibreOffice left running: `convert` has it make PDFs of files, `client` asks it for nothing, which is what the asking alone costs. */
export type RunningConverter = {
  convert: (files: readonly string[]) => Promise<void>;
  client: () => Promise<void>;
  close: () => Promise<void>;
};

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const isUp = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isUp;
}

/**
 * Starts LibreOffice with a profile of its own and leaves it running with one document open. Without one it would end
 * after each conversion.
 * Its own small client requests conversions: it hands its arguments to the office of the same profile and waits until
 * they are done. Null where there is no LibreOffice.
 */
export async function openConverter(folder: string): Promise<RunningConverter | null> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "office-profile")).href}`;
  const out = join(folder, "office-out");
  const kept = join(folder, "kept.html");
  mkdirSync(out, { recursive: true });
  writeFileSync(kept, "<!doctype html><meta charset=utf-8><p>kept open</p>");
  const port = await freePort();
  const converter = spawn(
    CONVERTER,
    [profile, "--headless", "--norestore", "--nologo", `--accept=socket,host=127.0.0.1,port=${port};urp;`, kept],
    { stdio: "ignore", detached: true },
  );
  const started = await once(converter, "spawn").then(
    () => true,
    () => false,
  );
  const { pid } = converter;
  if (!started || pid === undefined) return null;
  // The starter and the office itself are one group of our own.
  const end = (): boolean => process.kill(-pid, "SIGTERM");
  const ended = once(converter, "exit");
  const deadline = performance.now() + START_MS;
  while (!(await answers(port))) {
    if (converter.exitCode === null && performance.now() > deadline) end();
    if (converter.exitCode !== null || performance.now() > deadline)
      throw new Error("LibreOffice did not start to listen");
    await wait(200);
  }
  const ask = async (files: readonly string[]): Promise<void> => {
    await once(
      spawn(CONVERTER, [profile, "--headless", "--convert-to", "pdf", "--outdir", out, ...files], { stdio: "ignore" }),
      "close",
    );
    if (converter.exitCode !== null) throw new Error("LibreOffice did not stay");
  };
  return {
    async convert(files) {
      const made = files.map((file) => join(out, `${basename(file, ".html")}.pdf`));
      made.forEach((file) => rmSync(file, { force: true }));
      await ask(files);
      if (!made.every((file) => existsSync(file))) throw new Error("LibreOffice made no PDF");
    },
    client: () => ask([join(folder, "no-such-file.html")]),
    async close() {
      end();
      await ended;
    },
  };
}
