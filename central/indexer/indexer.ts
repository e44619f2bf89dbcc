import type { FeedItem } from "#shared/contract/centre/feed.ts";
import type { Now } from "#shared/time/instant.ts";
import { dropCaseKeys, listCaseEntries, listCorrected } from "#central/db/corrected-cases.ts";
import { errorCode } from "#central/db/database-problem.ts";
import { findNewDuplicates, type DuplicatePair, type DuplicateSide } from "#central/db/duplicates.ts";
import { addFeedItems, type NewFeedItem } from "#central/db/feed-items.ts";
import { findNumberClashes, type NumberClash } from "#central/db/serials.ts";
import { addCaseKeys, addIntakes, caseKeyRows, endIntakes } from "#central/db/intakes.ts";
import { raiseSerials } from "#central/db/serials.ts";
import type { Queryable, Sql } from "#central/db/sql.ts";
import {
  forgetGone,
  hasUnread,
  listUnread,
  lockIndexer,
  markRead,
  quarantineUnread,
} from "#central/db/unread-entries.ts";
import { readCurrent } from "./case-keys.ts";
import { readEntry, type EntryReading } from "./read-entry.ts";
import { sha256Hex } from "#central/lib/secrets.ts";

/** Reads entries after they were taken (编目): in order, each once, one instance at a time. */
export type Indexer = {
  /** Resolves when all that was taken before the call is read, or after some seconds where that is very much: the rest follows. */
  catchUp: () => Promise<void>;
  /** Says that something was taken; it is read soon. */
  notify: () => void;
  close: () => Promise<void>;
};

const BATCH = 200;
/** A station's drain is taken before it is read: reading begins once nothing has come for a moment, or is this late. Whoever asks has it read at once. */
const QUIET_MS = 200;
const LATEST_MS = 2_000;

/** What PostgreSQL finds wrong with values themselves; anything else may be better the next time. */
const OF_THE_DATA = /^(22|23|54)/;

/** The same pair found again after a restore is the same item. */
function noticeId(...parts: string[]): string {
  const hex = sha256Hex(parts.join("\n"));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function notice(
  own: DuplicateSide,
  order: "first" | "later",
  other: DuplicateSide,
  utilities: string[],
  at: string,
): NewFeedItem {
  const { acceptanceNumber, hall, window, acceptedAt } = other;
  const item: FeedItem = {
    kind: "duplicate.found",
    id: noticeId(own.hallId, own.applicationId, other.hallId, other.applicationId),
    at,
    applicationId: own.applicationId,
    standing: order,
    other: { acceptanceNumber, hall, window, acceptedAt },
    utilities,
  };
  return { hallId: own.hallId, id: item.id, body: JSON.stringify(item) };
}

/** Both windows are told; nothing is merged, and neither is told anything of the applicant. */
const noticesOf = ({ first, later, utilities }: DuplicatePair, at: string): NewFeedItem[] => [
  notice(first, "first", later, utilities, at),
  notice(later, "later", first, utilities, at),
];

function clashNotice(
  { hallId, applicationId, otherApplicationId, acceptanceNumber, otherAcceptedAt }: NumberClash,
  at: string,
): NewFeedItem {
  const item: FeedItem = {
    kind: "number.clashed",
    id: noticeId("number", hallId, applicationId, otherApplicationId),
    at,
    applicationId,
    acceptanceNumber,
    otherAcceptedAt,
  };
  return { hallId, id: item.id, body: JSON.stringify(item) };
}

const caseOf = ({ hallId, applicationId }: EntryReading["entry"]): string => `${hallId} ${applicationId}`;

/**
 * Reads what was corrected as it is now, whichever came first, acceptance or correction, and has it known by its present texts only. A case told as
 * a duplicate before stays told: somebody may have acted on it, and only a person can say that it is none.
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
      now.push({ entry, serials: [], intake, isCorrection: true, isOver: false });
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
  await addIntakes(tx, entriesRead);
  await endIntakes(tx, entriesRead);
  await raiseSerials(tx, entriesRead);
  const accepted = entriesRead.filter(({ intake }) => intake !== null);
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
  // First the entry itself, for the other windows; what is said about it follows.
  await addFeedItems(tx, [
    ...entries.map(({ hallId, key, stationId }) => ({ hallId, id: key, stationId })),
    ...pairs.flatMap((pair) => noticesOf(pair, at)),
    ...clashes.map((clash) => clashNotice(clash, at)),
  ]);
  return entries.length;
}

/** An entry that breaks its batch is found by reading one by one, and set aside: it never keeps the others unread. */
async function readOne(sql: Sql, at: string): Promise<number> {
  try {
    return await sql.transaction((tx) => readBatch(tx, 1, at));
  } catch (error) {
    const [entry] = await listUnread(sql, 1);
    if (entry === undefined || !OF_THE_DATA.test(errorCode(error) ?? "")) throw error;
    await sql.transaction((tx) => quarantineUnread(tx, entry));
    return 1;
  }
}

async function readAll(sql: Sql, now: Now): Promise<void> {
  while (await hasUnread(sql)) {
    const read = await sql.transaction((tx) => readBatch(tx, BATCH, now())).catch(() => null);
    if (read !== null) continue;
    for (let one = 0; one < BATCH && (await hasUnread(sql)); one += 1) await readOne(sql, now());
  }
}

/** After a restore every window sends at once what is missing; nobody who asks waits for all of it to be read. */
const CATCH_UP_TIMEOUT_MS = 3_000;

async function withTimeout(ms: number, work: () => Promise<void>): Promise<void> {
  const done = work();
  // Whoever stopped waiting must not leave a failure unheard.
  done.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([done, timeout]).finally(() => clearTimeout(timer));
}

/** Makes the reader of one instance; `trouble` is told when the store does not answer, and the next poke tries again. */
export function createIndexer(sql: Sql, now: Now, onError: (error: unknown) => void): Indexer {
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let notifiedAt: number | null = null;
  let closed = false;
  const run = (): Promise<void> => {
    running ??= readAll(sql, now).finally(() => {
      running = null;
    });
    return running;
  };
  return {
    // A run under way may be past what came since: it is waited for, then all is looked at again.
    catchUp: () =>
      withTimeout(CATCH_UP_TIMEOUT_MS, async () => {
        await running?.catch(() => undefined);
        await run();
      }),
    notify: () => {
      if (closed) return;
      notifiedAt ??= performance.now();
      if (timer !== null) clearTimeout(timer);
      const left = notifiedAt + LATEST_MS - performance.now();
      timer = setTimeout(
        () => {
          timer = null;
          notifiedAt = null;
          run().catch(onError);
        },
        Math.max(0, Math.min(QUIET_MS, left)),
      );
    },
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}
