import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { PrinterSettings } from "#shared/contract/printer-settings.ts";
import { PRINTER_STATE_WORDS } from "#shared/contract/printer-text.ts";
import { TROUBLE_WORDS } from "#shared/contract/printer-trouble.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { findPrinterTest } from "#station/db/printer-tests.ts";
import { listPrinterChoices } from "#station/db/printers.ts";
import { addressToAllow } from "#station/printing/allowed-addresses.ts";
import { openPrinter } from "#station/printing/open-printer.ts";
import { QUEUE_LIMITS, openQueue } from "#station/printing/printer-queue.ts";
import { noteTest, testWork } from "#station/printing/test-print.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { openStationToRead } from "#station/app/open-station.ts";
import { allPrinters, findUsable } from "#station/printing/printer-choice.ts";
import { requestTest } from "#station/printing/printer-tests.ts";
import { savePrinter } from "#station/printing/printer-settings.ts";
import { needed, optional, type CommandBody, type CommandInput } from "./command.ts";
import { askSupervisor } from "./ask-supervisor.ts";
import { inHall } from "./enter-hall.ts";
import { reportError } from "./terminal.ts";
import { terminal } from "./terminal.ts";
import { setTimer } from "#station/lib/timers.ts";

function list({ dataDir }: CommandInput): number {
  const open = openStationToRead(dataDir);
  try {
    terminal.result({
      printers: allPrinters(open.context),
      assignments: listPrinterChoices(open.context.db, open.context.station().id),
    });
    return 0;
  } finally {
    open.close();
  }
}

/** Asks each printer how it is, beside a running hall too; exit 1 where one cannot print. */
async function status({ dataDir }: CommandInput): Promise<number> {
  const open = openStationToRead(dataDir);
  try {
    const said = await Promise.all(
      allPrinters(open.context).map(async (settings) => {
        const { state, troubles } = await (
          await openPrinter(settings, open.context)
        ).status(AbortSignal.timeout(QUEUE_LIMITS.statusMs));
        const words = troubles.map((trouble) => ({ trouble, ...TROUBLE_WORDS[trouble] }));
        terminal.note(
          `${settings.name}：${PRINTER_STATE_WORDS[state].zh} ${words.map(({ what, next }) => `${what.zh} ${next.zh}`).join(" ")}`,
          `${settings.name}: ${PRINTER_STATE_WORDS[state].en} ${words.map(({ what, next }) => `${what.en}. ${next.en}`).join(" ")}`,
        );
        return { id: settings.id, name: settings.name, kind: settings.kind, state, troubles: words };
      }),
    );
    terminal.result({ printers: said });
    return said.some(({ state }) => state === "stopped") ? 1 : 0;
  } finally {
    open.close();
  }
}

function readOptions(text: string | null): unknown {
  try {
    return text === null ? {} : (JSON.parse(text) as unknown);
  } catch {
    throw badInput([{ path: "--options", message: bilingual("不是有效的 JSON", "not JSON") }]);
  }
}

/** Saves a printer; an address that nobody has allowed yet needs a supervisor's PIN. */
async function save(context: StationContext, actor: Actor, printer: PrinterSettings): Promise<void> {
  const toAllow = addressToAllow(context, printer);
  // A supervisor who signed in for this command has just typed it; a service account has nobody's.
  if (toAllow === null || actor.operator.role === "supervisor") {
    savePrinter(context, actor, printer, toAllow !== null);
    return;
  }
  terminal.note(
    `还没有允许连接 ${toAllow.host} 的 ${toAllow.port} 端口。请值班主管核对这确实是打印机的地址，再输入口令。`,
    `Port ${toAllow.port} of ${toAllow.host} is not allowed yet. A supervisor makes sure that it is the printer's and enters the PIN.`,
  );
  savePrinter(context, { operator: await askSupervisor(context.dir), station: context.station() }, printer, true);
}

function add(input: CommandInput): Promise<number> {
  return inHall(input, { command: "printers add", company: "alone" }, async ({ context, actor }) => {
    const read = PrinterSettings.safeParse({
      id: context.newId(),
      name: needed(input, "name"),
      kind: needed(input, "kind"),
      address: optional(input, "address") ?? "",
      options: readOptions(optional(input, "options")),
    });
    if (!read.success) throw badInput(zodProblems(read.error.issues));
    await save(context, actor, read.data);
    terminal.result(read.data);
    return 0;
  });
}

/** Prints this one test and nothing else that waits: only the running hall prints for people. */
async function printTest(context: StationContext, testId: string): Promise<void> {
  const queue = openQueue({
    open: () => openPrinter(settingsOf(context, testId), context),
    next() {
      const test = findPrinterTest(context.db, testId);
      return test?.outcome === "queued" ? testWork(context, test, settingsOf(context, testId)) : null;
    },
    now: context.now,
    random: context.random,
    setTimer,
    limits: QUEUE_LIMITS,
    heard: () => undefined,
    onError: reportError,
  });
  queue.wake();
  await queue.whenIdle();
  await queue.close();
}

function settingsOf(context: StationContext, testId: string): PrinterSettings {
  const settings = findUsable(context, findPrinterTest(context.db, testId)?.printerId ?? "");
  if (settings === null) throw new Error(`no printer for test ${testId}`);
  return settings;
}

function test(input: CommandInput): Promise<number> {
  return inHall(input, { command: "printers test", company: "alone" }, async ({ context, actor }) => {
    const { id } = requestTest(context, actor, needed(input, "printer"));
    await printTest(context, id);
    const left = findPrinterTest(context.db, id);
    // A command tries once: a job left waiting would be printed when nobody looks for it.
    if (left?.outcome === "queued")
      noteTest(context, id, "queued", {
        outcome: "failed",
        reason: left.reason,
        trouble: left.trouble,
        documentHash: left.documentHash,
      });
    const done = findPrinterTest(context.db, id);
    terminal.note("请核对测试页，并在打印机页面上确认。", "Check the test print and confirm it on the printers' page.");
    terminal.result(done);
    return done?.outcome === "failed" ? 1 : 0;
  });
}

const verbs: Readonly<Record<string, (input: CommandInput) => number | Promise<number>>> = { list, status, add, test };

/** `hall printers`: the printers of a hall, how they are, one more, or a test print. */
export const printersCommand: CommandBody = {
  run(input) {
    const verb = input.operands[0] ?? "";
    const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (run === undefined)
      throw badInput([
        {
          path: "printers",
          message: bilingual(
            `没有这个操作：${verb}（list、status、add、test）`,
            `no such verb: ${verb} (list, status, add, test)`,
          ),
        },
      ]);
    return run(input);
  },
};
