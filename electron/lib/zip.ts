import { constants, crc32, deflateRawSync } from "node:zlib";

/** One file inside the archive, its bytes made as they are asked for. */
export type ZipEntry = { name: string; chunks: Iterable<Buffer> };

const MAX_UINT32 = 0xffff_ffff;
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1 January 1980, the first day a ZIP knows: the same rows give the same bytes on any day. */
const FIXED_DATE = 0x0021;

type Written = { name: Buffer; crc: number; packed: number; size: number; offset: number };

function header(signature: number, entry: Written, central: boolean): Buffer {
  const fixed = Buffer.alloc(central ? 46 : 30);
  let at = fixed.writeUInt32LE(signature, 0);
  if (central) at = fixed.writeUInt16LE(20, at);
  at = fixed.writeUInt16LE(20, at);
  at = fixed.writeUInt16LE(FLAGS, at);
  at = fixed.writeUInt16LE(DEFLATE, at);
  at = fixed.writeUInt16LE(0, at);
  at = fixed.writeUInt16LE(FIXED_DATE, at);
  at = fixed.writeUInt32LE(central ? entry.crc : 0, at);
  at = fixed.writeUInt32LE(central ? entry.packed : 0, at);
  at = fixed.writeUInt32LE(central ? entry.size : 0, at);
  fixed.writeUInt16LE(entry.name.length, at);
  if (central) fixed.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([fixed, entry.name]);
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

function endOfArchive(entries: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x0605_4b50, 0);
  bytes.writeUInt16LE(entries, 8);
  bytes.writeUInt16LE(entries, 10);
  bytes.writeUInt32LE(size, 12);
  bytes.writeUInt32LE(offset, 16);
  return bytes;
}

/** A ZIP archive piece by piece, each entry deflated, never held whole; throws RangeError past 4 GiB (no ZIP64). */
export function* zipChunks(entries: Iterable<ZipEntry>): Generator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const { name, chunks } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset };
    const start = header(0x0403_4b50, entry, false);
    yield start;
    // Each piece ends on a byte boundary (sync flush), so that the pieces joined are one deflate stream.
    for (const chunk of chunks) {
      const packed = deflateRawSync(chunk, { finishFlush: constants.Z_SYNC_FLUSH });
      entry.crc = crc32(chunk, entry.crc);
      entry.size += chunk.length;
      entry.packed += packed.length;
      yield packed;
    }
    const last = deflateRawSync(Buffer.alloc(0));
    entry.packed += last.length;
    yield last;
    const descriptor = words(0x0807_4b50, entry.crc, entry.packed, entry.size);
    yield descriptor;
    written.push(entry);
    offset += start.length + entry.packed + descriptor.length;
    if (offset > MAX_UINT32 || entry.size > MAX_UINT32)
      throw new RangeError("a ZIP archive without ZIP64 ends at 4 GiB");
  }
  const directory = Buffer.concat(written.map((entry) => header(0x0201_4b50, entry, true)));
  yield directory;
  yield endOfArchive(written.length, directory.length, offset);
}
