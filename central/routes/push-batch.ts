import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { BATCH_ENTRIES, BatchEntry, type BatchAnswer, type PushBatchAnswer } from "#shared/contract/centre.ts";
import type { Centre } from "#central/centre.ts";
import { checkPayload } from "#central/check-payload.ts";
import type { NewEntry } from "#central/db/entries.ts";
import type { Station } from "#central/db/stations.ts";
import { operations } from "#central/operations.ts";
import { readBody } from "#central/read-input.ts";
import { noSuchApplication, Refusal } from "#central/refusal.ts";
import { makeReceipt } from "#central/secrets.ts";
import { senderOf } from "#central/sender-of.ts";
import { serveStations } from "#central/serve-callers.ts";
import { takeEntries, type TakeOutcome } from "#central/take-entries.ts";

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
