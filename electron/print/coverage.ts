import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCoverage, type Coverage } from "#templates/coverage.ts";
import { resourcesDir } from "#station/resources.ts";

let coverage: Coverage | null = null;

/** The coverage table of the shipped fonts, read once. */
export function readCoverage(): Coverage {
  coverage ??= parseCoverage(JSON.parse(readFileSync(join(resourcesDir(), "fonts", "coverage.json"), "utf8")));
  return coverage;
}
