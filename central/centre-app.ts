import type { RequestListener, Server } from "node:http";
import fastify, { LogController, type FastifyInstance } from "fastify";
import { answerBrokenRequest, answerErrors, answerRefusal, refusalOf } from "./answer-error.ts";
import type { Centre } from "./centre.ts";
import { endSilentConnections } from "./end-connections.ts";
import { takeJsonOnly } from "./json-body.ts";
import { tlsServer, type Tls } from "./serve-tls.ts";
import { logAnswers, loggerFor, type LogSink } from "./request-log.ts";
import { serveApplication } from "./routes/application.ts";
import { serveAttachmentPieces } from "./routes/attachment-piece.ts";
import { serveAttachments } from "./routes/attachments.ts";
import { serveEnrolment } from "./routes/enrol.ts";
import { serveFeed } from "./routes/feed.ts";
import { serveHeld } from "./routes/held.ts";
import { serveHealth } from "./routes/health.ts";
import { serveMetrics } from "./routes/metrics.ts";
import { serveOpenApi } from "./routes/openapi-document.ts";
import { servePushBatch } from "./routes/push-batch.ts";
import { serveParty } from "./routes/party.ts";
import { servePush } from "./routes/push.ts";
import { servePublication } from "./routes/publication.ts";
import { serveRegister, serveRegisterProject } from "./routes/register.ts";
import { serveStanding } from "./routes/standing.ts";
import { serveToken } from "./routes/token.ts";

/** The largest body in bytes; a payload's own limit is counted in characters by the contract. */
const BODY_LIMIT = 5 * 1024 * 1024;
const HEADER_LIMIT = 8 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const HANDLER_TIMEOUT_MS = 25_000;
/** Longer than a station's pause between two entries, so that a drain keeps one connection. */
const KEEP_ALIVE_MS = 65_000;

/** Builds the HTTP side of the centre; it keeps nothing between requests but the count of enrolment tries. */
export function buildCentreApp(centre: Centre, log: LogSink | null, tls: Tls | null = null): FastifyInstance {
  const app: FastifyInstance = fastify({
    logger: loggerFor(log),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    handlerTimeout: HANDLER_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { maxHeaderSize: HEADER_LIMIT },
    ...(tls === null
      ? {}
      : {
          serverFactory: (handler: RequestListener): Server =>
            tlsServer(
              tls,
              { maxHeaderSize: HEADER_LIMIT, requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS },
              handler,
            ),
        }),
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: (error, _request, reply) => {
      answerRefusal(reply, refusalOf(error));
    },
    clientErrorHandler: answerBrokenRequest,
  });
  endSilentConnections(app);
  takeJsonOnly(app);
  answerErrors(app);
  logAnswers(app);
  app.addHook("onResponse", async (request, reply) => {
    if (reply.statusCode < 300 && request.method !== "GET") centre.reader.poke();
  });
  serveMetrics(app, centre);
  serveParty(app, centre);
  serveEnrolment(app, centre);
  serveToken(app, centre);
  servePush(app, centre);
  servePushBatch(app, centre);
  serveApplication(app, centre);
  serveStanding(app, centre);
  serveHeld(app, centre);
  serveAttachments(app, centre);
  serveAttachmentPieces(app, centre);
  serveFeed(app, centre);
  servePublication(app, centre);
  serveRegister(app, centre);
  serveRegisterProject(app, centre);
  serveHealth(app, centre);
  serveOpenApi(app);
  return app;
}
