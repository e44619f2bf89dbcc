import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { keptPath } from "./file-store.ts";

/** A kept file opened to be read piece by piece, so that no file has to fit into memory. */
export type KeptFile = {
  size: number;
  /** So many bytes from a place; null where the file has become shorter. */
  read: (offset: number, length: number) => Promise<Buffer | null>;
  /** Whether the file is still what was kept under its hash. */
  isIntact: () => Promise<boolean>;
  close: () => Promise<void>;
};

/** How much is read at once; hashing it holds the counter up for less than a millisecond. */
const READ_BYTES = 262_144;

/** Opens a kept file by its hash; null where it is gone or cannot be read. */
export async function openKeptFile(dir: string, hash: string): Promise<KeptFile | null> {
  const handle = await open(keptPath(dir, hash), "r").catch(() => null);
  if (handle === null) return null;
  const read = async (offset: number, length: number): Promise<Buffer | null> => {
    const piece = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle
        .read(piece, filled, length - filled, offset + filled)
        .catch(() => ({ bytesRead: 0 }));
      if (bytesRead === 0) return null;
      filled += bytesRead;
    }
    return piece;
  };
  const { size } = await handle.stat();
  return {
    size,
    read,
    async isIntact() {
      const sum = createHash("sha256");
      for (let offset = 0; offset < size; offset += READ_BYTES) {
        const piece = await read(offset, Math.min(READ_BYTES, size - offset));
        if (piece === null) return false;
        sum.update(piece);
      }
      return sum.digest("hex") === hash;
    },
    close: () => handle.close(),
  };
}
