import { findApplication } from "#station/db/applications.ts";
import { openStation } from "#station/app/open-station.ts";
import { getApplicationRow, listDay, viewApplication } from "#station/records/application.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { spread, type Figure, type Scale } from "./figure.ts";
import { interleave } from "./interleave.ts";
import { benchSearchText } from "./search-text.ts";
import { makeStoredStation, PER_DAY, seededDay, seededNumber } from "./stored-hall.ts";

/** `--stored=1000000` has the texts of so many searched. */
const storedFlag = process.argv.find((word) => word.startsWith("--stored="))?.slice("--stored=".length);

const SCALES = {
  full: { stored: 100_000, searched: Number(storedFlag ?? 100_000), texts: { warmUp: 2, timed: 30 }, calls: 200 },
  small: { stored: 2 * PER_DAY, searched: 200, texts: { warmUp: 0, timed: 2 }, calls: 3 },
};

/**
 * Searches by parts of texts against LIKE. Then finds applications by acceptance number and lists days in a full
 * store, against a bare SELECT of the same rows through the same index.
 */
export async function* benchSearch(scale: Scale): AsyncGenerator<Figure> {
  const { stored, searched, texts, calls } = SCALES[scale];
  yield* benchSearchText(searched, texts);
  const { dir, remove } = await makeStoredStation(stored);
  const { context, close } = await openStation(dir);
  try {
    // A stride without a common divisor visits the store out of order.
    const numberAt = (turn: number) => seededNumber((turn * 7_919) % (stored - 1));
    const dayAt = (turn: number) => seededDay((turn * 131) % Math.floor(stored / PER_DAY));
    const bareNumber = context.db.prepare("SELECT * FROM applications WHERE acceptance_number = ?").raw();
    const bareDay = context.db
      .prepare("SELECT * FROM applications WHERE accepted_on = ? ORDER BY accepted_at, acceptance_number")
      .raw();
    const found = await interleave(
      { warmUp: calls, timed: 25 * calls },
      {
        row: { run: (turn) => void findApplication(context.db, numberAt(turn)) },
        view: { run: (turn) => void viewApplication(context, getApplicationRow(context, numberAt(turn))) },
        bare: { run: (turn) => void bareNumber.get(numberAt(turn)) },
      },
    );
    const select = [{ name: "bare SELECT through the index", seconds: found.bare }];
    yield* spread("search", `row by acceptance number, ${stored} stored`, found.row, select);
    yield* spread(
      "search",
      `application with clocks and contacts by acceptance number, ${stored} stored`,
      found.view,
      select,
    );
    const listed = await interleave(
      { warmUp: 5, timed: calls },
      {
        own: { run: (turn) => void listDay(context, dayAt(turn)) },
        bare: { run: (turn) => void bareDay.all(dayAt(turn)) },
      },
    );
    yield* spread("search", `list a day of ${PER_DAY}, ${stored} stored`, listed.own, [
      { name: "bare SELECT of the same rows", seconds: listed.bare },
    ]);
    const bareOutbox = context.db.prepare("SELECT id, state FROM outbox_entries ORDER BY rowid DESC LIMIT 200").raw();
    const outbox = await interleave(
      { warmUp: 5, timed: calls },
      { own: { run: () => void viewOutbox(context.db, 200) }, bare: { run: () => void bareOutbox.all() } },
    );
    yield* spread("search", `outbox with its counts, ${stored} sent`, outbox.own, [
      { name: "bare SELECT of the newest 200", seconds: outbox.bare },
    ]);
  } finally {
    close();
    remove();
  }
}
