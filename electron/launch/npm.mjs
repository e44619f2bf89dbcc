import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { runBounded } from "./children.mjs";
import { ROOT, inRoot } from "./root.mjs";
import { Stop } from "./terminal.mjs";
import { environment } from "./environment.mjs";
import { downloadEnvironment } from "#station/lib/proxy.mjs";

const exe = process.platform === "win32" ? "node.exe" : "node";
const isOurs = (/** @type {string} */ file) => file.startsWith(inRoot("node_modules"));

/** A program of this name on PATH, leaving out the project's own `node_modules/.bin`. @param {string} name */
export const findOnPath = (name) =>
  (environment["PATH"] ?? "")
    .split(delimiter)
    .filter((dir) => dir !== "" && !isOurs(dir))
    .map((dir) => join(dir, name))
    .find((file) => existsSync(file)) ?? null;

/** The machine's own Node, which outlives a fresh `node_modules`; the running one may lie inside it. */
export const machineNode = () =>
  [process.execPath, environment["npm_node_execpath"], findOnPath(exe)].find(
    (file) => file && existsSync(file) && !isOurs(file),
  ) ?? process.execPath;

/** npm's own script: the one that started us, or the one beside or before the machine's Node. @param {string} node */
function findNpmScript(node) {
  const beside = dirname(node);
  const found = [
    environment["npm_execpath"],
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    "/usr/share/nodejs/npm/bin/npm-cli.js",
  ];
  return found.find((file) => file && /npm-cli\.c?js$/.test(file) && existsSync(file)) ?? null;
}

/**
 * Runs npm in the project with a time limit.
 * @param {readonly string[]} args
 * @param {import("./children.mjs").Limits} how
 */
export function runNpm(args, how) {
  const node = machineNode();
  const script = findNpmScript(node);
  // A package script that npm starts in turn (`node`'s own) looks for npm and node on PATH.
  const env = downloadEnvironment(how.env ?? environment);
  env["PATH"] = [dirname(node), env["PATH"] ?? environment["PATH"] ?? ""].join(delimiter);
  if (script) return runBounded(node, [script, ...args], { ...how, env, cwd: ROOT });
  const onPath = findOnPath(process.platform === "win32" ? "npm.cmd" : "npm");
  if (!onPath)
    throw new Stop(
      "找不到 npm。请安装带 npm 的 Node.js（≥ 20）后重试。",
      "npm was not found. Install Node.js (≥ 20) with npm and try again.",
    );
  return runBounded(onPath, args, { ...how, env, cwd: ROOT, shell: process.platform === "win32" });
}
