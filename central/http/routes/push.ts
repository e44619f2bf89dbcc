import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  BATCH_ENTRIES,
  type BatchAnswer,
  BatchEntry,
  type PushBatchAnswer,
  PushEntry,
  type PushReceipt,
} from "#shared/contract/centre/push.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { StationPrefix } from "#shared/contract/centre/station.ts";
import { listBegunByOthers, type NewEntry, type Sender } from "#central/db/entries.ts";
import type { Queryable } from "#central/db/sql.ts";
import { findProvingStation, type ProvingStation, type Station } from "#central/db/stations.ts";
import { isProven } from "#central/domain/carried-entries.ts";
import { type WriteOutcome, writeEntries } from "#central/domain/push-queue.ts";
import { serveStations, type StationCaller } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";
import { readBody, readUuid } from "#central/http/read-input.ts";
import { keyConflict, noSuchApplication, Refusal, versionConflict, wrongFields } from "#central/http/refusal.ts";
import { notForKiosks } from "#central/http/station-refusals.ts";
import { makeReceipt, sha256Hex } from "#central/lib/secrets.ts";

/** The payload is stored as it came, so its mistakes must be found now; throws a `Refusal`. */
function checkPayload(entry: PushEntry): void {
  if (sha256Hex(entry.payload) !== entry.payloadHash)
    throw wrongFields([
      {
        path: "payloadHash",
        message: "与 payload 的 SHA-256 不符，内容可能在途中损坏 / is not the SHA-256 of payload; it may be damaged",
      },
    ]);
  try {
    JSON.parse(entry.payload);
  } catch {
    throw wrongFields([{ path: "payload", message: "须为 JSON 文本 / must be JSON as text" }]);
  }
}

const Query = z.object({ for: StationPrefix.optional() });

/**
 * Whose entries a call brings; `proving` where another station of the hall carries them. `ownOnly`: a kiosk's, which goes
 * on with applications that it began and with no other.
 */
type EntrySource = Pick<Station, "id" | "hallId"> & { proving?: ProvingStation; carrierId?: string; ownOnly?: boolean };

/**
 * Whose entries a call brings: the caller's own, or those of the window of its hall named by its prefix (代为同步).
 * Carried entries need that window's proof, the caller's own from a file too: anybody may have written a file. They count
 * as that window's for its versions and the feed, never for its numbers. If that window was never enrolled in the hall,
 * the entries stand under the caller's name, and move no numbers either.
 */
async function sourceOf(db: Queryable, caller: StationCaller, query: unknown): Promise<EntrySource> {
  const read = Query.safeParse(query);
  if (!read.success) throw wrongFields([{ path: "for", message: "须为窗口前缀 / must be a station's prefix" }]);
  const own = { id: caller.id, hallId: caller.hallId, ownOnly: caller.right === "own" };
  if (read.data.for === undefined) return own;
  const named = await findProvingStation(db, caller.hallId, read.data.for);
  if (named?.id === caller.id) return { ...own, proving: named };
  if (caller.right === "own") throw notForKiosks();
  if (named === null) return { ...own, carrierId: caller.id };
  if (named.isRevoked) throw notProven();
  return { id: named.id, hallId: named.hallId, proving: named, carrierId: caller.id };
}

/** 401: entries that the named station is not proven to have made, or whose station was revoked. */
const notProven = (): Refusal =>
  new Refusal(401, {
    code: "not-enrolled",
    what: bilingual(
      "不能证明代为同步的记录出自所称的窗口，未写入任何数据。请在原窗口重新加密导出，或由中心平台管理员导入原文件。",
      "Nothing proves that the named station made the carried entries; nothing was written. " +
        "Export them there again, or have the centre's administrator import the file.",
    ),
    fields: [],
    held: null,
  });

/** Throws where a carried entry has no proof of its window. */
function checkProofs({ proving }: EntrySource, entries: readonly Omit<BatchEntry, "payload">[]): void {
  if (proving !== undefined && !entries.every((entry) => isProven(proving, entry))) throw notProven();
}

/** Those of the entries' applications that the sender may not go on with. */
const closedTo = async (db: Queryable, source: EntrySource, entries: readonly PushEntry[]): Promise<Set<string>> =>
  source.ownOnly === true && entries.length > 0
    ? listBegunByOthers(
        db,
        source,
        entries.map(({ applicationId }) => applicationId.toLowerCase()),
      )
    : new Set();

const senderOf = (source: EntrySource, centre: Pick<Centre, "now">): Sender => ({
  hallId: source.hallId,
  stationId: source.id,
  receivedAt: centre.now(),
  carrierId: source.carrierId ?? null,
});

/** Each entry must have a key; the rest of it is checked entry by entry. */
const Keyed = z.strictObject({
  entries: z
    .array(z.looseObject({ key: z.uuid() }))
    .min(1)
    .max(BATCH_ENTRIES),
});
/** With more, the answer for a hundred bad entries would be larger than a station reads. */
const MAX_FIELDS_NAMED = 5;

/** A field of an unknown value; undefined where there is none. */
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

type Read = { key: string; read: NewEntry } | { key: string; answer: BatchAnswer };

