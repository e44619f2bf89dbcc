import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { z } from "zod";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { Answer } from "#shared/contract/call.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { Dispatcher } from "#station/core/dispatcher.ts";
import type { Log } from "#station/core/log.ts";
import { openEventStreams } from "./event-streams.ts";
import { openApplicantSession, openSession, type Session } from "#station/core/session.ts";
import { setQuietTimer, type SetTimer } from "#station/lib/timers.ts";
import { openPageBook, type PageKind } from "./page-book.ts";
import { findPageFile, PAGE_HEADERS } from "./page-files.ts";
import { isSameUser, knowsUsers } from "./same-user.ts";

const MAX_BODY_BYTES = 5_000_000;
const HOST = "127.0.0.1";

/**
 * A running loopback host. `url` and `applicantUrl` hold a new ticket at each reading: it opens one page, once.
 * The ticket stands in the fragment, which a browser never sends.
 */
export type LoopbackHost = {
  readonly url: string;
  readonly applicantUrl: string;
  origin: string;
  /** Whether `origin` alone opens a page for the user who runs this program, and for nobody else. */
  opensForUser: boolean;
  close: () => Promise<void>;
};

/** How a loopback host differs from the usual one. */
export type LoopbackOptions = {
  port?: number;
  log?: Log;
  setTimer?: SetTimer;
  /** Whether the other end of a connection is the user who runs this program; null where that is not known. */
  isSameUser?: ((socket: Socket) => boolean) | null;
};

/** How a page asks to be let in: with a ticket, with the token it had before a reload, or as the same user. */
const Entry = z.strictObject({ ticket: z.string().optional(), token: z.string().optional() });

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...PAGE_HEADERS }).end(`${status}`);
};

/** The body as text; null if it is too large. It is read to its end, or a reset would lose the answer. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= MAX_BODY_BYTES) parts.push(part);
    if (size > 10 * MAX_BODY_BYTES) break;
  }
  return size > MAX_BODY_BYTES ? null : Buffer.concat(parts).toString("utf8");
}

/** What a body holds; null where it is no JSON. */
function parseBody(body: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    return null;
  }
}

const badCall = (zh: string, en: string): Answer => ({
  ok: false,
  problem: problem(
    "bad-input",
    bilingual(zh, en),
    NOTHING_WRITTEN,
    bilingual("请缩短或更正内容后重试。", "Shorten or correct the content and try again."),
  ).problem,
});

/** The requested path; null if the request line holds no address, as with `//`, which any site can make a browser send. */
function pathOf({ url }: IncomingMessage): string | null {
  return url !== undefined && url.startsWith("/") && URL.canParse(url, "http://host")
    ? new URL(url, "http://host").pathname
    : null;
}

/** Refuses other sites: DNS rebinding by `Host`, cross-site requests by `Origin`. A token is required as well. */
function isOwn(request: IncomingMessage, port: number): boolean {
  const own = `http://${HOST}:${port}`;
  const origin = request.headers.origin;
  if (request.headers.host !== `${HOST}:${port}`) return false;
  return origin === undefined || origin === own;
}

const sendJson = (response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void => {
  response
    .writeHead(200, { "content-type": "application/json; charset=utf-8", ...PAGE_HEADERS, ...headers })
    .end(JSON.stringify(value));
};

/** Serves the page and the calls on 127.0.0.1 only, each page with a token and a sign-in of its own. */
export async function startLoopback(
  dispatcher: Dispatcher,
  pageDir: string,
  {
    port = 0,
    log,
    setTimer = setQuietTimer,
    isSameUser: sameUser = knowsUsers() ? isSameUser : null,
  }: LoopbackOptions = {},
): Promise<LoopbackHost> {
  const book = openPageBook({
    openSession: (kind) => (kind === "applicant" ? openApplicantSession() : openSession(() => addressOf("applicant"))),
    endSession(session) {
      if (session.role !== "applicant" && session.role !== "none")
        void dispatcher.dispatch(session, "session.signOut", {});
    },
    setTimer,
  });
  const streams = openEventStreams();
  const stopEvents = dispatcher.subscribe(streams.emit);

  const tokenOf = (request: IncomingMessage): string => {
    const given = request.headers["x-station-token"];
    return typeof given === "string" ? given : "";
  };

  /** Lets a page in: the answer is the token that it makes its calls with. */
  async function answerEntry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const entry = Entry.safeParse(body === null ? null : parseBody(body)?.value);
    if (!entry.success) return refuse(response, 400);
    const { ticket, token } = entry.data;
    let given: string | null = null;
    if (ticket !== undefined) given = book.redeem(ticket);
    else if (token !== undefined) given = await book.resume(token);
    else if (sameUser?.(request.socket) === true) given = book.open("counter");
    if (given === null) return refuse(response, 403);
    sendJson(response, { token: given });
  }

  async function answerCall(
    session: Session,
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
  ): Promise<void> {
    const body = await readBody(request);
    let answer: Answer;
    if (body === null) answer = badCall("内容过大，没有处理。", "The content is too large and was not processed.");
    else {
      const input = parseBody(body);
      answer =
        input === null
          ? badCall("内容不是有效的 JSON。", "The content is not valid JSON.")
          : await dispatcher.dispatch(session, name, input.value);
    }
    sendJson(response, answer, body === null ? { connection: "close" } : {});
  }

  /** A page has one stream: while it is open, so is the page. */
  async function openEvents(token: string, session: Session, response: ServerResponse): Promise<void> {
    const closed = await book.hold(token);
    if (closed === null) return refuse(response, 409);
    if (response.destroyed) return closed();
    response.once("close", closed);
    response.writeHead(200, { "content-type": "application/x-ndjson; charset=utf-8", ...PAGE_HEADERS });
    response.flushHeaders();
    streams.open(session, response);
  }

  const server: Server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    const { port: boundPort } = server.address() as { port: number };
    if (request.headers.host !== `${HOST}:${boundPort}`) return refuse(response, 403);
    const path = pathOf(request);
    if (path === null) return refuse(response, 400);
    if (request.method === "GET" && path !== "/events") {
      const file = findPageFile(pageDir, path);
      if (file === null) return refuse(response, 404);
      response.writeHead(200, { "content-type": file.mime, ...PAGE_HEADERS }).end(file.bytes);
      return;
    }
    const fail = (error: unknown): void => {
      log?.error({ err: error }, "answering over the loopback host");
      response.destroy();
    };
    if (!isOwn(request, boundPort)) return refuse(response, 403);
    if (request.method === "POST" && path === "/page") return void answerEntry(request, response).catch(fail);
    const token = tokenOf(request);
    const session = book.sessionOf(token);
    if (session === null) return refuse(response, 403);
    if (request.method === "GET") return void openEvents(token, session, response).catch(fail);
    const name = /^\/call\/([A-Za-z.]+)$/.exec(path)?.[1];
    if (request.method !== "POST" || name === undefined) return refuse(response, 404);
    answerCall(session, request, response, name).catch(fail);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, resolve);
  });
  const bound = (server.address() as { port: number }).port;
  const origin = `http://${HOST}:${bound}`;
  const addressOf = (kind: PageKind): string =>
    `${origin}/#t=${book.issueTicket(kind)}${kind === "applicant" ? "&w=applicant" : ""}`;
  return {
    origin,
    opensForUser: sameUser !== null,
    get url() {
      return addressOf("counter");
    },
    get applicantUrl() {
      return addressOf("applicant");
    },
    close: () =>
      new Promise((resolve) => {
        stopEvents();
        book.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
