import { createHash, randomUUID } from "node:crypto";
import type { Operation } from "#central/http/operation.ts";
import { operations } from "#central/http/operations.ts";
import type { Rng } from "#test/helpers/rng.ts";
import { NASTY_TEXTS, spoilt } from "./nasty.ts";
import type { FuzzWorld } from "./world.ts";

/** The name of an operation of the contract. */
export type OperationName = keyof typeof operations;
type Asked = Exclude<(typeof operations)[OperationName]["request"], null>;

/** A request as bytes, with the operation that it began as. */
export type FuzzRequest = { operation: OperationName; bytes: Buffer; hangUp: boolean };

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const entry = (world: FuzzWorld, roll: Rng): Record<string, unknown> => {
  const payload = JSON.stringify({ ...world.record, n: roll.below(1_000_000) });
  return {
    kind: roll.pick(["application.accepted", "application.changed", "rating.given"]),
    applicationId: roll.chance(0.3) ? world.applicationId : randomUUID(),
    sequence: 1 + roll.below(5),
    payload,
    payloadHash: sha256(payload),
  };
};

/** A sound body of each kind that an operation asks for; a kind that has none here does not compile. */
const sound: Record<Asked, (world: FuzzWorld, roll: Rng) => unknown> = {
  EnrolRequest: ({ code }) => ({ enrolmentCode: code, hallName: "一号大厅", stationName: "1号窗口" }),
  PushEntry: entry,
  PushBatch: (world, roll) => ({
    entries: Array.from({ length: 1 + roll.below(3) }, () => ({ key: randomUUID(), ...entry(world, roll) })),
  }),
  AcceptedRequest: ({ key }) => ({ keys: [key, randomUUID()] }),
  AttachmentNotice: ({ applicationId, file }) => ({
    applicationId,
    kind: "file",
    mime: "image/png",
    size: file.length,
    sheet: null,
  }),
  AcceptedAttachmentsRequest: ({ fileHash }) => ({ hashes: [fileHash] }),
  AcceptedReportsRequest: ({ key }) => ({ keys: [key, randomUUID()] }),
  AgencyReport: ({ applicationId }) => ({ kind: "survey.dated", applicationId, on: "2026-11-25", text: "" }),
  bytes: ({ file }) => file,
};

const parameter = (name: string, world: FuzzWorld): string => {
  const known: Record<string, string> = {
    id: world.applicationId,
    key: randomUUID(),
    hash: world.fileHash,
    offset: "0",
    creditCode: world.creditCode,
    projectCode: "2026-420000-04-01-123456",
  };
  const value = known[name];
  if (value === undefined) throw new Error(`an address with a parameter that the fuzz does not know: ${name}`);
  return value;
};

type Parts = { method: string; path: string; headers: string[]; body: Buffer; length: string | null };

function bytesOf(given: unknown): Buffer {
  if (Buffer.isBuffer(given)) return given;
  return given === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify(given) ?? "");
}

function soundParts(name: OperationName, world: FuzzWorld, roll: Rng, spoil: boolean): Parts {
  const operation: Operation = operations[name];
  const path = operation.path.replaceAll(/:(\w+)/g, (_, parameterName: string) =>
    name === "publication" ? world.publicationHash : parameter(parameterName, world),
  );
  const made = operation.request === null ? null : sound[operation.request as Asked](world, roll);
  const given = spoil && made !== null && !Buffer.isBuffer(made) ? spoilt(made, roll) : made;
  const body = bytesOf(given);
  const { own: station, agency } = world.tokens;
  const token = operation.secured === false ? null : { station, agency }[operation.secured];
  const type = operation.request === "bytes" ? "application/octet-stream" : "application/json";
  return {
    method: operation.method,
    path,
    headers: [
      ...(token === null ? [] : [`Authorization: Bearer ${token}`]),
      ...(body.length > 0 ? [`Content-Type: ${type}`] : []),
    ],
    body,
    length: null,
  };
}

/** A sound request of an operation, as its own hall or office makes it. */
export function soundRequest(
  name: OperationName,
  world: FuzzWorld,
  roll: Rng,
): { method: string; path: string; type: string | null; body: Buffer } {
  const { method, path, headers, body } = soundParts(name, world, roll, false);
  return { method, path, type: headers.find((header) => header.startsWith("Content-Type: "))?.slice(14) ?? null, body };
}

const replaceHeader = (headers: string[], name: string, value: string): string[] => [
  ...headers.filter((header) => !header.toLowerCase().startsWith(`${name.toLowerCase()}:`)),
  `${name}: ${value}`,
];

function oddQuery(roll: Rng): string {
  const position = roll.pick(["-1", "1e9", "9007199254740993", "99999999999999999999", "x"]);
  const cursor = `after=${randomUUID()}.${position}`;
  const lists = ["after=1&after=2", "after[]=1", "after[x]=1", "__proto__[x]=1"];
  return roll.pick(["after=", "after=%00", ...lists, "%", `after=${"9".repeat(300)}`, cursor]);
}

