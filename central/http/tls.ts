import { readFileSync } from "node:fs";
import type { RequestListener, Server } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import { TLSSocket } from "node:tls";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { CentreProblem } from "#shared/contract/centre/push.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { errorCode } from "#central/db/database-problem.ts";

/** The centre's own certificate and key, and who issues the stations' certificates; null where none is asked of them. PEM. */
export type Tls = { cert: string; key: string; clientCa: string | null };

function unusable(what: string, error: unknown) {
  const why = errorCode(error) ?? (error instanceof Error ? error.message.slice(0, 100) : "?");
  return problem(
    "tls-unusable",
    bilingual(
      `TLS 证书或私钥不能使用：${what}（${why}）。`,
      `The TLS certificate or key cannot be used: ${what} (${why}).`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请核对 --tls-cert、--tls-key、--tls-client-ca 所指的 PEM 文件。",
      "Check the PEM files that --tls-cert, --tls-key and --tls-client-ca name.",
    ),
  );
}

/** Reads the PEM files; throws a problem that names the one that cannot be read. */
export function readTls(files: { cert: string; key: string; clientCa: string | null }): Tls {
  const read = (file: string): string => {
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      throw unusable(file, error);
    }
  };
  return {
    cert: read(files.cert),
    key: read(files.key),
    clientCa: files.clientCa === null ? null : read(files.clientCa),
  };
}

/** The status that proxies use for this; Node would break the connection without a word, and the station could not tell it from a bad line. */
const CERTIFICATE_REQUIRED = 496;
const REFUSAL: CentreProblem = {
  code: "not-enrolled",
  what: bilingual(
    "没有出示中心平台认可的窗口证书，或证书已过期。未读取任何内容。",
    "No station certificate that this centre accepts was shown, or it has expired. Nothing was read.",
  ),
  fields: [],
  held: null,
};

/** Lets through who showed a certificate of the issuer; anyone else is answered so much and no more, before anything of the request is looked at. */
const certifiedOnly =
  (handler: RequestListener): RequestListener =>
  (request, response) => {
    if (request.socket instanceof TLSSocket && request.socket.authorized) return handler(request, response);
    response.writeHead(CERTIFICATE_REQUIRED, {
      "content-type": "application/json; charset=utf-8",
      connection: "close",
    });
    response.end(JSON.stringify(REFUSAL));
  };

/** Makes the server that speaks TLS 1.2 or newer; where an issuer is named, only callers with a certificate of it are served. Throws a problem on what is no certificate. */
export function tlsServer(
  { cert, key, clientCa }: Tls,
  limits: Pick<ServerOptions, "maxHeaderSize" | "requestTimeout" | "keepAliveTimeout">,
  handler: RequestListener,
): Server {
  try {
    const common = { ...limits, cert, key, minVersion: "TLSv1.2" } as const;
    return clientCa === null
      ? createServer(common, handler)
      : createServer({ ...common, ca: clientCa, requestCert: true, rejectUnauthorized: false }, certifiedOnly(handler));
  } catch (error) {
    throw unusable("PEM", error);
  }
}
