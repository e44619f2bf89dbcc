import { benchCentre } from "./centre.ts";
import { benchDocuments } from "./documents.ts";
import { benchOutbox } from "./outbox-worker.ts";
import { benchIntake } from "./intake.ts";
import { benchKeys } from "./keys.ts";
import { benchLedger } from "./ledger.ts";
import { benchSearch } from "./search.ts";
import { benchStartup } from "./startup.ts";
import { benchSync } from "./sync.ts";
import type { Bench } from "./figure.ts";

/** The benches by the name they have on the command line. */
const benches: Record<string, Bench> = {
  centre: benchCentre,
  documents: benchDocuments,
  "outbox-worker": benchOutbox,
  intake: benchIntake,
  keys: benchKeys,
  ledger: benchLedger,
  search: benchSearch,
  startup: benchStartup,
  sync: benchSync,
};

const asked = process.argv.slice(2).filter((word) => !/^--(?:stored|sets)=\d{1,8}$/.test(word));
const unknown = asked.filter((name) => benches[name] === undefined);
if (asked.length === 0 || unknown.length > 0) {
  const names = Object.keys(benches).join(" | ");
  const refused = unknown.join(" ");
  const zh = refused === "" ? "" : `没有这项测速：${refused}。`;
  const en = refused === "" ? "" : `No such bench: ${refused}. `;
  process.stderr.write(`${zh}用法：npm run bench -- ${names}\n${en}Usage: npm run bench -- ${names}\n`);
  process.exitCode = 2;
} else {
  for (const name of asked)
    for await (const figure of benches[name]?.() ?? []) process.stdout.write(`${JSON.stringify(figure)}\n`);
}
