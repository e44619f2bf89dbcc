import { existsSync, readFileSync, statSync } from "node:fs";
import { Agent, request } from "node:https";
import { join } from "node:path";
import { readConfig } from "#station/core/config.ts";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

/**
 * The PEM files that an administrator puts into `tls/` of a hall's folder: the issuer of the centre's certificate,
 * and this station's own certificate with its key.
 */
const FILES = { ca: "centre-ca.pem", cert: "station.pem", key: "station.key" } as const;

const kept = new Map<string, { stamp: string; fetch: typeof globalThis.fetch }>();

function filesIn(dir: string): { name: keyof typeof FILES; path: string }[] {
  return (Object.keys(FILES) as (keyof typeof FILES)[])
    .map((name) => ({ name, path: join(dir, "tls", FILES[name]) }))
    .filter(({ path }) => existsSync(path));
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers).entries());
}

/**
 * Fetch over an agent that shows a certificate, with only what calls to the centre need: a body of text or bytes, and
 * redirects never followed.
 */
function fetchWith(agent: Agent): typeof globalThis.fetch {
  return (input, init) =>
    new Promise((resolve, reject) => {
      const url = new URL(input instanceof Request ? input.url : input);
      // A test's or a demonstration's centre on this machine speaks no TLS.
      if (url.protocol !== "https:") return void globalThis.fetch(input, init).then(resolve, reject);
      const body = init?.body ?? null;
      if (body !== null && typeof body !== "string" && !(body instanceof Uint8Array))
        throw new TypeError("a body of another kind");
      const bytes = body === null ? null : Buffer.from(body);
      const asked = request(
        url,
        {
          agent,
          method: init?.method ?? "GET",
          headers: { ...headersOf(init), ...(bytes === null ? {} : { "content-length": bytes.length }) },
          ...(init?.signal == null ? {} : { signal: init.signal }),
        },
        (answer) => {
          const headers = new Headers();
          for (const [name, values] of Object.entries(answer.headersDistinct))
            for (const value of values ?? []) headers.append(name, value);
          const status = answer.statusCode ?? 0;
          const empty = status === 204 || status === 205 || status === 304;
          if (empty) answer.resume();
          resolve(
            new Response(empty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>), { status, headers }),
          );
        },
      );
      asked.on("error", reject);
      asked.end(bytes);
    });
}

/**
 * How a hall reaches its centre: with the certificates in `tls/` of its folder, plainly where there are none. They
 * are read again when they change.
 */
export function fetchOf(dir: string): typeof globalThis.fetch {
  const files = filesIn(dir);
  if (files.length === 0) return globalThis.fetch;
  const stamp = files.map(({ path }) => `${path} ${statSync(path).mtimeMs} ${statSync(path).size}`).join("\n");
  const known = kept.get(dir);
  if (known?.stamp === stamp) return known.fetch;
  const read = Object.fromEntries(files.map(({ name, path }) => [name, readFileSync(path)]));
  const { proxyEnv } = readConfig();
  const fetch = fetchWith(
    new Agent({
      ...read,
      keepAlive: true,
      maxSockets: 8,
      minVersion: "TLSv1.2",
      ...(proxyEnv === null ? {} : { proxyEnv }),
    }),
  );
  kept.set(dir, { stamp, fetch });
  return fetch;
}
