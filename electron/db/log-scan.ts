import { closeSync, openSync, readSync, statSync } from "node:fs";

/**
 * The write-ahead log as it lies on the disk: no content, sound, or damaged before acts that were saved; and in how many
 * of the commits that SQLite reads in it each page was written.
 */
export type LogScan = { state: "none" | "sound" | "damaged"; commitsOfPage: ReadonlyMap<number, number> };

const NO_LOG: LogScan = { state: "none", commitsOfPage: new Map() };

const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;
/** One commit behind a damaged frame may be an act that a power cut left half written; two were saved. */
const MAX_UNSAVED = 1;

type Sum = readonly [number, number];

/** SQLite's checksum of a log, continued over more bytes. The magic number says which byte order it is counted in. */
function addTo([s0, s1]: Sum, bytes: Buffer, isBigEndian: boolean): Sum {
  let [one, two] = [s0, s1];
  const word = (at: number): number => (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + word(at) + two) >>> 0;
    two = (two + word(at + 4) + one) >>> 0;
  }
  return [one, two];
}

const isSum = ([s0, s1]: Sum, bytes: Buffer, at: number): boolean =>
  bytes.readUInt32BE(at) === s0 && bytes.readUInt32BE(at + 4) === s1;

/** What the header of a log says; null where it is damaged. */
function readHeader(header: Buffer): { isBigEndian: boolean; pageSize: number; salts: Buffer; sum: Sum } | null {
  const magic = header.readUInt32BE(0);
  const isBigEndian = (magic & 1) === 1;
  const pageSize = header.readUInt32BE(8);
  const sum = addTo([0, 0], header.subarray(0, 24), isBigEndian);
  const isWhole = magic >>> 1 === MAGIC >>> 1 && pageSize >= 512 && pageSize <= 65_536 && isSum(sum, header, 24);
  return isWhole ? { isBigEndian, pageSize, salts: Buffer.from(header.subarray(16, 24)), sum } : null;
}

/**
 * Reads a log as SQLite would and goes on behind the first frame that SQLite would stop at. Commits of the same salts
 * there were saved, and SQLite would leave them out without a word.
 */
export function scanLog(file: string): LogScan {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return NO_LOG;
  const log = openSync(file, "r");
  try {
    const header = Buffer.alloc(HEADER);
    readSync(log, header, 0, HEADER, 0);
    const head = size < HEADER ? null : readHeader(header);
    // A header that was cut off has nothing behind it.
    if (head === null) return size > HEADER ? { ...NO_LOG, state: "damaged" } : NO_LOG;
    const frame = Buffer.alloc(FRAME_HEADER + head.pageSize);
    let { sum } = head;
    let isWhole = true;
    let unread = 0;
    const commitsOfPage = new Map<number, number>();
    const pages = new Set<number>();
    for (let at = HEADER; at + frame.length <= size; at += frame.length) {
      readSync(log, frame, 0, frame.length, at);
      const isOwn = frame.subarray(8, 16).equals(head.salts);
      if (isWhole && isOwn) {
        sum = addTo(addTo(sum, frame.subarray(0, 8), head.isBigEndian), frame.subarray(FRAME_HEADER), head.isBigEndian);
        isWhole = isSum(sum, frame, 16);
      } else isWhole = false;
      const isCommit = frame.readUInt32BE(4) > 0;
      if (isWhole) pages.add(frame.readUInt32BE(0));
      else if (isOwn && isCommit) unread += 1;
      if (!isWhole || !isCommit) continue;
      for (const page of pages) commitsOfPage.set(page, (commitsOfPage.get(page) ?? 0) + 1);
      pages.clear();
    }
    return { state: unread > MAX_UNSAVED ? "damaged" : "sound", commitsOfPage };
  } finally {
    closeSync(log);
  }
}
