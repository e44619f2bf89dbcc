import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "#station/files/write-whole.ts";
import { sha256 } from "#station/sha256.ts";

/** Puts a published file in its folder, whole or not at all; the file that it replaces is kept beside it in `earlier/`, under the beginning of its hash. */
export async function putRulesFile(folder: string, name: string, text: string): Promise<void> {
  const file = join(folder, `${name}.json`);
  const earlier = join(folder, "earlier");
  mkdirSync(earlier, { recursive: true });
  if (existsSync(file)) {
    const before = readFileSync(file);
    if (before.equals(Buffer.from(text, "utf8"))) return;
    copyFileSync(file, join(earlier, `${name}.${sha256(before).slice(0, 12)}.json`));
  }
  await writeWhole(file, Buffer.from(text, "utf8"));
}
