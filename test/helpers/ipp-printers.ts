import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { allowingQueue } from "./allowed-printers.ts";
import { callPrinter, OPERATIONS } from "#station/printing/ipp/call.ts";
import { freePort } from "./free-port.ts";

/** A real IPP Everywhere printer on loopback; `papers` are the documents it took, `kill` ends it the way a pulled plug does. */
export type TestIppPrinter = {
  address: string;
  papers: () => Buffer[];
  kill: () => Promise<void>;
  stop: () => Promise<void>;
};

const TRIES = 100;

/** Waits until something is so; throws with the name of what did not come. */
async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < TRIES; i += 1) {
    if (await isSo()) return;
    await wait(100);
  }
  throw new Error(`did not come up: ${what}`);
}

const listens = (where: { path: string } | { port: number }): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ ...where });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

async function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

const BUS_CONFIG = (
  socket: string,
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
`;

let busAddress = "";

/**
 * The message bus and the name service without which the printer program does not start, on a socket of their own: browsers connect to the
 * system's bus where there is one, and die when it goes.
 */
export async function startPrinterBus(): Promise<{ stop: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), "printer-bus-"));
  chmodSync(dir, 0o755);
  const socket = join(dir, "bus");
  writeFileSync(join(dir, "bus.conf"), BUS_CONFIG(socket));
  writeFileSync(join(dir, "avahi.conf"), "[server]\nallow-interfaces=lo\nuse-ipv6=no\n");
  busAddress = `unix:path=${socket}`;
  const started: ChildProcess[] = [
    spawn("dbus-daemon", [`--config-file=${join(dir, "bus.conf")}`, "--nofork", "--nopidfile"], { stdio: "ignore" }),
  ];
  await until("dbus-daemon", () => listens({ path: socket }));
  started.push(
    spawn("avahi-daemon", ["-f", join(dir, "avahi.conf"), "--no-drop-root", "--no-chroot"], {
      stdio: "ignore",
      env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: busAddress },
    }),
  );
  await until("avahi-daemon", () => spawnSync("avahi-daemon", ["--check"]).status === 0);
  return {
    async stop() {
      for (const child of started.toReversed()) await end(child);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/**
 * Starts `ippeveprinter`. Its print engine runs the shell commands in `script` on each document; their `STATE:` lines
 * on stderr are the printer's reasons.
 */
export async function startIppPrinter(script: string): Promise<TestIppPrinter> {
  const dir = mkdtempSync(join(tmpdir(), "ipp-printer-"));
  const spool = join(dir, "spool");
  mkdirSync(spool);
  const engine = join(dir, "engine");
  writeFileSync(engine, `#!/bin/sh\n${script}\n`);
  chmodSync(engine, 0o755);
  const port = await freePort();
  const child = spawn(
    "ippeveprinter",
    [
      "-p",
      String(port),
      "-n",
      "localhost",
      "-d",
      spool,
      "-k",
      "-f",
      "application/pdf",
      "-r",
      "off",
      "-c",
      engine,
      `Test${port}`,
    ],
    { stdio: "ignore", detached: true, env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: busAddress } },
  );
  await until("ippeveprinter", () => listens({ port }));
  return {
    address: `ipp://localhost:${port}/ipp/print`,
    papers: () =>
      readdirSync(spool)
        .filter((name) => name.endsWith(".pdf"))
        .map((name) => readFileSync(join(spool, name))),
    kill: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
    async stop() {
      await end(child, "SIGKILL");
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function modelOf(address: string): Promise<string> {
  const reply = await callPrinter(
    { address, allowed: allowingQueue(address) },
    { operation: OPERATIONS.getPrinter, attributes: [] },
    5_000,
    AbortSignal.timeout(5_000),
  );
  return reply.kind === "answer"
    ? reply.answer.groups.flatMap(({ attributes }) => attributes.get("printer-make-and-model") ?? []).join()
    : "";
}

/** A CUPS of the tests' own, with queues on it. */
export type TestCups = {
  addQueue: (name: string, device: string, model: string) => Promise<string>;
  stop: () => Promise<void>;
};

/** Starts `cupsd` on loopback in a folder of its own. */
export async function startCups(): Promise<TestCups> {
  const dir = mkdtempSync(join(tmpdir(), "cups-"));
  // The filters run as another user, who must be able to come in.
  chmodSync(dir, 0o755);
  const port = await freePort();
  for (const name of ["etc", "spool", "cache", "state", "log"]) mkdirSync(join(dir, name));
  writeFileSync(
    join(dir, "files.conf"),
    [
      `ServerRoot ${dir}/etc`,
      `RequestRoot ${dir}/spool`,
      `CacheDir ${dir}/cache`,
      `StateDir ${dir}/state`,
      `AccessLog ${dir}/log/access`,
      `ErrorLog ${dir}/log/error`,
      `PageLog ${dir}/log/page`,
      "FileDevice Yes",
      "",
    ].join("\n"),
  );
  writeFileSync(
    join(dir, "cupsd.conf"),
    [
      "LogLevel warn",
      `Listen localhost:${port}`,
      "WebInterface No",
      "Browsing No",
      "<Location />",
      "Order allow,deny",
      "Allow localhost",
      "</Location>",
      "<Policy default>",
      "JobPrivateAccess all",
      "JobPrivateValues none",
      "<Limit All>",
      "Order deny,allow",
      "</Limit>",
      "</Policy>",
      "",
    ].join("\n"),
  );
  const child = spawn("cupsd", ["-f", "-c", join(dir, "cupsd.conf"), "-s", join(dir, "files.conf")], {
    stdio: "ignore",
  });
  await until("cupsd", () => listens({ port }));
  return {
    async addQueue(name, device, model) {
      const made = spawnSync("lpadmin", ["-h", `localhost:${port}`, "-p", name, "-E", "-v", device, "-m", model], {
        encoding: "utf8",
      });
      if (made.status !== 0) throw new Error(`lpadmin: ${made.stderr}`);
      const queue = `ipp://localhost:${port}/printers/${name}`;
      // CUPS answers before it has taken the printer's description in, and would abort a job that comes first.
      if (model === "everywhere")
        await until(`queue ${name}`, async () => (await modelOf(queue)).includes("IPP Everywhere"));
      return queue;
    },
    async stop() {
      await end(child);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
