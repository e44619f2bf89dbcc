import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { sha256 } from "./hashes.ts";
import { writeWhole } from "./write-whole.ts";

const folderOf = (dir: string, hash: string): string => join(dir, "files", hash.slice(0, 2));

/** Where a file of the hall's folder lies. */
export const keptPath = (dir: string, hash: string): string => join(folderOf(dir, hash), hash);

/**
 * Keeps a file in the hall's folder under the hash of its content. It is whole and on the disk before this resolves;
 * the same content is kept once.
 */
export async function keepFile(dir: string, bytes: Uint8Array): Promise<string> {
  const hash = sha256(bytes);
  const folder = folderOf(dir, hash);
  // The folder is not to be read by others on this machine.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(keptPath(dir, hash), bytes);
  return hash;
}

/** Removes a kept file that no row speaks of any more; one that is gone already, or held by another program, is no failure. */
export function dropFile(dir: string, hash: string): void {
  try {
    rmSync(keptPath(dir, hash), { force: true });
  } catch {
    // Left behind, it is one picture that nothing leads to; the act that gave it up stands.
  }
}

function damaged(hash: string) {
  return problem(
    "file-damaged",
    bilingual(
      `保存的文件不见了或已损坏：${hash.slice(0, 10)}`,
      `The stored file is missing or damaged: ${hash.slice(0, 10)}`,
    ),
    bilingual("登记信息不在这个文件里，仍可照常查看。", "The record lies elsewhere and can be read; this file cannot."),
    bilingual(
      "请从备份恢复大厅文件夹中的 files 目录，或请申请人重新提供。",
      "Restore the folder `files` of the hall from a backup, or ask the applicant for it again.",
    ),
  );
}

/** The bytes of a kept file; throws a problem where they are gone or are not what was kept. */
export async function readKeptFile(dir: string, hash: string): Promise<Buffer> {
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw problem(
      "file-unknown",
      bilingual("没有这个文件。", "There is no such file."),
      DATA_IS_SAFE,
      bilingual("请重新打开申请。", "Open the application again."),
    );
  const bytes = await readFile(keptPath(dir, hash)).catch(() => null);
  if (bytes === null || sha256(bytes) !== hash) throw damaged(hash);
  return bytes;
}

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
