import { findApplication } from "#station/db/applications.ts";
import { openStation } from "#station/app/open-station.ts";
import { getApplicationRow, listDay, viewApplication } from "#station/records/application.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { spread, type Figure } from "./figure.ts";
import { interleave } from "./interleave.ts";
import { benchSearchText } from "./search-text.ts";
import { makeStoredStation, PER_DAY, seededDay, seededNumber } from "./stored-hall.ts";

const STORED = 100_000;

/** `--stored=1000000` searches so many; 100,000 otherwise. */
const storedFlag = (): number =>
  Number(process.argv.find((word) => word.startsWith("--stored="))?.slice("--stored=".length) ?? STORED);

/**
 * Searches by parts of texts against LIKE. Then finds applications by acceptance number and lists days in a full
 * store, against a bare SELECT of the same rows through the same index.
 */
export async function* benchSearch(): AsyncGenerator<Figure> {
  yield* benchSearchText(storedFlag());
  const { dir, remove } = await makeStoredStation(STORED);
  const { context, close } = await openStation(dir);
  try {
    // A stride without a common divisor visits the store out of order.
    const numberAt = (turn: number) => seededNumber((turn * 7_919) % (STORED - 1));
    const dayAt = (turn: number) => seededDay((turn * 131) % Math.floor(STORED / PER_DAY));
    const bareNumber = context.db.prepare("SELECT * FROM applications WHERE acceptance_number = ?").raw();
    const bareDay = context.db
      .prepare("SELECT * FROM applications WHERE accepted_on = ? ORDER BY accepted_at, acceptance_number")
      .raw();
    const found = await interleave(
      { warmUp: 200, timed: 5_000 },
      {
        row: { run: (turn) => void findApplication(context.db, numberAt(turn)) },
        view: { run: (turn) => void viewApplication(context, getApplicationRow(context, numberAt(turn))) },
        bare: { run: (turn) => void bareNumber.get(numberAt(turn)) },
      },
    );
    const select = [{ name: "bare SELECT through the index", seconds: found.bare }];
    yield* spread("search", `row by acceptance number, ${STORED} stored`, found.row, select);
    yield* spread(
      "search",
      `application with clocks and contacts by acceptance number, ${STORED} stored`,
      found.view,
      select,
    );
    const listed = await interleave(
      { warmUp: 5, timed: 200 },
      {
        own: { run: (turn) => void listDay(context, dayAt(turn)) },
        bare: { run: (turn) => void bareDay.all(dayAt(turn)) },
      },
    );
    yield* spread("search", `list a day of ${PER_DAY}, ${STORED} stored`, listed.own, [
      { name: "bare SELECT of the same rows", seconds: listed.bare },
    ]);
    const bareOutbox = context.db.prepare("SELECT id, state FROM outbox_entries ORDER BY rowid DESC LIMIT 200").raw();
    const outbox = await interleave(
      { warmUp: 5, timed: 200 },
      { own: { run: () => void viewOutbox(context.db, 200) }, bare: { run: () => void bareOutbox.all() } },
    );
    yield* spread("search", `outbox with its counts, ${STORED} sent`, outbox.own, [
      { name: "bare SELECT of the newest 200", seconds: outbox.bare },
    ]);
  } finally {
    close();
    remove();
  }
}
