import { statfsSync } from "node:fs";

/** What a window keeps for its own work: below it nothing is taken in that could wait, whatever others send. */
const KEPT_FREE_BYTES = 500_000_000;

/** Whether a folder's disk has room for more than the window's own work. */
export function hasRoom(dir: string): boolean {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize > KEPT_FREE_BYTES;
}
