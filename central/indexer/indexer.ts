import type { Now } from "#shared/time/instant.ts";
import { listAnew } from "#central/db/agency-lists.ts";
import { dropCaseKeys, listCaseEntries, listCorrected, takeStaleCases } from "#central/db/corrected-cases.ts";
import { errorCode } from "#central/lib/errors.ts";
import { findNewDuplicates } from "#central/db/duplicates.ts";
import { addFeedItems } from "#central/db/feed-items.ts";
import { addCaseKeys, addIntakes, caseKeyRows, endIntakes, type EntryReading } from "#central/db/intakes.ts";
import { findNumberClashes, raiseSerials } from "#central/db/serials.ts";
import { renewStatistics } from "#central/db/statistics.ts";
import type { Queryable, Sql } from "#central/db/sql.ts";
import {
  forgetGone,
  hasUnread,
  listBeforeAcceptance,
  listUnread,
  lockIndexer,
  markRead,
  quarantineUnread,
} from "#central/db/unread-entries.ts";
import { readCurrent } from "./case-keys.ts";
import type { Log } from "#central/lib/log.ts";
import { clashNotice, duplicateNotices } from "./notices.ts";
import { readEntry } from "./read-entry.ts";

/** Reads stored entries into index and feed (编目): in order, each once, one instance at a time. */
export type Indexer = {
  /** Resolves when all entries stored before the call are read, or after some seconds; the rest follows. */
  catchUp: () => Promise<void>;
  /** Announces new entries; they are read soon. */
  notify: () => void;
  close: () => Promise<void>;
};

const BATCH = 200;
/** Reading begins when nothing has come for a moment, or when it is this late: writing what a station sends goes first. */
const QUIET_MS = 200;
const LATEST_MS = 2_000;

/** PostgreSQL's error classes for wrong values; any other error may not occur again. */
const OF_THE_DATA = /^(22|23|54)/;

const caseOf = ({ hallId, applicationId }: EntryReading["entry"]): string => `${hallId} ${applicationId}`;

/**
 * Indexes corrected applications by their present text only, whether acceptance or correction arrived first.
 * An earlier notice of a duplicate stays: somebody may have acted on it, and only a person can withdraw it.
 */
async function readCorrected(tx: Queryable, entriesRead: readonly EntryReading[]): Promise<EntryReading[]> {
  const touched = new Map(
    entriesRead.flatMap((reading) =>
      reading.intake !== null || reading.isCorrection ? [[caseOf(reading.entry), reading.entry]] : [],
    ),
  );
  const now: EntryReading[] = [];
  for (const one of await listCorrected(tx, [...touched.values()])) {
    const entry = touched.get(`${one.hallId} ${one.applicationId}`);
    const intake = readCurrent(await listCaseEntries(tx, one));
    if (entry !== undefined && intake !== null)
      now.push({ entry, serials: [], intake, isCorrection: true, isListed: false, needsApproval: false, ended: null });
  }
  if (now.length === 0) return [];
  await dropCaseKeys(
    tx,
    now.map(({ entry }) => entry),
  );
  await addCaseKeys(tx, now.flatMap(caseKeyRows));
  return now;
}

async function readBatch(tx: Queryable, limit: number, at: string): Promise<number> {
  await lockIndexer(tx);
  const entries = await listUnread(tx, limit);
  if (entries.length === 0) {
    await forgetGone(tx);
    return 0;
  }
  const entriesRead = entries.map(readEntry);
  const accepted = entriesRead.filter(({ intake }) => intake !== null);
  const earlier = await listBeforeAcceptance(
    tx,
    accepted.map(({ entry }) => entry),
    entries,
  );
  const told = [...entriesRead, ...earlier.map(readEntry)];
  await addIntakes(tx, entriesRead);
  await endIntakes(tx, told);
  await listAnew(tx, told);
  await raiseSerials(tx, entriesRead);
  const corrected = await readCorrected(tx, entriesRead);
  const known = new Set(corrected.map(({ entry }) => caseOf(entry)));
  const fresh = accepted.filter(({ entry }) => !known.has(caseOf(entry)));
  const pairs = [
    ...(fresh.length === 0 ? [] : await findNewDuplicates(tx, fresh, at)),
    ...(corrected.length === 0 ? [] : await findNewDuplicates(tx, corrected, at, true)),
  ];
  const clashes =
    accepted.length === 0
      ? []
      : await findNumberClashes(
          tx,
          accepted.map(({ entry }) => entry),
        );
  await markRead(tx, entries);
  // The entry itself comes first in the feed; notices about it follow.
  await addFeedItems(tx, [
    ...entries.map(({ hallId, key, stationId }) => ({ hallId, id: key, stationId })),
    ...pairs.flatMap((pair) => duplicateNotices(pair, at)),
    ...clashes.map((clash) => clashNotice(clash, at)),
  ]);
  return entries.length;
}