/** What may be wrong besides the body; each takes the request as it is so far. */
const wrongs: readonly ((parts: Parts, world: FuzzWorld, roll: Rng) => Parts)[] = [
  (parts, _world, roll) => ({
    ...parts,
    method: roll.pick(["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW", ""]),
  }),
  (parts, _world, roll) => ({
    ...parts,
    path: parts.path
      .split("/")
      .map((part, nth) =>
        nth > 1 && roll.chance(0.5) ? encodeURIComponent(roll.pick(NASTY_TEXTS).slice(0, 300).toWellFormed()) : part,
      )
      .join("/"),
  }),
  (parts, _world, roll) => ({
    ...parts,
    path: roll.pick([
      `${parts.path}/`,
      `/${parts.path}`,
      `${parts.path}/../stations`,
      parts.path.toUpperCase(),
      `${parts.path}%00`,
      `${parts.path}%zz`,
      `${parts.path}#x`,
      "*",
      "http://elsewhere.example/v1/standing",
      "/v1/%2e%2e/metrics",
    ]),
  }),
  (parts, _world, roll) => ({
    ...parts,
    path: `${parts.path}?${oddQuery(roll)}`,
  }),
  (parts, { tokens }, roll) => ({
    ...parts,
    headers: replaceHeader(
      parts.headers,
      "Authorization",
      roll.pick([
        `Bearer ${tokens.other}`,
        `Bearer ${tokens.revoked}`,
        `Bearer ${tokens.agency}`,
        `Bearer ${tokens.own}`,
        "Bearer",
        "Bearer \x7f",
        "Basic eDp5",
        `Bearer ${"x".repeat(43)}`,
        `Bearer ${"' or 1=1 --".repeat(5)}`,
        `Bearer ${tokens.own}, Bearer ${tokens.other}`,
      ]),
    ),
  }),
  (parts) => ({ ...parts, headers: parts.headers.filter((header) => !header.startsWith("Authorization")) }),
  (parts, { tokens }) => ({ ...parts, headers: [...parts.headers, `Authorization: Bearer ${tokens.other}`] }),
  (parts, _world, roll) => ({
    ...parts,
    headers: replaceHeader(
      parts.headers,
      "Content-Type",
      roll.pick([
        "application/json; charset=utf-16",
        "text/plain",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "application/octet-stream",
        "application/json",
        "",
        'a/b; c="',
      ]),
    ),
  }),
  (parts, _world, roll) => ({
    ...parts,
    length: roll.pick(["-1", "abc", "1", "0", "99999999999", "1e3", "0x10", "5, 5"]),
  }),
  (parts, _world, roll) => ({
    ...parts,
    headers: [
      ...parts.headers,
      roll.pick([
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Content-Length: 3",
        "Expect: 100-continue",
        "Expect: x",
        "Upgrade: h2c\r\nConnection: Upgrade",
        "Content-Encoding: gzip",
        "X-HTTP-Method-Override: DELETE",
        "Host: elsewhere.example",
        " Folded: x",
        "No-Colon",
        `X-Long: ${"a".repeat(9_000)}`,
        "Accept-Encoding: br;q=NaN",
        "Liandong-Epoch: x",
        "X-Forwarded-For: 127.0.0.1",
      ]),
    ],
  }),
  (parts, _world, roll) => ({
    ...parts,
    body: roll.pick([
      Buffer.from([0xff, 0xfe, 0x00]),
      Buffer.from("{"),
      Buffer.from("[".repeat(50_000)),
      Buffer.from('{"a":1}}'),
      Buffer.from("\ufeff{}"),
      Buffer.from("null"),
      Buffer.from('{"__proto__":{"x":1}}'),
      Buffer.alloc(0),
      Buffer.alloc(60_000, "a"),
      Buffer.from('{"a":1,"a":2}'),
      Buffer.from("1e400"),
    ]),
  }),
  (parts, _world, roll) => ({ ...parts, body: parts.body.subarray(0, roll.below(parts.body.length + 1)) }),
];

/** Makes one request: an operation of the table, sound but for up to three things; every operation comes again and again. */
export function fuzzRequest(world: FuzzWorld, roll: Rng): FuzzRequest {
  const operation = roll.pick(Object.keys(operations) as OperationName[]);
  let parts = soundParts(operation, world, roll, roll.chance(0.5));
  for (let nth = roll.below(3); nth > 0; nth -= 1) parts = roll.pick(wrongs)(parts, world, roll);
  const chunked = parts.headers.some((header) => header === "Transfer-Encoding: chunked") && roll.chance(0.5);
  const body = chunked
    ? Buffer.concat([Buffer.from(`${parts.body.length.toString(16)}\r\n`), parts.body, Buffer.from("\r\n0\r\n\r\n")])
    : parts.body;
  const head = [
    `${parts.method} ${parts.path} HTTP/1.1`,
    "Host: x",
    "Connection: close",
    ...parts.headers,
    ...(parts.body.length > 0 || parts.length !== null ? [`Content-Length: ${parts.length ?? body.length}`] : []),
  ];
  // What announces more than it sends hangs up, as a client does that dies in the middle.
  return {
    operation,
    bytes: Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "utf8"), body]),
    hangUp: parts.length !== null || /transfer-encoding|expect|content-length: 3/i.test(parts.headers.join("\n")),
  };
}
