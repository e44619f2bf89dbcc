import { randomUUID } from "node:crypto";
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "#station/db/database.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { saveDraft } from "#station/intake/drafts.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { storeFile } from "#station/core/station-folder.ts";
import { bareWriter, bytesOf, rowsOf, type Value, type WrittenRows } from "./bare-rows.ts";
import { spread, type Figure, type Scale } from "./figure.ts";
import { interleave, type Turns } from "./interleave.ts";
import { bodyOf, copyStore, makeStoredStation } from "./stored-hall.ts";

const SCALES = {
  full: { turns: { warmUp: 200, timed: 1_000 }, stores: [0, 100_000] },
  small: { turns: { warmUp: 1, timed: 3 }, stores: [0, 20] },
};
/** Applicants from here on are in no stored hall. */
const FIRST_NEW = 2_000_000;

/** The hall's store, a twin file that takes the same rows barely, and a plain file that takes the same bytes. */
async function openThree(dir: string) {
  const twinFile = join(dir, "twin.db");
  copyStore(storeFile(dir), twinFile);
  const { context, close } = await openStation(dir);
  const twin = await openDatabase(twinFile);
  const plain = openSync(join(dir, "plain"), "w");
  const flush = (bytes: Buffer) => {
    writeSync(plain, bytes);
    fdatasyncSync(plain);
  };
  return {
    context,
    twin,
    flush,
    close() {
      closeSync(plain);
      twin.close();
      close();
    },
  };
}

type Three = Awaited<ReturnType<typeof openThree>>;

function timeAccept({ context, twin, flush }: Three, turns: Turns) {
  const actor = operatorAt(context);
  // Everybody asks for the first time, as nearly all do: bodies are made before the clock runs.
  let nth = FIRST_NEW;
  let body = bodyOf(nth);
  const next = () => {
    nth += 1;
    body = bodyOf(nth);
  };
  // The limits work on what an earlier turn wrote, so that each can run before or after the hall in a turn.
  const waiting = [submitApplication(context, actor, { key: randomUUID(), body }).id];
  for (const row of context.db.prepare<[], Value[]>("SELECT * FROM profile_snapshots").raw().all())
    twin.prepare(`INSERT OR IGNORE INTO profile_snapshots VALUES (${row.map(() => "?").join(", ")})`).run(...row);
  const write = bareWriter(twin);
  let rows: WrittenRows = [];
  let bytes: Buffer = Buffer.alloc(0);
  return interleave(turns, {
    own: {
      prepare: next,
      run: () => void waiting.push(submitApplication(context, actor, { key: randomUUID(), body }).id),
    },
    bare: {
      prepare() {
        rows = rowsOf(context.db, waiting.shift() ?? "");
        bytes = bytesOf(rows);
      },
      run: () => write(rows),
    },
    flush: { run: () => flush(bytes) },
  });
}

function timeDraft({ context, twin, flush }: Three, turns: Turns) {
  const actor = operatorAt(context);
  const body = bodyOf(FIRST_NEW);
  const id = randomUUID();
  let { version } = saveDraft(context, actor, { id, body });
  const row = context.db.prepare<[string], Value[]>("SELECT * FROM drafts WHERE id = ?").raw().get(id) ?? [];
  const put = twin.prepare("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?)");
  const bytes = Buffer.from(row.join("\n"));
  return interleave(turns, {
    own: {
      run: (turn) =>
        void ({ version } = saveDraft(context, actor, {
          id,
          body: { ...body, at: `form.header.applicant-${turn}` },
          shownVersion: version,
        })),
    },
    bare: { run: () => void put.run(...row) },
    flush: { run: () => flush(bytes) },
  });
}

/**
 * Accepts applications and saves drafts in an empty and in a full store. The limits are a bare commit of the same rows
 * and a bare flush of the same bytes.
 */
export async function* benchIntake(scale: Scale): AsyncGenerator<Figure> {
  const { turns, stores } = SCALES[scale];
  for (const stored of stores) {
    const { dir, remove } = await makeStoredStation(stored);
    const three = await openThree(dir);
    try {
      const works = [
        ["accept", await timeAccept(three, turns)],
        ["save a draft", await timeDraft(three, turns)],
      ] as const;
      for (const [act, { own, bare, flush }] of works) {
        yield* spread("intake", `${act}, ${stored} stored`, own, [
          { name: "bare commit of the same rows", seconds: bare },
          { name: "fdatasync of the same bytes", seconds: flush },
        ]);
      }
    } finally {
      three.close();
      remove();
    }
  }
}
