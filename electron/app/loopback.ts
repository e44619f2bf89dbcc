import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { Answer } from "#shared/contract/call.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { Dispatcher } from "#station/core/dispatcher.ts";
import type { Log } from "#station/core/log.ts";
import { openEventStreams } from "./event-streams.ts";
import { openApplicantSession, openSession, type Session } from "#station/core/session.ts";
import { findPageFile, PAGE_HEADERS } from "./page-files.ts";

const MAX_BODY_BYTES = 5_000_000;
const HOST = "127.0.0.1";

/**
 * A running loopback host. `url` carries the token in its fragment, which a browser never sends.
 * The applicant's window has its own token and can never act as the counter.
 */
export type LoopbackHost = {
  url: string;
  applicantUrl: string;
  origin: string;
  token: string;
  applicantToken: string;
  close: () => Promise<void>;
};

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...PAGE_HEADERS }).end(`${status}`);
};

const sameText = (a: string, b: string): boolean =>
  timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());

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

/** Serves the page and the calls on 127.0.0.1 only, to a page that holds the random token. */
export async function startLoopback(
  dispatcher: Dispatcher,
  pageDir: string,
  port = 0,
  log?: Log,
): Promise<LoopbackHost> {
  const token = randomBytes(32).toString("base64url");
  const applicantToken = randomBytes(32).toString("base64url");
  const sessions = [
    { token, session: openSession(() => applicantUrl()) },
    { token: applicantToken, session: openApplicantSession() },
  ];
  const streams = openEventStreams();
  const stopEvents = dispatcher.subscribe(streams.emit);

  /** The page that asks, by the token it holds. */
  function sessionOf(request: IncomingMessage): Session | null {
    const given = request.headers["x-station-token"];
    return typeof given === "string" ? (sessions.find((each) => sameText(given, each.token))?.session ?? null) : null;
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
    response
      .writeHead(200, {
        "content-type": "application/json; charset=utf-8",
        ...PAGE_HEADERS,
        ...(body === null ? { connection: "close" } : {}),
      })
      .end(JSON.stringify(answer));
  }

  function openEvents(session: Session, response: ServerResponse): void {
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
    const session = isOwn(request, boundPort) ? sessionOf(request) : null;
    if (session === null) return refuse(response, 403);
    if (request.method === "GET") return openEvents(session, response);
    const name = /^\/call\/([A-Za-z.]+)$/.exec(path)?.[1];
    if (request.method !== "POST" || name === undefined) return refuse(response, 404);
    answerCall(session, request, response, name).catch((error: unknown) => {
      log?.error({ err: error }, "answering over the loopback host");
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, resolve);
  });
  const bound = (server.address() as { port: number }).port;
  const origin = `http://${HOST}:${bound}`;
  const applicantUrl = (): string => `${origin}/#t=${applicantToken}&w=applicant`;
  return {
    origin,
    token,
    applicantToken,
    url: `${origin}/#t=${token}`,
    applicantUrl: applicantUrl(),
    close: () =>
      new Promise((resolve) => {
        stopEvents();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
