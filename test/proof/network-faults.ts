import type { Rng } from "#test/helpers/rng.ts";
import type { NetworkFault } from "#test/helpers/fault-proxy.ts";

/** How long a station of the proof waits for an answer, in milliseconds. */
export const DEADLINE_MS = 250;

const http = (status: string, headers: string, body: string): NetworkFault => ({
  kind: "impostor",
  answer: `HTTP/1.1 ${status}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
});
const HTML = "content-type: text/html; charset=utf-8\r\n";
const JSON_TYPE = "content-type: application/json\r\n";
const problem = (code: string): string =>
  JSON.stringify({ code, what: { zh: "稍后再试", en: "try again later" }, fields: [], held: null });

const PORTALS = (roll: Rng): NetworkFault =>
  roll.pick([
    http("200 OK", HTML, "<!doctype html><title>请先登录</title><form>上网认证</form>"),
    http("200 OK", JSON_TYPE, '{"result":"ok"}'),
    http("302 Found", "location: http://127.0.0.1:9/login\r\n", ""),
    http("204 No Content", "", ""),
    http("200 OK", JSON_TYPE, '{"key":"0","receipt":"R-1","payloadHash":"0"}'),
    { kind: "impostor", answer: "SSH-2.0-OpenSSH_9.2\r\n" },
  ]);

const BUSY = (roll: Rng): NetworkFault =>
  roll.pick([
    http("429 Too Many Requests", `${JSON_TYPE}retry-after: ${1 + roll.below(90)}\r\n`, problem("too-many")),
    http("429 Too Many Requests", JSON_TYPE, problem("too-many")),
    http("503 Service Unavailable", `${JSON_TYPE}retry-after: ${1 + roll.below(90)}\r\n`, problem("unavailable")),
    http("500 Internal Server Error", HTML, "<h1>Internal Server Error</h1>"),
    http("502 Bad Gateway", HTML, "<h1>502</h1>"),
    http("504 Gateway Timeout", HTML, "<h1>504</h1>"),
  ]);

/** The kinds of fault that a proof strikes with, each with its own random numbers. */
export const networkFaults: Record<string, (roll: Rng) => NetworkFault> = {
  drop: (roll) => roll.pick([{ kind: "swallowed" }, { kind: "refused" }, { kind: "refused" }, { kind: "refused" }]),
  delay: (roll) => ({ kind: "delayed", milliseconds: roll.below(DEADLINE_MS * 1.5) }),
  "reset-going": (roll) => ({ kind: "reset-going", bytes: 1 + roll.below(roll.pick([400, 4_000, 12_000])) }),
  "reset-coming": (roll) => ({ kind: "reset-coming", bytes: 1 + roll.below(roll.pick([400, 1_500])) }),
  truncate: (roll) => ({ kind: "truncated", bytes: 1 + roll.below(roll.pick([400, 1_500])) }),
  duplicate: () => ({ kind: "doubled" }),
  portal: PORTALS,
  "slow-body": (roll) => ({ kind: "dribbled", bytes: 1 + roll.below(200), milliseconds: 1 + roll.below(40) }),
  busy: BUSY,
  mixed: (roll) => {
    const kinds = Object.values(networkFaults).slice(0, -1);
    return roll.pick(kinds)(roll);
  },
};
