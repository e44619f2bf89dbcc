// Loaded into a thread before the program: its `fs` also finds files of an archive that no folder holds, as Electron's
// does. Native code asks the operating system instead, and finds nothing.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join, sep } from "node:path";

const { ARCHIVE = "", ARCHIVED_FOLDER = "" } = process.env;
const isThere = fs.existsSync;

for (const name of ["existsSync", "readFileSync", "statSync"] as const) {
  const real = fs[name] as (path: unknown, ...rest: unknown[]) => unknown;
  const inArchive = (path: unknown, ...rest: unknown[]): unknown => {
    const isInside = typeof path === "string" && path.startsWith(ARCHIVE + sep) && !isThere(path);
    return real(isInside ? join(ARCHIVED_FOLDER, path.slice(ARCHIVE.length)) : path, ...rest);
  };
  Reflect.set(fs, name, inArchive);
}
syncBuiltinESMExports();
