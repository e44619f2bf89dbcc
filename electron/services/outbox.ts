import type { OutboxView } from "../../shared/contract/calls.ts";
import { viewOutbox } from "../db/outbox-entries.ts";
import type { Hall } from "./hall.ts";

/** How many entries a page shows at once. */
const SHOWN = 200;

/** The outbox as it stands. */
export const getOutbox = (hall: Hall): OutboxView => viewOutbox(hall.db, SHOWN);

/** Tries every waiting entry now instead of at its next time; answers at once, the worker goes on by itself. */
export function retryOutbox(hall: Hall, wake: () => Promise<void>): OutboxView {
  void wake();
  return getOutbox(hall);
}
