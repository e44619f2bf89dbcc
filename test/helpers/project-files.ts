import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The project's folder. */
export const PROJECT = join(import.meta.dirname, "..", "..");

function walk(dir: string): string[] {
  return readdirSync(join(PROJECT, dir)).flatMap((name) => {
    const path = `${dir}/${name}`;
    return statSync(join(PROJECT, path)).isDirectory() ? walk(path) : [path];
  });
}

/** Every file below the folders, as a path from the project's own, `/` between the parts. */
export const filesIn = (...dirs: string[]): string[] => dirs.flatMap(walk);

/** A project file as text. */
export const readProjectFile = (path: string): string => readFileSync(join(PROJECT, path), "utf8");

/** The lines of these files that the pattern finds, as `path:line: text`. */
export function grep(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((path) =>
    readProjectFile(path)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}
