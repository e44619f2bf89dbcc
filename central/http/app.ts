import { isUtf8 } from "node:buffer";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { makeRequestId } from "#central/lib/secrets.ts";
import { answerBrokenRequest, answerErrors, answerRefusal, REQUEST_ID_HEADER, refusalOf } from "./answer-error.ts";
import type { Centre } from "./centre.ts";
import { serveOpenApi } from "./openapi.ts";
import { unreadable } from "./refusal.ts";
import { refuseUnlistedRoutes } from "./rights.ts";
import { serveAgency } from "./routes/agency.ts";
import { serveAgencyDocuments } from "./routes/agency-documents.ts";
import { serveAgencyReports } from "./routes/agency-reports.ts";
import { serveApplication } from "./routes/application.ts";
import { serveAttachmentPieces, serveAttachments } from "./routes/attachments.ts";
import { serveEnrolment, serveToken } from "./routes/enrolment.ts";
import { serveFeed } from "./routes/feed.ts";
import { serveHealth } from "./routes/health.ts";
import { serveMetrics } from "./routes/metrics.ts";
import { servePublication } from "./routes/publication.ts";
import { servePush, servePushBatch } from "./routes/push.ts";
import { serveRegister, serveRegisterProject } from "./routes/register.ts";
import { serveAccepted, serveStatus } from "./routes/sync-status.ts";
import { type Tls, tlsServer } from "./tls.ts";

/** How often a closing app checks for requests under way. */
const LOOK_MS = 200;
/** How long a closing app waits for the rest of a request; nothing was done for it yet. */
const REST_MS = 2_000;

/**
 * Makes `close` wait for requests only. A connection that is silent, or whose request does not arrive completely, is cut;
 * Node would keep it until its own timeouts. Call it before the app listens.
 */
function endSilentConnections(app: FastifyInstance): void {
  const open = new Set<Socket>();
  const underWay = new Set<IncomingMessage>();
  app.server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  // Counted at the server: the app's hooks miss requests whose sender is gone.
  app.server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    underWay.add(request);
    response.once("close", () => underWay.delete(request));
  });
  app.addHook("preClose", async () => {
    const end = performance.now() + REST_MS;
    const isWaitedFor = (request: IncomingMessage): boolean => request.complete || performance.now() < end;
    const cut = (): void => {
      if (![...underWay].some(isWaitedFor)) for (const socket of open) socket.destroy();
      if (!app.server.listening && open.size === 0) clearInterval(looking);
    };
    const looking = setInterval(cut, LOOK_MS);
    looking.unref();
  });
}

const BYTE_ORDER_MARK = Buffer.from("\uFEFF", "utf8");

/** The text of a body in strict UTF-8: a lenient decoder would change bytes that were hashed. Throws a `Refusal`. */
function textIn(body: Buffer): string {
  if (!isUtf8(body)) throw unreadable();
  return body.toString(
    "utf8",
    body.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0,
  );
}

/** Accepts JSON only, and only in strict UTF-8. */
function takeJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    try {
      done(null, JSON.parse(typeof body === "string" ? body : textIn(body)));
    } catch {
      done(unreadable());
    }
  });
}

/** The largest body in bytes; a payload's own limit is counted in characters by the contract. */
const BODY_LIMIT = 5 * 1024 * 1024;
const HEADER_LIMIT = 8 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const HANDLER_TIMEOUT_MS = 25_000;
/** Longer than a station's pause between two entries, so that it keeps one connection. */
const KEEP_ALIVE_MS = 65_000;

/** Names each request in the log and in its answer, and logs the answer by its route pattern: no address, no caller. */
function logAnswers(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header(REQUEST_ID_HEADER, request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unmatched";
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, route, status: reply.statusCode, ms }, "answered a request");
  });
}

/** Builds the HTTP side of the centre. Between requests it keeps only the counts of its limits. */
export function buildCentreApp(centre: Centre, tls: Tls | null = null): FastifyInstance {
  const log = centre.log.child({ area: "http" });
  const loggerInstance: FastifyBaseLogger = log;
  const app: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: makeRequestId,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    handlerTimeout: HANDLER_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // A proxy on this machine says who called; nobody else is believed.
    trustProxy: "loopback",
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
    frameworkErrors: (error, request, reply) => {
      request.log.info({ err: error }, "an address could not be read");
      answerRefusal(reply, refusalOf(error));
    },
    clientErrorHandler: (error, socket) => answerBrokenRequest(log, error, socket),
  });
  endSilentConnections(app);
  refuseUnlistedRoutes(app);
  takeJsonOnly(app);
  answerErrors(app);
  logAnswers(app);
  app.addHook("onResponse", async (request, reply) => {
    if (reply.statusCode < 300 && request.method !== "GET") centre.indexer.notify();
  });
  serveMetrics(app, centre);
  serveAgency(app, centre);
  serveAgencyDocuments(app, centre);
  serveAgencyReports(app, centre);
  serveEnrolment(app, centre);
  serveToken(app, centre);
  servePush(app, centre);
  servePushBatch(app, centre);
  serveApplication(app, centre);
  serveStatus(app, centre);
  serveAccepted(app, centre);
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
