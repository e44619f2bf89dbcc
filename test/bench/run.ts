import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { ROOT, inRoot } from "#station/launch/root.mjs";
import { benches } from "./benches.ts";
import type { Figure } from "./figure.ts";
import { withFigures, type Taken } from "./figures-page.ts";

const PAGE = "docs/figures.md";
/** The one-minute load from which on other work may have slowed what is measured. */
const BUSY_LOAD = availableParallelism() / 2;

const git = (...args: string[]): string => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();

/** The commit and day of this run; null where the sources are no commit's, so that a row would name the wrong one. */
function findTaken(): Taken | null {
  if (git("status", "--porcelain", "--", ".", `:!${PAGE}`) !== "") return null;
  const [load = 0] = loadavg();
  const beside = load > BUSY_LOAD ? `, other work beside (load ${load.toFixed(1)})` : "";
  return { commit: git("rev-parse", "--short=8", "HEAD"), day: new Date().toISOString().slice(0, 10) + beside };
}

/** Runs a bench, prints its figures as they come, and puts them on the page where asked. */
async function runBench(name: string, scale: "full" | "small", taken: Taken | null): Promise<void> {
  const figures: Figure[] = [];
  for await (const figure of benches[name]?.(scale) ?? []) {
    process.stdout.write(`${JSON.stringify(figure)}\n`);
    figures.push(figure);
  }
  if (taken === null) return;
  const { page, unmeasured } = withFigures(readFileSync(inRoot(PAGE), "utf8"), figures, taken);
  writeFileSync(inRoot(PAGE), page);
  for (const row of unmeasured) process.stderr.write(`${PAGE}：未测 · not measured: ${row}\n`);
}

const words = process.argv.slice(2);
const asked = words.filter((word) => !/^--(?:small|write|(?:stored|sets)=\d{1,8})$/.test(word));
const unknown = asked.filter((name) => benches[name] === undefined);
const [isSmall, isWritten] = [words.includes("--small"), words.includes("--write")];
const taken = isWritten && !isSmall ? findTaken() : null;
if (asked.length === 0 || unknown.length > 0 || (isSmall && isWritten)) {
  const names = Object.keys(benches).join(" | ");
  const refused = unknown.join(" ");
  const zh = refused === "" ? "" : `没有这项测速：${refused}。`;
  const en = refused === "" ? "" : `No such bench: ${refused}. `;
  const usage = `npm run bench -- ${names} [--small | --write]`;
  process.stderr.write(`${zh}用法：${usage}\n${en}Usage: ${usage}\n`);
  process.exitCode = 2;
} else if (isWritten && taken === null) {
  process.stderr.write("有未提交的修改，结果无法注明提交号；未测。请先提交。\n");
  process.stderr.write(
    "Nothing was measured: uncommitted changes would give the figures a wrong commit. Commit first.\n",
  );
  process.exitCode = 2;
} else for (const name of asked) await runBench(name, isSmall ? "small" : "full", taken);
