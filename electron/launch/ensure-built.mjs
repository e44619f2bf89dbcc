import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runBounded } from "./children.mjs";
import { inRoot } from "./root.mjs";
import { Stop } from "./terminal.mjs";

const BUILT_FROM = ["central", "electron", "renderer", "shared", "templates", "package-lock.json"];
const stampFile = inRoot("dist", ".built-from");

/** @param {string} path @returns {string[]} */
function listFiles(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).flatMap((name) => listFiles(join(path, name)));
}

/** A fingerprint of everything that the build reads: names, sizes and times of change. */
export function sourcesFingerprint() {
  const hash = createHash("sha256");
  for (const file of BUILT_FROM.flatMap((path) => listFiles(inRoot(path))).sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** Whether `dist/` was built from the sources as they are now. */
function isBuilt() {
  try {
    return readFileSync(stampFile, "utf8").trim() === sourcesFingerprint();
  } catch {
    return false;
  }
}

/** Where the fingerprint of the built sources is kept. */
export const builtFromFile = stampFile;

/** Builds `dist/` where the sources have changed since. @param {string} node @param {NodeJS.ProcessEnv} env */
export async function ensureBuilt(node, env) {
  if (isBuilt()) return;
  const ending = await runBounded(node, [inRoot("electron", "launch", "build.mjs")], {
    seconds: 300,
    zh: "构建",
    en: "building",
    env,
  });
  if (ending.code !== 0) throw new Stop("构建失败，原因见上。", "The build failed for the reason above.");
}
