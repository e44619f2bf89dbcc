import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, describe, expect } from "vitest";
import type { PrinterSettings } from "#shared/contract/printer-settings.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { putPrinter } from "#station/db/printers.ts";
import { deleteSetting } from "#station/db/settings.ts";
import { keepKnownAddresses, listAllowed } from "#station/printing/allowed-addresses.ts";
import { printingCalls } from "#station/printing/calls.ts";
import { openPrinter } from "#station/printing/open-printer.ts";
import { addressOf, isAllowed, reach } from "#station/printing/printer-addresses.ts";
import { PrinterFault } from "#station/printing/printer-fault.ts";
import { retire, savePrinter } from "#station/printing/printer-settings.ts";
import { openSession } from "#station/core/session.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { A4, SLIPS } from "#test/helpers/printing-hall.ts";

const NEVER = new AbortController().signal;
const SHEET = {
  fileName: "LD-A01-2026-000001-1-slip.bin",
  bytes: Buffer.from([0x1b, 0x40, 0x0a]),
  kind: "slip",
  fromPage: 1,
} as const;

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, "close");
  }
});

/** A service of this machine that is no printer, and the connections that it got. */
async function service(server: Server = createServer((socket) => socket.destroy())) {
  let connections = 0;
  server.on("connection", () => (connections += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

async function hall(openTestStation: OpenTestStation) {
  const { context } = await openTestStation();
  const operator = findOperator(context.db, "supervisor-1");
  if (operator === null) throw new Error("no supervisor");
  const actor: Actor = { operator, station: context.station() };
  const calls = printingCalls({ states: () => new Map(), look: () => undefined });
  const session = { ...openSession(), role: "supervisor" as const, operatorId: operator.id };
  const save = async (printer: PrinterSettings, pin: string | null) =>
    calls["printer.save"](context, { ...actor, session }, { printer, pin });
  return { context, actor, save };
}

const slipsAt = (address: string): PrinterSettings => ({ ...SLIPS, address }) as PrinterSettings;
const queueAt = (address: string): PrinterSettings => ({ ...A4, address }) as PrinterSettings;

const problemOf = async (run: () => Promise<unknown>): Promise<string> => {
  try {
    await run();
  } catch (error) {
    if (error instanceof ProblemError)
      return [error.problem.code, ...error.problem.fields.map(({ path }) => path)].join(" ");
    throw error;
  }
  return "none";
};

const allowedIn = (context: StationContext): string[] =>
  listAllowed(context).map(({ host, port }) => `${host} ${port}`);

describe("a printer's address", () => {
  it("is allowed by the supervisor's PIN, is audited, and goes with its last printer", async ({ openTestStation }) => {
    const { context, actor, save } = await hall(openTestStation);
    expect(await problemOf(() => save(slipsAt("192.168.1.50:9100"), null))).toBe("bad-input pin");
    expect(await problemOf(() => save(slipsAt("192.168.1.50:9100"), "0000"))).toBe("wrong-pin");
    expect(allowedIn(context)).toEqual([]);
    await save(slipsAt("192.168.1.50:9100"), "2468");
    expect(allowedIn(context)).toEqual(["192.168.1.50 9100"]);
    expect(listAudit(context.db, "printers")).toMatchObject([
      { verb: "printer.addressAllowed", actor: "supervisor-1", detail: { host: "192.168.1.50", port: 9100 } },
    ]);
    // Another name, or another way to write the address, asks for nothing.
    savePrinter(context, actor, { ...slipsAt("192.168.1.50:9100"), name: "一号小票机" });
    await save(queueAt("ipps://[FD00::0:7]/ipp"), "2468");
    savePrinter(context, actor, queueAt("ipps://[fd00::7]:631/ipp"));
    retire(context, actor, SLIPS.id);
    expect(allowedIn(context)).toEqual(["fd00::7 631"]);
    expect(await problemOf(() => save(slipsAt("192.168.1.50:9100"), null))).toBe("bad-input pin");
  });

  it("of this machine needs nobody's word at a printer's port, and a PIN at any other", () => {
    const at = (host: string, port: number) => isAllowed([], { host, port });
    for (const port of [631, 9100, 443]) expect([at("127.0.0.1", port), at("localhost", port)]).toEqual([true, true]);
    expect(at("::1", 631)).toBe(true);
    for (const port of [22, 80, 5432, 7070]) expect(at("127.0.0.1", port)).toBe(false);
    for (const host of ["0.0.0.0", "169.254.169.254", "192.168.1.50", "printer.local"])
      expect(at(host, 631)).toBe(false);
  });

  it("that was never allowed gets no connection, whatever the settings say, and the refusal has words", async ({
    openTestStation,
  }) => {
    const { context } = await hall(openTestStation);
    const other = await service();
    const printers = [
      slipsAt(`127.0.0.1:${other.port}`),
      queueAt(`ipp://127.0.0.1:${other.port}/ipp`),
      queueAt(`http://[::ffff:127.0.0.1]:${other.port}/`),
      { ...slipsAt(`http://127.0.0.1:${other.port}/printers/x`), kind: "cups-raw" } as PrinterSettings,
    ];
    for (const settings of printers) {
      const printer = await openPrinter(settings, context);
      expect(await printer.status(NEVER)).toEqual({ state: "stopped", troubles: ["not-allowed"] });
      expect(await printer.print(SHEET, NEVER)).toMatchObject({
        outcome: "failed",
        trouble: "not-allowed",
        again: true,
      });
    }
    expect(other.connections()).toBe(0);
  });

  it("on a share of another machine is one too, though the system opens it", async ({ openTestStation }) => {
    const { context, save } = await hall(openTestStation);
    const share = (address: string): PrinterSettings => ({
      id: "share",
      name: "共享",
      kind: "tray",
      address,
      options: {},
    });
    for (const address of ["\\\\127.0.0.2\\print", "//127.0.0.2/print", "\\\\?\\UNC\\127.0.0.2\\print"]) {
      expect(await problemOf(() => save(share(address), null))).toBe("bad-input pin");
      const printer = await openPrinter(share(address), context);
      expect(await printer.status(NEVER)).toEqual({ state: "stopped", troubles: ["not-allowed"] });
      expect(await printer.print(SHEET, NEVER)).toMatchObject({ outcome: "failed", trouble: "not-allowed" });
    }
    // Windows' own names for devices lead to shares by detours.
    for (const address of [
      "\\\\.\\\\UNC\\127.0.0.2\\print",
      "\\??\\UNC\\127.0.0.2\\print",
      "\\\\?\\GLOBALROOT\\Device\\Mup\\127.0.0.2\\print",
    ]) {
      expect(await problemOf(() => save(share(address), null))).toBe("bad-input pin");
      const printer = await openPrinter(share(address), context);
      expect(await printer.print(SHEET, NEVER)).toMatchObject({ outcome: "failed" });
    }
    const queue = {
      name: "前台",
      kind: "windows-spooler",
      options: { prints: "page", sides: "one-sided", printerSet: "gbk" },
    };
    const named = (address: string) => addressOf({ ...queue, id: "w", address } as PrinterSettings);
    expect(named("\\\\Print-Server\\HP")).toEqual({ host: "print-server", port: 445 });
    expect([named("HP LaserJet"), named("\\\\.\\COM3"), addressOf(share("/srv/print")), addressOf(share(""))]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("is not left by a redirect", async ({ openTestStation }) => {
    const { context, save } = await hall(openTestStation);
    const inner = await service();
    const outer = await service(
      createHttpServer((_request, answer) =>
        answer.writeHead(307, { location: `http://127.0.0.1:${inner.port}/ipp` }).end(),
      ),
    );
    await save(queueAt(`ipp://127.0.0.1:${outer.port}/ipp`), "2468");
    const printer = await openPrinter(queueAt(`ipp://127.0.0.1:${outer.port}/ipp`), context);
    expect(await printer.print({ ...SHEET, kind: "voucher" }, NEVER)).toMatchObject({
      outcome: "failed",
      trouble: "wrong-answer",
    });
    expect([outer.connections() > 0, inner.connections()]).toEqual([true, 0]);
  });

  it("by a name is checked by what the name means at each connection", async () => {
    let meaning: string[] = [];
    const means = (...found: string[]): void => void (meaning = found);
    const resolve = async () => meaning.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    const at = { host: "Printer.Hall.example.", port: 631 };
    const entered = [{ host: "printer.hall.example", port: 631 }];
    const outcome = (allowed: typeof entered) =>
      reach(allowed, at, resolve).then(
        () => "reached",
        (error: unknown) => (error instanceof PrinterFault ? `${error.trouble} ${error.detail}` : error),
      );
    means("192.168.7.20");
    expect(await outcome(entered)).toBe("reached");
    expect(await outcome([])).toContain("not-allowed printer.hall.example:631 → 192.168.7.20");
    expect(await outcome([{ host: "192.168.7.20", port: 631 }])).toBe("reached");
    for (const elsewhere of ["203.0.113.9", "169.254.169.254", "0.0.0.0", "2001:db8::1", "fe80::1"]) {
      means(elsewhere);
      expect(await outcome(entered)).toContain("not-allowed");
    }
    // Of several addresses only those that may be used are handed to the socket.
    means("203.0.113.9", "10.0.0.9");
    const { lookup: pinned } = await reach(entered, at, resolve);
    const given = await new Promise((resolve) => pinned("x", { all: true }, (_error, found) => resolve(found)));
    expect(given).toEqual([{ address: "10.0.0.9", family: 4 }]);
  });

  it("that an older version set up stays allowed", async ({ openTestStation }) => {
    const { context } = await hall(openTestStation);
    deleteSetting(context.db, "printing.addresses");
    putPrinter(context.db, queueAt("ipp://printer.hall.example/ipp/print"));
    expect(allowedIn(context)).toEqual(["printer.hall.example 631"]);
    keepKnownAddresses(context);
    putPrinter(context.db, slipsAt("192.168.1.50:9100"));
    expect(allowedIn(context)).toEqual(["printer.hall.example 631"]);
    expect(listAudit(context.db, "printers")).toMatchObject([{ actor: "system" }]);
  });
});
