import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Climbs from this file to the folder that holds `resources/`: the checkout, or the unpacked product. */
function findRoot(from: string): string {
  let dir = from;
  while (!existsSync(join(dir, "resources", "profiles"))) {
    const parent = dirname(dir);
    if (parent === dir) throw new Error(`resources/ not found above ${from}`);
    dir = parent;
  }
  return dir;
}

/** The folder that the project was unpacked to. */
export const projectRoot = (): string => findRoot(dirname(fileURLToPath(import.meta.url)));

/** The folder of shipped data. */
export const resourcesDir = (): string => join(projectRoot(), "resources");
