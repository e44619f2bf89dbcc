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
import { takeEntries, type TakeOutcome } from "#central/domain/push-queue.ts";
import { serveStations } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";
import { readBody, readUuid } from "#central/http/read-input.ts";
import { keyConflict, noSuchApplication, Refusal, versionConflict, wrongFields } from "#central/http/refusal.ts";
import { makeReceipt, sha256Hex } from "#central/lib/secrets.ts";

/** The payload is kept as it came, so what is wrong with it must be found now; throws a `Refusal`. */
function checkPayload(entry: PushEntry): void {
  if (sha256Hex(entry.payload) !== entry.payloadHash)
    throw wrongFields([
      {
        path: "payloadHash",
        message:
          "与 payload 的 SHA-256 不符，内容可能在途中损坏 / is not the SHA-256 of payload; it may have been damaged on the way",
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
 * Whose entries a call brings in: the caller's own, or those of the window of its hall that it names by its prefix (代为上报). They count as that window's in all: its
 * numbers, its versions, and that the others are told of them, the carrier too. A window that was never enrolled in the hall has none of these; its entries count as the caller's.
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

/** What must be right of the whole: who each entry is. The rest of an entry is its own matter. */
const Keyed = z.strictObject({
  entries: z
    .array(z.looseObject({ key: z.uuid() }))
    .min(1)
    .max(BATCH_ENTRIES),
});
/** More fields than these would make the answer of a hundred bad entries larger than a station reads. */
const FIELDS_NAMED = 5;

/** A field of whatever was sent; undefined where there is none. */
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

type Read = { key: string; read: NewEntry } | { key: string; answer: BatchAnswer };

/** Serves the push of several entries in one call (批量上报): one bad entry refuses itself and what follows of its own application. */
export function servePushBatch(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.pushBatch, async (station, request): Promise<PushBatchAnswer> => ({
    answers: await pushBatch(centre, await senderOf(centre.sql, station, request.query), request.body),
  }));
}

/** Takes a batch as a station sends it, one answer for each entry in its order; throws a `Refusal` where the whole cannot be read. */
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
      : await takeEntries(centre, { hallId: station.hallId, stationId: station.id, receivedAt: centre.now() }, sound);
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

/** Reads each entry by itself; what follows a bad one of the same application is held back, so that it never overtakes it. */
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

/** Whose entry it claims to be, as far as that can be read. */
function applicationOf(whole: unknown): string {
  const id = fieldOf(whole, "applicationId");
  return typeof id === "string" ? id.toLowerCase() : "";
}

const refused = (key: string, { problem }: Refusal): BatchAnswer => ({
  outcome: "refused",
  key,
  problem: { ...problem, fields: problem.fields.slice(0, FIELDS_NAMED) },
});

function answerOf(entry: NewEntry, outcome: TakeOutcome | undefined): BatchAnswer {
  const { key, payloadHash } = entry;
  switch (outcome?.outcome) {
    case "taken":
      return { outcome: "held", key, ...outcome.entry, duplicate: false };
    case "held":
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
    case "held-back":
      return { outcome: "held-back", key };
    case "elsewhere":
      return refused(key, noSuchApplication());
    case undefined:
      throw new TypeError("an entry without an outcome");
  }
}

/** Serves the push of one entry (上报). */
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
  const [outcome] = await takeEntries(
    centre,
    { hallId: station.hallId, stationId: station.id, receivedAt: centre.now() },
    [{ ...entry, key, receipt: makeReceipt() }],
  );
  if (outcome === undefined) throw new TypeError("an entry without an outcome");
  switch (outcome.outcome) {
    case "taken":
      return { key, ...outcome.entry, duplicate: false };
    case "held":
      return { key, ...outcome.entry, duplicate: true };
    case "conflict":
      throw keyConflict({ payloadHash: outcome.entry.payloadHash, receipt: outcome.entry.receipt });
    case "version-conflict":
      throw versionConflict(outcome.theirs);
    case "elsewhere":
    case "held-back":
      throw noSuchApplication();
  }
}
