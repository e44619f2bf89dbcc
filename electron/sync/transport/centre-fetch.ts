import { existsSync, readFileSync, statSync } from "node:fs";
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { readText } from "#shared/lib/text-file.ts";
import { readConfig } from "#station/core/config.ts";
import { proxyFor } from "#station/lib/proxy.mjs";
import { PROXY_SETTING } from "./centre-outcome.ts";
import { findSystemProxy } from "./system-proxy.ts";

type ProxyWay = ReturnType<typeof proxyFor>;

/**
 * The PEM files that an administrator puts into `tls/` of a hall's folder: the issuer of the centre's certificate,
 * and this station's own certificate with its key.
 */
const FILES = { ca: "centre-ca.pem", cert: "station.pem", key: "station.key" } as const;

/** How one kind of address is reached: through which proxy, with which certificates. */
type Way = { proxy: string | null; dir: string | null; stamp: string };

const agents = new Map<string, { stamp: string; agent: HttpAgent }>();

function certificatesIn(dir: string | null): { name: keyof typeof FILES; path: string }[] {
  if (dir === null) return [];
  return (Object.keys(FILES) as (keyof typeof FILES)[])
    .map((name) => ({ name, path: join(dir, "tls", FILES[name]) }))
    .filter(({ path }) => existsSync(path));
}

/** A PEM file's text in whatever encoding; what is no text goes on as it is, and OpenSSL says what is wrong. */
function pemIn(path: string): string | Buffer {
  const bytes = readFileSync(path);
  const read = readText(bytes);
  return "text" in read ? read.text : bytes;
}

/** An agent that is kept until its certificates change. */
function agentFor(protocol: string, { proxy, dir, stamp }: Way): HttpAgent {
  const name = `${protocol} ${proxy ?? ""} ${dir ?? ""}`;
  const known = agents.get(name);
  if (known?.stamp === stamp) return known.agent;
  const options = {
    keepAlive: true,
    maxSockets: 8,
    ...(proxy === null ? {} : { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } }),
  };
  const read = Object.fromEntries(certificatesIn(dir).map(({ name, path }) => [name, pemIn(path)]));
  const agent =
    protocol === "https:" ? new HttpsAgent({ ...read, ...options, minVersion: "TLSv1.2" }) : new HttpAgent(options);
  agents.set(name, { stamp, agent });
  return agent;
}

function answerOf(answer: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const status = answer.statusCode ?? 0;
  const empty = status === 204 || status === 205 || status === 304;
  if (empty) answer.resume();
  return new Response(empty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>), { status, headers });
}

/**
 * Asks over an agent, with only what calls to the centre need: a body of text or bytes, and redirects never followed.
 */
function ask(url: URL, init: RequestInit | undefined, agent: HttpAgent): Promise<Response> {
  return new Promise((resolve, reject) => {
    const body = init?.body ?? null;
    if (body !== null && typeof body !== "string" && !(body instanceof Uint8Array))
      throw new TypeError("a body of another kind");
    const bytes = body === null ? null : Buffer.from(body);
    const headers = Object.fromEntries(new Headers(init?.headers).entries());
    const asked = (url.protocol === "https:" ? httpsRequest : httpRequest)(
      url,
      {
        agent,
        method: init?.method ?? "GET",
        headers: { ...headers, ...(bytes === null ? {} : { "content-length": bytes.length }) },
        ...(init?.signal == null ? {} : { signal: init.signal }),
      },
      (answer) => resolve(answerOf(answer)),
    );
    asked.on("error", reject);
    asked.end(bytes);
  });
}

/** The environment's proxy comes first; where it names none, the system's own setting is used. */
async function wayTo(url: URL): Promise<ProxyWay> {
  const { proxies } = readConfig();
  if (proxies.http !== null || proxies.https !== null) return proxyFor(proxies, url);
  const found = await findSystemProxy(url);
  if (found === null) return null;
  const own = { url: found };
  // This machine itself and what NO_PROXY names are reached directly all the same.
  return proxyFor({ http: own, https: own, bypass: proxies.bypass }, url);
}

/**
 * How a hall reaches its centre: through the proxy of the environment or the system, with the certificates in `tls/` of its
 * folder. Both are read again at each call.
 */
export function fetchOf(dir: string | null): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const way = await wayTo(url);
    if (way !== null && "fault" in way)
      throw Object.assign(new Error("the proxy's setting cannot be read"), { code: PROXY_SETTING });
    const proxy = way?.url ?? null;
    // A test's or a demonstration's centre on this machine speaks no TLS.
    const certificates = url.protocol === "https:" ? certificatesIn(dir) : [];
    if (proxy === null && certificates.length === 0) return globalThis.fetch(input, init);
    const stamp = certificates.map(({ path }) => `${path} ${statSync(path).mtimeMs} ${statSync(path).size}`).join("\n");
    return ask(url, init, agentFor(url.protocol, { proxy, dir: certificates.length === 0 ? null : dir, stamp }));
  };
}
