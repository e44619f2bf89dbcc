import type { FastifyInstance } from "fastify";
import { PushEntry, type PushReceipt } from "../../shared/contract/centre.ts";
import { authenticate } from "../authenticate.ts";
import type { Centre } from "../centre.ts";
import { pushEntry } from "../db/entries.ts";
import type { Station } from "../db/stations.ts";
import { operations } from "../operations.ts";
import { readBody, readUuid } from "../read-input.ts";
import { keyConflict, noSuchApplication, notEnrolled, wrongFields } from "../refusal.ts";
import { makeReceipt, sha256Hex } from "../secrets.ts";

/** Serves the push of one entry (上报); the token is looked at before the body is read. */
export function servePush(app: FastifyInstance, centre: Centre): void {
  const callers = new WeakMap<object, Station>();
  app.route({
    method: operations.push.method,
    url: operations.push.path,
    onRequest: async (request) => {
      callers.set(request, await authenticate(centre.sql, request.headers.authorization));
    },
    handler: async (request, reply) => {
      const station = callers.get(request);
      if (station === undefined) throw notEnrolled();
      const receipt = await push(centre, station, readUuid("key", request.params), readBody(PushEntry, request.body));
      return reply.code(receipt.duplicate ? 200 : 201).send(receipt);
    },
  });
}

async function push(centre: Centre, station: Station, key: string, entry: PushEntry): Promise<PushReceipt> {
  checkPayload(entry);
  const receipt = makeReceipt();
  const receivedAt = centre.now();
  const outcome = await pushEntry(centre.sql, { ...entry, key, hallId: station.hallId, stationId: station.id, receipt, receivedAt });
  switch (outcome.outcome) {
    case "taken":
      return { key, receipt, payloadHash: entry.payloadHash, receivedAt, duplicate: false };
    case "held":
      if (outcome.entry.payloadHash !== entry.payloadHash) throw keyConflict({ payloadHash: outcome.entry.payloadHash, receipt: outcome.entry.receipt });
      return { key, ...outcome.entry, duplicate: true };
    case "elsewhere":
      throw noSuchApplication();
  }
}

/** The payload is kept as it came, so what is wrong with it must be found now. */
function checkPayload(entry: PushEntry): void {
  if (sha256Hex(entry.payload) !== entry.payloadHash)
    throw wrongFields([{ path: "payloadHash", message: "与 payload 的 SHA-256 不符，内容可能在途中损坏 / is not the SHA-256 of payload; it may have been damaged on the way" }]);
  try {
    JSON.parse(entry.payload);
  } catch {
    throw wrongFields([{ path: "payload", message: "须为 JSON 文本 / must be JSON as text" }]);
  }
}