/** Finds an entry that breaks its batch by reading one by one, and quarantines it so that the others go on. */
async function readOne(sql: Sql, at: string, log: Log): Promise<number> {
  try {
    return await sql.transaction((tx) => readBatch(tx, 1, at));
  } catch (error) {
    const [entry] = await listUnread(sql, 1);
    if (entry === undefined || !OF_THE_DATA.test(errorCode(error) ?? "")) throw error;
    log.error({ err: error, position: entry.position }, "indexing an entry failed; it is quarantined");
    await sql.transaction((tx) => quarantineUnread(tx, entry));
    return 1;
  }
}

/** Reads all that is unread and returns how many entries that were. */
async function readAll(sql: Sql, now: Now, log: Log): Promise<number> {
  let read = 0;
  while (await hasUnread(sql)) {
    try {
      read += await sql.transaction((tx) => readBatch(tx, BATCH, now()));
      continue;
    } catch (error) {
      log.warn({ err: error }, "indexing a batch failed; its entries are read one by one");
    }
    for (let one = 0; one < BATCH && (await hasUnread(sql)); one += 1) read += await readOne(sql, now(), log);
  }
  return read;
}

/** Makes keys again that an earlier rule of folding made; true while more are left. No new notice comes of it. */
const refoldSome = (sql: Sql): Promise<boolean> =>
  sql.transaction(async (tx) => {
    await lockIndexer(tx);
    const cases = await takeStaleCases(tx, BATCH);
    if (cases.length === 0) return false;
    const rows: Record<string, string>[] = [];
    for (const entry of cases)
      rows.push(...caseKeyRows({ entry, intake: readCurrent(await listCaseEntries(tx, entry)) }));
    await dropCaseKeys(tx, cases);
    await addCaseKeys(tx, rows);
    return true;
  });

/** A young store grows by half its size before autovacuum looks at it; a large one costs too much to look at often. */
const FIRST_RENEWAL = 1_000;

/** Makes the counter of entries read that renews statistics after 1,000 of them, and again whenever they have doubled. */
function statisticsRenewer(sql: Sql, log: Log): (read: number) => Promise<void> {
  let [read, due] = [0, FIRST_RENEWAL];
  return async (more) => {
    read += more;
    if (read < due) return;
    due = read * 2;
    try {
      await renewStatistics(sql, "growing");
    } catch (error) {
      log.warn({ err: error }, "renewing the planner's statistics failed; the next doubling tries again");
    }
  };
}

/** After a restore every station sends what is missing at once; a reader of the feed does not wait for all of it. */
const CATCH_UP_TIMEOUT_MS = 3_000;

async function withTimeout(ms: number, work: () => Promise<void>, log: Log): Promise<void> {
  const done = work();
  // After the timeout nobody else handles a failure.
  done.catch((error: unknown) => log.error({ err: error }, "indexing for a request failed"));
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([done, timeout]).finally(() => clearTimeout(timer));
}

/** Makes the indexer of one instance. Failures go to the log, and the next `notify` tries again. */
export function createIndexer(sql: Sql, now: Now, log: Log): Indexer {
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let notifiedAt: number | null = null;
  let closed = false;
  const renew = statisticsRenewer(sql, log);
  const run = (): Promise<void> => {
    running ??= readAll(sql, now, log)
      .then(renew)
      .then(() => refoldSome(sql))
      .then((more) => {
        if (more) notify();
      })
      .finally(() => {
        running = null;
      });
    return running;
  };
  const notify = (): void => {
    if (closed) return;
    notifiedAt ??= performance.now();
    if (timer !== null) clearTimeout(timer);
    const left = notifiedAt + LATEST_MS - performance.now();
    timer = setTimeout(
      () => {
        timer = null;
        notifiedAt = null;
        run().catch((error: unknown) => log.error({ err: error }, "indexing failed; the next entry starts it again"));
      },
      Math.max(0, Math.min(QUIET_MS, left)),
    );
  };
  return {
    // A run under way may be past the newest entries, so another one follows it.
    catchUp: () =>
      withTimeout(
        CATCH_UP_TIMEOUT_MS,
        async () => {
          await running?.catch(() => undefined);
          await run();
        },
        log,
      ),
    notify,
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}
