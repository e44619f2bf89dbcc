import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { EnrolRequest, type EnrolAnswer } from "#shared/contract/centre.ts";
import type { Centre } from "#central/centre.ts";
import { findHallByCode } from "#central/db/enrolment-codes.ts";
import { takePrefix } from "#central/db/halls.ts";
import { addStation } from "#central/db/stations.ts";
import { operations } from "#central/operations.ts";
import { readBody } from "#central/read-input.ts";
import { tooMany, wrongCode } from "#central/refusal.ts";
import { hashEnrolmentCode, makeToken, sha256Hex } from "#central/secrets.ts";

/** Serves enrolment (窗口注册): the code decides the hall, whatever the station calls it. */
export function serveEnrolment(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: operations.enrol.method,
    url: operations.enrol.path,
    onRequest: async (request) => {
      const wait = centre.enrolmentLimit(request.ip);
      if (wait !== null) throw tooMany(wait);
    },
    handler: async (request, reply) => reply.code(201).send(await enrol(centre, readBody(EnrolRequest, request.body))),
  });
}

async function enrol(centre: Centre, asked: EnrolRequest): Promise<EnrolAnswer> {
  const token = makeToken();
  const stationId = randomUUID();
  return centre.sql.transaction(async (tx) => {
    const hallId = await findHallByCode(tx, hashEnrolmentCode(asked.enrolmentCode), centre.now());
    if (hallId === null) throw wrongCode();
    const prefix = await takePrefix(tx, hallId);
    await addStation(
      tx,
      {
        id: stationId,
        hallId,
        name: asked.stationName,
        hallNameGiven: asked.hallName,
        prefix,
        tokenHash: sha256Hex(token),
      },
      centre.now(),
    );
    return { stationId, prefix, token };
  });
}
