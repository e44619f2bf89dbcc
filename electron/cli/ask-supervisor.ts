import { supervisorIn } from "#station/app/restored-station.ts";
import type { Operator } from "#station/db/operators.ts";
import { openLineAsker } from "./line-asker.ts";

/** Asks for a supervisor's PIN, and returns whose it is; throws where it is nobody's. */
export async function askSupervisor(dir: string): Promise<Operator> {
  const asker = openLineAsker();
  try {
    return await supervisorIn(dir, await asker.ask("值班主管口令 supervisor's PIN:", true));
  } finally {
    asker.close();
  }
}
