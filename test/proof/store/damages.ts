import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Rng } from "#test/helpers/rng.ts";

/** One thing done to one file of a hall, in words. */
export type Damage = { what: string; path: string };

type Harm = (path: string, rng: Rng) => void;

function overwrite(path: string, at: number, bytes: Buffer): void {
  const file = openSync(path, "r+");
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

const HARMS: Record<string, Harm> = {
  "flip a bit": (path, rng) => {
    const { size } = statSync(path);
    const at = rng.below(size);
    overwrite(path, at, Buffer.from([(readFileSync(path)[at] ?? 0) ^ (1 << rng.below(8))]));
  },
  "flip a bit at its beginning": (path, rng) => {
    const at = rng.below(Math.min(100, statSync(path).size));
    overwrite(path, at, Buffer.from([(readFileSync(path)[at] ?? 0) ^ (1 << rng.below(8))]));
  },
  "zero a stretch": (path, rng) => {
    const { size } = statSync(path);
    const at = rng.below(size);
    overwrite(path, at, Buffer.alloc(Math.min(size - at, rng.pick([1, 16, 512, 4096]))));
  },
  "cut short": (path, rng) => truncateSync(path, rng.below(statSync(path).size)),
  empty: (path) => truncateSync(path, 0),
  delete: (path) => rmSync(path),
};

/** The files of a hall that hold what was saved, each as often as it is to be struck. */
function targetsIn(dir: string): string[] {
  const kept = readdirSync(join(dir, "files"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
  const often = ["hall.db", "hall.db", "hall.db", "hall.db-wal", "hall.db-wal", "hall.db-wal", "hall.db-shm"];
  return [...often, "hall.mark", "hall.mark2", ...kept].filter((name) => existsSync(join(dir, name)));
}

/** Puts the older copy's store, log or mark in place. Two of them together would be a restore by hand, which is no damage. */
function putOlder(dir: string, older: string, rng: Rng): Damage {
  const name = rng.pick(["hall.db", "hall.db-wal", "hall.mark"]);
  if (existsSync(join(older, name))) copyFileSync(join(older, name), join(dir, name));
  else rmSync(join(dir, name), { force: true });
  return { what: "put an older one in place", path: name };
}

/** Damages a folder in one to three ways. */
export function damage(dir: string, older: string, rng: Rng): Damage[] {
  const done: Damage[] = [];
  let isOlder = false;
  for (let times = rng.pick([1, 1, 1, 2, 3]); times > 0; times -= 1) {
    if (!isOlder && rng.chance(0.1)) {
      isOlder = true;
      done.push(putOlder(dir, older, rng));
      continue;
    }
    const targets = targetsIn(dir).filter((name) => statSync(join(dir, name)).size > 0);
    if (targets.length === 0) break;
    const [path, what] = [rng.pick(targets), rng.pick(Object.keys(HARMS))];
    HARMS[what]?.(join(dir, path), rng);
    done.push({ what, path });
  }
  return done;
}
