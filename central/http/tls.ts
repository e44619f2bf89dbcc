import { readFileSync } from "node:fs";
import type { RequestListener, Server } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import { TLSSocket } from "node:tls";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { CentreProblem } from "#shared/contract/centre/push.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { textOf } from "#shared/lib/text-file.ts";
import { errorCode } from "#central/lib/errors.ts";

/** Certificate, key, and the CA of the stations' certificates (null: none required), as PEM. */
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
      return textOf(file, readFileSync(file));
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

/** The status that proxies use for this. Node would only cut the connection, like a bad line. */
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

/** Serves only callers with a certificate of the CA; others are refused before anything of the request is read. */
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

/** Makes the server for TLS 1.2 or newer; with a client CA it serves certified callers only. Throws on a bad certificate. */
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
