import type { FastifyInstance } from "fastify";
import { PushEntry, type PushReceipt } from "#shared/contract/centre.ts";
import type { Centre } from "#central/centre.ts";
import { checkPayload } from "#central/check-payload.ts";
import type { Station } from "#central/db/stations.ts";
import { operations } from "#central/operations.ts";
import { readBody, readUuid } from "#central/read-input.ts";
import { keyConflict, noSuchApplication, versionConflict } from "#central/refusal.ts";
import { makeReceipt } from "#central/secrets.ts";
import { senderOf } from "#central/sender-of.ts";
import { serveStations } from "#central/serve-callers.ts";
import { takeEntries } from "#central/take-entries.ts";

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