/** Serves the push of several entries (批量同步): a bad entry stops only itself and what follows of its application. */
export function servePushBatch(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.pushBatch, async (station, request): Promise<PushBatchAnswer> => ({
    answers: await pushBatch(centre, await sourceOf(centre.sql, station, request.query), request.body),
  }));
}

/** Writes a batch; one answer for each entry, in order. Throws a `Refusal` where the batch as a whole cannot be read. */
export async function pushBatch(
  centre: Pick<Centre, "sql" | "now" | "pushes">,
  source: EntrySource,
  body: unknown,
): Promise<BatchAnswer[]> {
  const readable = readEntries(readEnvelope(body));
  const soundOf = (all: readonly Read[]): NewEntry[] => all.flatMap((entry) => ("read" in entry ? [entry.read] : []));
  const closed = await closedTo(centre.sql, source, soundOf(readable));
  const entries = readable.map((entry): Read => {
    const isClosed = "read" in entry && closed.has(entry.read.applicationId.toLowerCase());
    return isClosed ? { key: entry.key, answer: refused(entry.key, noSuchApplication()) } : entry;
  });
  const sound = soundOf(entries);
  checkProofs(source, sound);
  const outcomes = sound.length === 0 ? [] : await writeEntries(centre, senderOf(source, centre), sound);
  return entries.map((entry) => ("read" in entry ? answerOf(entry.read, outcomes.shift()) : entry.answer));
}

/** Reads the keys only, whatever else is in the entries. */
function readEnvelope(body: unknown): { key: string; whole: unknown }[] {
  const sent = fieldOf(body, "entries");
  const list: unknown[] = Array.isArray(sent) ? sent : [];
  const keys = list.map((entry) => ({ key: fieldOf(entry, "key") }));
  const plain = typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body, entries: keys } : body;
  return readBody(Keyed, plain).entries.map(({ key }, place) => ({ key: key.toLowerCase(), whole: list[place] }));
}

/** Reads entry by entry. What follows a bad one of the same application is blocked, so that it never overtakes it. */
function readEntries(entries: { key: string; whole: unknown }[]): Read[] {
  const stopped = new Set<string>();
  return entries.map(({ key, whole }) => {
    const applicationId = applicationOf(whole);
    if (stopped.has(applicationId)) return { key, answer: { outcome: "held-back", key } };
    try {
      const entry = readBody(BatchEntry, whole);
      checkPayload(entry);
      return { key, read: { ...entry, key, receipt: makeReceipt() } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (applicationId !== "") stopped.add(applicationId);
      return { key, answer: refused(key, error) };
    }
  });
}

/** The application that an entry claims to belong to, as far as it can be read. */
function applicationOf(whole: unknown): string {
  const id = fieldOf(whole, "applicationId");
  return typeof id === "string" ? id.toLowerCase() : "";
}

const refused = (key: string, { problem }: Refusal): BatchAnswer => ({
  outcome: "refused",
  key,
  problem: { ...problem, fields: problem.fields.slice(0, MAX_FIELDS_NAMED) },
});

function answerOf(entry: NewEntry, outcome: WriteOutcome | undefined): BatchAnswer {
  const { key, payloadHash } = entry;
  switch (outcome?.outcome) {
    case "written":
      return { outcome: "held", key, ...outcome.entry, duplicate: false };
    case "duplicate":
      return { outcome: "held", key, ...outcome.entry, duplicate: true };
    case "conflict":
      return {
        outcome: "conflict",
        key,
        payloadHash,
        held: { payloadHash: outcome.entry.payloadHash, receipt: outcome.entry.receipt },
      };
    case "version-conflict":
      return { outcome: "version-conflict", key, payloadHash, theirs: outcome.theirs };
    case "blocked":
      return { outcome: "held-back", key };
    case "other-hall":
      return refused(key, noSuchApplication());
    case undefined:
      throw new TypeError("an entry has no outcome");
  }
}

/** Serves the push of one entry (同步). */
export function servePush(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.push, async (station, request, reply) => {
    const receipt = await push(
      centre,
      await sourceOf(centre.sql, station, request.query),
      readUuid("key", request.params),
      readBody(PushEntry, request.body),
    );
    return reply.code(receipt.duplicate ? 200 : 201).send(receipt);
  });
}

async function push(centre: Centre, source: EntrySource, key: string, entry: PushEntry): Promise<PushReceipt> {
  checkPayload(entry);
  checkProofs(source, [{ ...entry, key }]);
  if ((await closedTo(centre.sql, source, [entry])).size > 0) throw noSuchApplication();
  const [outcome] = await writeEntries(centre, senderOf(source, centre), [{ ...entry, key, receipt: makeReceipt() }]);
  if (outcome === undefined) throw new TypeError("an entry has no outcome");
  switch (outcome.outcome) {
    case "written":
      return { key, ...outcome.entry, duplicate: false };
    case "duplicate":
      return { key, ...outcome.entry, duplicate: true };
    case "conflict":
      throw keyConflict({ payloadHash: outcome.entry.payloadHash, receipt: outcome.entry.receipt });
    case "version-conflict":
      throw versionConflict(outcome.theirs);
    case "other-hall":
    case "blocked":
      throw noSuchApplication();
  }
}
