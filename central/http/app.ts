import { isUtf8 } from "node:buffer";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import fastify, { type FastifyInstance, LogController } from "fastify";
import { answerBrokenRequest, answerErrors, answerRefusal, refusalOf } from "./answer-error.ts";
import type { Centre } from "./centre.ts";
import { serveOpenApi } from "./openapi.ts";
import { unreadable } from "./refusal.ts";
import { logAnswers, loggerFor, type LogSink } from "./request-log.ts";
import { serveAgency } from "./routes/agency.ts";
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

/** How often an app that is told to end looks whether a request is still under way. */
const LOOK_MS = 200;
/** How long the rest of a request is waited for then; nothing was done for it yet. */
const REST_MS = 2_000;

/** Has an app's `close` wait for requests only: a connection on which nobody asks anything, or the rest of a request does not come, is cut, where Node would leave it until its own time limits. Called before the app listens. */
function endSilentConnections(app: FastifyInstance): void {
  const open = new Set<Socket>();
  const underWay = new Set<IncomingMessage>();
  app.server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  // Counted at the server itself: the app's hooks are not told of every request whose sender is gone.
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

/** The text of a body in true UTF-8; a lenient decoder would change bytes that were hashed. Throws a `Refusal`. */
function textIn(body: Buffer): string {
  if (!isUtf8(body)) throw unreadable();
  return body.toString(
    "utf8",
    body.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0,
  );
}

/** Takes JSON only, and only in true UTF-8. */
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
    if (reply.statusCode < 300 && request.method !== "GET") centre.indexer.notify();
  });
  serveMetrics(app, centre);
  serveAgency(app, centre);
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
