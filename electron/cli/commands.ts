import type { Command, CommandBody } from "./command.ts";

/** A command that is loaded when it is called, so that each starts quickly. */
const lazy = (usage: string, operands: Command["operands"], load: () => Promise<CommandBody>): Command => ({
  usage,
  operands,
  run: async (input) => (await load()).run(input),
});

/** A command for which somebody signs in, or shows a service account's token. */
const signedIn = (usage: string, operands: Command["operands"], load: () => Promise<CommandBody>): Command =>
  lazy(`${usage} [--token-file F]`, operands, load);

/** Every command of `hall`, by name. */
export const commands: Readonly<Record<string, Command>> = {
  profiles: lazy("", 0, async () => (await import("./profiles.ts")).profilesCommand),
  schema: lazy("--profile P", 0, async () => (await import("./profiles.ts")).schemaCommand),
  route: lazy("--profile P FACTS.json", 1, async () => (await import("./route.ts")).routeCommand),
  clock: lazy(
    "--profile P --clock NAME --from ISO [--calendar FILE]",
    0,
    async () => (await import("./deadline.ts")).deadlineCommand,
  ),
  intake: signedIn("FILE.json", 1, async () => (await import("./intake.ts")).intakeCommand),
  show: signedIn("ID", 1, async () => (await import("./show.ts")).showCommand),
  print: signedIn("ID --out DIR", 1, async () => (await import("./print.ts")).printCommand),
  verify: lazy("FILE.pdf", 1, async () => (await import("./verify.ts")).verifyCommand),
  printers: signedIn(
    "list|status|add|test [--name NAME] [--kind KIND] [--address A] [--options JSON] [--printer ID]",
    1,
    async () => (await import("./printers.ts")).printersCommand,
  ),
  sync: lazy("", 0, async () => (await import("./sync.ts")).syncCommand),
  outbox: signedIn(
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
  ledger: signedIn("--date D --out FILE.xlsx|.csv", 0, async () => (await import("./ledger.ts")).ledgerCommand),
  "paper-forms": signedIn(
    "--count N --out DIR [--profile P]",
    0,
    async () => (await import("./paper-forms.ts")).paperFormsCommand,
  ),
  account: lazy(
    "list|add|revoke [NAME] [--may COMMANDS] [--phone P] [--out FILE]",
    [1, 2],
    async () => (await import("./account.ts")).accountCommand,
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
