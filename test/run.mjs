// `npm test`: does all the set-up, then checks, builds and runs every test, or the files and `--project NAME` given.
// The last line is the result.
// `npm run test:unit` (with the components), `test:integration`, `test:e2e` and `test:faults` run without the checks;
// `test:watch` runs what a change touches.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endChildrenOnSignals, isStopping, runBounded } from "#station/launch/children.mjs";
import { ensureBuilt } from "#station/launch/ensure-built.mjs";
import { runNpm } from "#station/launch/npm.mjs";
import { prepare } from "#station/launch/prepare.mjs";
import { ROOT, inRoot } from "#station/launch/root.mjs";
import { Stop, runMain, note } from "#station/launch/terminal.mjs";
import { installDebianPackages } from "./set-up/debian-packages.mjs";

/** @typedef {import("./set-up/outcome-reporter.mjs").Outcome} Outcome */

// Past these limits a run hangs: even a machine three times slower than an ordinary one needs a third of either.
const CHECK_LIMIT_S = 900;
const TESTS_LIMIT_S = 7200;

/**
 * Runs vitest and returns what its reporter kept; a run that ended without a report is one failure.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} filters
 * @returns {Promise<Outcome>}
 */
async function runTests(node, env, filters) {
  const dir = mkdtempSync(join(tmpdir(), "liandong-test-"));
  const file = join(dir, "outcome.json");
  try {
    const args = [
      inRoot("node_modules", "vitest", "vitest.mjs"),
      "run",
      "--reporter=default",
      `--reporter=${inRoot("test", "set-up", "outcome-reporter.mjs")}`,
      ...filters,
    ];
    const ending = await runBounded(node, args, {
      seconds: TESTS_LIMIT_S,
      zh: "测试",
      en: "testing",
      show: "both",
      cwd: ROOT,
      env: { ...env, LIANDONG_OUTCOME: file },
    });
    if (existsSync(file)) return /** @type {Outcome} */ (JSON.parse(readFileSync(file, "utf8")));
    return {
      passed: 0,
      failed: [
        {
          name: "vitest",
          why: ending.timedOut ? `${TESTS_LIMIT_S} s` : `ended without a report, exit code ${ending.code}`,
        },
      ],
      skipped: [],
      retried: [],
      projects: [],
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Prints who was skipped, needed a second try or failed, then the closing line.
 * @param {Outcome} outcome
 * @param {number} wallSeconds
 * @returns {number} the exit code
 */
function close({ passed, failed, skipped, retried, projects }, wallSeconds) {
  if (passed + failed.length === 0) failed.push({ name: "npm test", why: "no test ran" });
  for (const one of skipped) process.stdout.write(`skipped: ${one.name}: ${one.why || "no reason given"}\n`);
  for (const name of retried) process.stdout.write(`passed at the second try: ${name}\n`);
  for (const one of failed) process.stdout.write(`failed: ${one.name}: ${one.why}\n`);
  if (projects.length > 0) process.stdout.write("\n");
  for (const { name, files, tests, seconds } of projects)
    process.stdout.write(`${name}: ${tests} tests in ${files} files, ${Math.round(seconds)} s of work\n`);
  process.stdout.write(`tests ended after ${Math.round(wallSeconds)} s\n`);
  process.stdout.write(`\n${passed} passed, ${failed.length} failed, ${skipped.length} skipped\n`);
  return failed.length === 0 ? 0 : 1;
}

/** @returns {Promise<number>} the exit code */
async function main() {
  endChildrenOnSignals();
  /** @type {Outcome} */
  let outcome = { passed: 0, failed: [], skipped: [], retried: [], projects: [] };
  /** @type {Outcome["failed"]} */
  const before = [];
  let wallSeconds = 0;
  try {
    const { node, env } = await prepare();
    await installDebianPackages(env);
    // The checks belong to the whole run; who runs a project again and again wants its tests.
    if (!process.argv.includes("--project")) {
      note("正在检查类型与规则", "Checking types and rules");
      const check = await runNpm(["run", "--silent", "check"], {
        seconds: CHECK_LIMIT_S,
        zh: "检查",
        en: "checking",
        show: "both",
        env,
      });
      if (check.code !== 0)
        before.push({ name: "npm run check", why: check.timedOut ? `${CHECK_LIMIT_S} s` : `exit code ${check.code}` });
    }
    try {
      await ensureBuilt(node, env);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      before.push({ name: "npm run build", why: error.en });
    }
    if (isStopping()) return 130;
    const began = performance.now();
    outcome = await runTests(node, env, process.argv.slice(2));
    wallSeconds = (performance.now() - began) / 1000;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    note(error.zh, error.en);
    before.push({ name: "npm test", why: error.en });
  }
  return close({ ...outcome, failed: [...before, ...outcome.failed] }, wallSeconds);
}

await runMain(main);
