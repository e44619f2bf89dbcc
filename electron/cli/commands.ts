import type { Command, CommandBody } from "./command.ts";

/** A command that is loaded when it is called, so that each starts quickly. */
const lazy = (usage: string, operands: number, load: () => Promise<CommandBody>): Command => ({
  usage,
  operands,
  run: async (input) => (await load()).run(input),
});

/** Every command of `hall`, by name. */
export const commands: Readonly<Record<string, Command>> = {
  profiles: lazy("", 0, async () => (await import("./profiles.ts")).profilesCommand),
  schema: lazy("--profile P", 0, async () => (await import("./profiles.ts")).schemaCommand),
  route: lazy("--profile P FACTS.json", 1, async () => (await import("./route.ts")).routeCommand),
  clock: lazy(
    "--profile P --clock NAME --from ISO [--calendar FILE]",
    0,
    async () => (await import("./deadline.ts")).clockCommand,
  ),
  intake: lazy("FILE.json", 1, async () => (await import("./intake.ts")).intakeCommand),
  show: lazy("ID", 1, async () => (await import("./show.ts")).showCommand),
  print: lazy("ID --out DIR", 1, async () => (await import("./print.ts")).printCommand),
  verify: lazy("FILE.pdf", 1, async () => (await import("./verify.ts")).verifyCommand),
  printers: lazy(
    "list|status|add|test [--name NAME] [--kind KIND] [--address A] [--options JSON] [--printer ID]",
    1,
    async () => (await import("./printers.ts")).printersCommand,
  ),
  sync: lazy("", 0, async () => (await import("./sync.ts")).syncCommand),
  outbox: lazy(
    "export|import FILE --passphrase-file F [--receipts FILE]",
    2,
    async () => (await import("./outbox.ts")).outboxCommand,
  ),
  wipe: lazy("[--accept-loss]", 0, async () => (await import("./wipe.ts")).wipeCommand),
  restored: lazy("[--accept-loss]", 0, async () => (await import("./restored.ts")).restoredCommand),
  enrol: lazy(
    "--centre URL [--kind window|kiosk|supervisor] [--code-file F]",
    0,
    async () => (await import("./enrol.ts")).enrolCommand,
  ),
  trust: lazy("KEYFILE.pub", 1, async () => (await import("./trust.ts")).trustCommand),
  ledger: lazy("--date D --out FILE.xlsx|.csv", 0, async () => (await import("./ledger.ts")).ledgerCommand),
  "paper-forms": lazy(
    "--count N --out DIR [--profile P]",
    0,
    async () => (await import("./paper-forms.ts")).paperFormsCommand,
  ),
  demo: lazy("--out DIR", 0, async () => (await import("./demo.ts")).demoCommand),
  doctor: lazy("", 0, async () => (await import("./doctor.ts")).doctorCommand),
  log: lazy(
    "[--level L] [--area A] [--id ID] [--since WHEN] [--follow]",
    0,
    async () => (await import("./log.ts")).logCommand,
  ),
  serve: lazy("[--port N] [--profile P] [--print-address]", 0, async () => (await import("./serve.ts")).serveCommand),
};
