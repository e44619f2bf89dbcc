import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { type EnrolAnswer, EnrolRequest } from "#shared/contract/centre/push.ts";
import type { TokenAnswer } from "#shared/contract/centre/station.ts";
import { takeCode } from "#central/db/enrolment-codes.ts";
import { takePrefix } from "#central/db/halls.ts";
import { addStation, offerToken } from "#central/db/stations.ts";
import { serveStations } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";
import { readBody } from "#central/http/read-input.ts";
import { tooMany } from "#central/http/refusal.ts";
import { otherKind, wrongCode } from "#central/http/station-refusals.ts";
import { hashEnrolmentCode, makeToken, sha256Hex } from "#central/lib/secrets.ts";

/** Serves enrolment (窗口注册): the code decides the hall, not the name that the station gives. */
export function serveEnrolment(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: operations.enrol.method,
    url: operations.enrol.path,
    onRequest: async (request) => {
      const wait = centre.addressLimit(request.ip);
      if (wait !== null) throw tooMany(wait);
    },
    handler: async (request, reply) => {
      const asked = readBody(EnrolRequest, request.body);
      // Halls may share an address, as behind one proxy: a hall that tries too often stops no other.
      const wait = centre.enrolmentLimit(`${request.ip} ${asked.hallName.trim()}`);
      if (wait !== null) throw tooMany(wait);
      return reply.code(201).send(await enrol(centre, asked));
    },
  });
}

async function enrol(centre: Centre, asked: EnrolRequest): Promise<EnrolAnswer> {
  const token = makeToken();
  const stationId = randomUUID();
  return centre.sql.transaction(async (tx) => {
    const code = await takeCode(tx, hashEnrolmentCode(asked.enrolmentCode), centre.now());
    if (code === null) throw wrongCode();
    const { hallId, kind } = code;
    // The code decides, and a refusal leaves it unused.
    if (asked.kind !== undefined && asked.kind !== kind) throw otherKind(kind);
    const prefix = await takePrefix(tx, hallId);
    await addStation(
      tx,
      {
        id: stationId,
        hallId,
        kind,
        name: asked.stationName,
        hallNameGiven: asked.hallName,
        prefix,
        tokenHash: sha256Hex(token),
      },
      centre.now(),
    );
    return { stationId, prefix, token, ...(asked.kind === undefined ? {} : { kind }) };
  });
}

/** Serves a station's change of token (令牌轮换). The new token is shown once and takes effect at its first use. */
export function serveToken(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.token, async (station): Promise<TokenAnswer> => {
    const token = makeToken();
    await offerToken(centre.sql, station, sha256Hex(token));
    return { token };
  });
}
