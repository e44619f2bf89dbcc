/**
 * IPP messages as bytes (RFC 8010): the few value types that a print job and its answers need. The one published library for it has had
 * no care for ten years, bounds nothing and trusts every length it reads.
 */

/** A value of an attribute as it is sent; `members` is a collection. */
export type IppValue =
  | { kind: "charset" | "language" | "uri" | "name" | "keyword" | "mime"; text: string }
  | { kind: "integer" | "enum"; number: number }
  | { kind: "range"; from: number; to: number }
  | { kind: "members"; members: [string, IppValue][] };

/** A group of attributes, as it is sent. */
export type IppGroup = { tag: "operation" | "job"; attributes: [string, IppValue[]][] };

/** One attribute of an answer: texts and numbers; values of other types are left out, their attribute stays with fewer values. */
export type IppAttributes = Map<string, (string | number)[]>;
/** An answer: its status code, and its groups in order. */
export type IppAnswer = { status: number; groups: { tag: number; attributes: IppAttributes }[] };

const GROUP_TAGS = { operation: 0x01, job: 0x02 } as const;
/** More groups or values than any answer has: each takes memory and time many times its bytes. */
const MAX_COUNTS = { groups: 100, values: 20_000 } as const;
const END = 0x03;
/** First tag of a value; below it stand the groups. */
const FIRST_VALUE = 0x10;
const TAGS = {
  integer: 0x21,
  enum: 0x23,
  range: 0x33,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const;
const COLLECTION = { begin: 0x34, end: 0x37, member: 0x4a } as const;

const short = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};
const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

function field(tag: number, name: string, value: Buffer): Buffer {
  const named = Buffer.from(name, "ascii");
  return Buffer.concat([Buffer.of(tag), short(named.length), named, short(value.length), value]);
}

function valueBytes(name: string, value: IppValue): Buffer {
  switch (value.kind) {
    case "integer":
    case "enum":
      return field(TAGS[value.kind], name, long(value.number));
    case "range":
      return field(TAGS.range, name, Buffer.concat([long(value.from), long(value.to)]));
    case "members":
      return Buffer.concat([
        field(COLLECTION.begin, name, Buffer.alloc(0)),
        ...value.members.flatMap(([member, one]) => [
          field(COLLECTION.member, "", Buffer.from(member, "ascii")),
          valueBytes("", one),
        ]),
        field(COLLECTION.end, "", Buffer.alloc(0)),
      ]);
    default:
      return field(TAGS[value.kind], name, Buffer.from(value.text, "utf8"));
  }
}

/** A version of IPP: a printer answers a question of a major version that it does not know with a refusal. */
export type IppVersion = readonly [major: number, minor: number];

/** A request with its groups; a document follows it as it is. */
export function encodeRequest(
  version: IppVersion,
  operation: number,
  requestId: number,
  groups: readonly IppGroup[],
): Buffer {
  const attributes = groups.flatMap((group) => [
    Buffer.of(GROUP_TAGS[group.tag]),
    ...group.attributes.flatMap(([name, values]) => values.map((value, i) => valueBytes(i === 0 ? name : "", value))),
  ]);
  return Buffer.concat([Buffer.of(...version), short(operation), long(requestId), ...attributes, Buffer.of(END)]);
}

const isText = (tag: number): boolean => (tag >= 0x41 && tag <= 0x49) || tag === 0x30;

function readValue(tag: number, value: Buffer): string | number | null {
  if ((tag === TAGS.integer || tag === TAGS.enum) && value.length === 4) return value.readInt32BE();
  if (tag === 0x22 && value.length === 1) return value.readUInt8();
  return isText(tag) ? value.toString("utf8") : null;
}

/** Reads an answer; null where the bytes are none, whatever lengths they claim. */
export function decodeAnswer(bytes: Buffer): IppAnswer | null {
  if (bytes.length < 9 || (bytes[0] !== 1 && bytes[0] !== 2)) return null;
  const answer: IppAnswer = { status: bytes.readUInt16BE(2), groups: [] };
  let at = 8;
  let depth = 0;
  let count = 0;
  let values: (string | number)[] | null = null;
  for (;;) {
    const tag = bytes[at];
    if (tag === undefined) return null;
    at += 1;
    if (tag === END) return answer;
    if (tag < FIRST_VALUE) {
      if (answer.groups.length === MAX_COUNTS.groups) return null;
      answer.groups.push({ tag, attributes: new Map() });
      values = null;
      continue;
    }
    const group = answer.groups.at(-1);
    count += 1;
    if (group === undefined || count > MAX_COUNTS.values || at + 2 > bytes.length) return null;
    const nameEnd = at + 2 + bytes.readUInt16BE(at);
    if (nameEnd + 2 > bytes.length) return null;
    const name = bytes.toString("ascii", at + 2, nameEnd);
    const end = nameEnd + 2 + bytes.readUInt16BE(nameEnd);
    if (end > bytes.length) return null;
    const read = readValue(tag, bytes.subarray(nameEnd + 2, end));
    at = end;
    if (tag === COLLECTION.begin) depth += 1;
    // Members of a collection have no name of their own.
    if (name !== "") {
      values = [];
      group.attributes.set(name, values);
    }
    // What stands within a collection belongs to no attribute of ours.
    if (depth === 0 && read !== null) values?.push(read);
    if (tag === COLLECTION.end) depth = Math.max(0, depth - 1);
  }
}
