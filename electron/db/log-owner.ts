import { closeSync, openSync, readSync } from "node:fs";
import type { Db } from "./database.ts";
import type { LogScan } from "./log-scan.ts";
import type { StorePosition } from "./store-position.ts";
import { prepared } from "./prepared.ts";

const LEAF_OF_TABLE = 0x0d;

/** The bytes of one page as the database file itself has it, without its log; null where it has no such page. */
function pageOf(file: string, number: number, size: number): Buffer | null {
  const page = Buffer.alloc(size);
  const handle = openSync(file, "r");
  try {
    return readSync(handle, page, 0, size, (number - 1) * size) === size ? page : null;
  } finally {
    closeSync(handle);
  }
}

/** SQLite's number of variable length, and where it ends. */
function varint(page: Buffer, at: number): [number, number] {
  let value = 0;
  for (let nth = at; nth < at + 8; nth += 1) {
    const byte = page.readUInt8(nth);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, nth + 1];
  }
  throw new RangeError("a number of nine bytes");
}

/** How many bytes each kind of whole number takes in a record; the last two are 0 and 1 themselves. */
const INTEGER_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 8: 0, 9: 0 };

/** The only row of `store_identity` in a page: its key, which the record leaves out, then `id` and `commits`. */
function identityIn(page: Buffer): { id: string; commits: number } | null {
  if (page.readUInt8(0) !== LEAF_OF_TABLE || page.readUInt16BE(3) !== 1) return null;
  const [, afterSize] = varint(page, page.readUInt16BE(8));
  const [, record] = varint(page, afterSize);
  const [headerBytes, first] = varint(page, record);
  const [, second] = varint(page, first);
  const [idKind, third] = varint(page, second);
  const [commitsKind] = varint(page, third);
  const bytes = INTEGER_BYTES[commitsKind];
  if (bytes === undefined || idKind < 13) return null;
  const at = record + headerBytes;
  const end = at + (idKind - 13) / 2;
  const commits = bytes === 0 ? commitsKind - 8 : page.readUIntBE(end, bytes);
  return { id: page.toString("utf8", at, end), commits };
}

/** As {@link identityIn}; null too for a page of something else, where the file is older than its identity. */
function readIdentity(page: Buffer): { id: string; commits: number } | null {
  try {
    return identityIn(page);
  } catch {
    return null;
  }
}

/**
 * Whether the log beside a store continues that store. Each counted commit writes the count, so a log of another copy, as
 * an older `hall.db` put back under a newer log has it, jumps further than it holds such commits. SQLite would mix the two
 * without a word. True where the file does not say how far it has come.
 */
export function continuesStore(db: Db, stored: StorePosition | null, { commitsOfPage }: LogScan): boolean {
  if (stored === null || commitsOfPage.size === 0) return true;
  const root = prepared<[], number>(db, "SELECT rootpage FROM sqlite_schema WHERE name = 'store_identity'")
    .pluck()
    .get();
  if (root === undefined) return true;
  const page = pageOf(db.name, root, Number(db.pragma("page_size", { simple: true })));
  const inFile = page === null ? null : readIdentity(page);
  if (inFile === null || inFile.id !== stored.store) return true;
  return stored.commits - inFile.commits <= (commitsOfPage.get(root) ?? 0);
}
