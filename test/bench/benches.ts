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
export const benches: Record<string, Bench> = {
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
