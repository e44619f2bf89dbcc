import { randomUUID } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeProblem } from "./write-problem.ts";

/** What can be written: bytes at hand, or pieces that are made on the way. */
export type WholeContent = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const isErrno = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "code" in error && typeof error.code === "string";

async function writePieces(file: FileHandle, content: WholeContent): Promise<number> {
  let bytes = 0;
  // A plain write may stop short on a nearly full disk; writeFile goes on until all is written or the disk refuses.
  for await (const piece of content instanceof Uint8Array ? [content] : content) {
    await file.writeFile(piece);
    bytes += piece.length;
  }
  return bytes;
}

/** Makes the new name itself survive a power cut; Windows cannot open a folder and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file whole or not at all, and resolves to its bytes once it is on the disk: a temporary file in the same folder, flushed, then renamed.
 * On failure the old file, if any, is as it was, no half file is left, and a ProblemError says what to do; an error thrown by the content itself passes through.
 */
export async function writeWhole(path: string, content: WholeContent): Promise<number> {
  const folder = dirname(path);
  // A short name of its own: the target's may already be as long as the disk allows.
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  let file: FileHandle | undefined;
  try {
    if (basename(path) === "" || path.includes("\0")) throw writeProblem("EINVAL", path);
    file = await open(temporary, "wx");
    const bytes = await writePieces(file, content);
    await file.sync();
    await file.close();
    file = undefined;
    await rename(temporary, path);
    // The file is whole and in place by now; a network folder that cannot be flushed must not be called a failure.
    await syncFolder(folder).catch(() => undefined);
    return bytes;
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw isErrno(error) && error.syscall !== undefined ? writeProblem(error.code ?? "", path) : error;
  }
}
