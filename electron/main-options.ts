import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { defaultDataDir } from "./cli/data-dir.ts";

/** What the Electron program is told on its command line. */
export type MainOptions = { dataDir: string; profileId: string | null };

/** Reads `--data DIR` and `--profile P`; Chromium's own switches stand among them and are passed over. */
export function readMainOptions(args: readonly string[]): MainOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: "string" }, profile: { type: "string" } },
    strict: false,
    allowPositionals: true,
  });
  const text = (value: string | boolean | undefined): string | null =>
    typeof value === "string" && value !== "" && !value.startsWith("-") ? value : null;
  const data = text(values["data"]);
  return { dataDir: data === null ? defaultDataDir() : resolve(data), profileId: text(values["profile"]) };
}
