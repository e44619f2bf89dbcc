import { join } from "node:path";
import { createHandlers } from "./handlers.ts";
import { createDispatcher, type Dispatcher } from "./hosts/dispatch.ts";
import { startSpooler, type Spooler } from "./print/spooler.ts";
import { trayPrinter } from "./print/tray-printer.ts";
import type { Hall } from "./services/hall.ts";
import { openHall, type HallOptions } from "./services/open-hall.ts";
import { openHallOutbox, type HallOutbox } from "./sync/hall-outbox.ts";

/** A hall at work: its store, its workers, and the one way in for a host. */
export type RunningHall = { hall: Hall; dispatcher: Dispatcher; spooler: Spooler; outbox: HallOutbox; close: () => Promise<void> };

/** Puts a hall together; every host runs the same one. `report` receives unforeseen errors, never personal data. */
export async function runHall(dir: string, report: (error: unknown) => void, options: HallOptions = {}): Promise<RunningHall> {
  const open = await openHall(dir, options);
  const { hall } = open;
  const spooler = startSpooler(hall, trayPrinter(join(dir, "tray")), report);
  const outbox = openHallOutbox(hall, report);
  const handlers = createHandlers(hall, async () => {
    await outbox.drain.retryNow();
  });
  return {
    hall,
    dispatcher: createDispatcher(handlers, hall.news.listen, report),
    spooler,
    outbox,
    async close() {
      await spooler.close();
      await outbox.close();
      open.close();
    },
  };
}
