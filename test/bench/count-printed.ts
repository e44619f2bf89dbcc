import type { Db } from "#station/db/database.ts";

/** How many sheets were handed to a printer. */
export const countPrinted = (db: Db): number =>
  db.prepare<[], number>("SELECT count(*) FROM print_jobs WHERE outcome = 'sent'").pluck().get() ?? 0;
