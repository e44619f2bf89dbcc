import type { FastifyInstance } from "fastify";

/** Where log lines go, one JSON object a line. */
export type LogSink = { write: (line: string) => void };

const withheld = (): Record<string, never> => ({});

/** Logger settings by which no request, header, address or error text can reach a line, whoever logs it. */
export const loggerFor = (sink: LogSink | null) =>
  sink === null
    ? false
    : {
        level: "info",
        stream: sink,
        base: { service: "centre" },
        serializers: { req: withheld, res: withheld, err: () => ({ type: "withheld", message: "", stack: "" }) },
        redact: ["*.authorization", "*.token", "*.enrolmentCode", "*.payload", "*.body", "*.headers"],
      };

/** Logs each answer by the pattern of its route: no identifier, no body, no caller. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? "unmatched",
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "answered",
    );
  });
}
