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
import { StationPrefix } from "#shared/contract/centre/station.ts";
import type { NewEntry } from "#central/db/entries.ts";
import type { Queryable } from "#central/db/sql.ts";
import { findStationByPrefix, type Station } from "#central/db/stations.ts";
import { type WriteOutcome, writeEntries } from "#central/domain/push-queue.ts";
import { serveStations } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";
import { readBody, readUuid } from "#central/http/read-input.ts";
import { keyConflict, noSuchApplication, Refusal, versionConflict, wrongFields } from "#central/http/refusal.ts";
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
 * Whose entries a call brings: the caller's own, or those of the window of its hall named by its prefix (代为同步).
 * Relayed entries count as that window's: for its numbers, its versions and the feed, which shows them to the relaying
 * window too. If that window was never enrolled in the hall, the entries count as the caller's.
 */
async function senderOf(
  db: Queryable,
  caller: Pick<Station, "id" | "hallId">,
  query: unknown,
): Promise<Pick<Station, "id" | "hallId">> {
  const read = Query.safeParse(query);
  if (!read.success) throw wrongFields([{ path: "for", message: "须为窗口前缀 / must be a station's prefix" }]);
  const named = read.data.for === undefined ? null : await findStationByPrefix(db, read.data.for);
  return named?.hallId === caller.hallId ? { id: named.id, hallId: named.hallId } : caller;
}

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
    answers: await pushBatch(centre, await senderOf(centre.sql, station, request.query), request.body),
  }));
}

/** Writes a batch; one answer for each entry, in order. Throws a `Refusal` where the batch as a whole cannot be read. */
export async function pushBatch(
  centre: Pick<Centre, "sql" | "now" | "pushes">,
  station: Pick<Station, "id" | "hallId">,
  body: unknown,
): Promise<BatchAnswer[]> {
  const entries = readEntries(readEnvelope(body));
  const sound = entries.flatMap((entry) => ("read" in entry ? [entry.read] : []));
  const outcomes =
    sound.length === 0
      ? []
      : await writeEntries(centre, { hallId: station.hallId, stationId: station.id, receivedAt: centre.now() }, sound);
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
      await senderOf(centre.sql, station, request.query),
      readUuid("key", request.params),
      readBody(PushEntry, request.body),
    );
    return reply.code(receipt.duplicate ? 200 : 201).send(receipt);
  });
}

async function push(
  centre: Centre,
  station: Pick<Station, "id" | "hallId">,
  key: string,
  entry: PushEntry,
): Promise<PushReceipt> {
  checkPayload(entry);
  const [outcome] = await writeEntries(
    centre,
    { hallId: station.hallId, stationId: station.id, receivedAt: centre.now() },
    [{ ...entry, key, receipt: makeReceipt() }],
  );
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
