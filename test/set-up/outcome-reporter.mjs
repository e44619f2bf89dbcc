import { writeFileSync } from "node:fs";
import { relative } from "node:path";

/**
 * `seconds` adds up all files of the project over the workers.
 *
 * @typedef {{ name: string, files: number, tests: number, seconds: number }} ProjectTime
 */
/** @typedef {{ name: string, why: string }} NamedReason */
/**
 * @typedef {{ passed: number, failed: NamedReason[], skipped: NamedReason[],
 *   retried: string[], projects: ProjectTime[] }} Outcome
 */

/** @param {readonly { message?: string }[] | undefined} errors */
const firstLine = (errors) => errors?.[0]?.message?.split("\n")[0] ?? "";

/**
 * How long each project's files took, their imports and hooks included.
 * @param {readonly import("vitest/node").TestModule[]} modules
 * @returns {ProjectTime[]}
 */
function timesOf(modules) {
  /** @type {Map<string, ProjectTime>} */
  const projects = new Map();
  for (const module of modules) {
    const { name } = module.project;
    const time = projects.get(name) ?? { name, files: 0, tests: 0, seconds: 0 };
    const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic();
    time.files += 1;
    time.tests += [...module.children.allTests()].length;
    time.seconds += (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1000;
    projects.set(name, time);
  }
  return [...projects.values()];
}

/** A vitest reporter that keeps what the closing line needs, with the reason each skipped test gave. */
class OutcomeReporter {
  /** @param {readonly import("vitest/node").TestModule[]} modules @param {readonly { message?: string }[]} unhandled */
  onTestRunEnd(modules, unhandled) {
    /** @type {Outcome} */
    const outcome = { passed: 0, failed: [], skipped: [], retried: [], projects: timesOf(modules) };
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId);
      const failedBefore = outcome.failed.length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        const name = `${file} > ${test.fullName}`;
        if (test.diagnostic()?.flaky) outcome.retried.push(name);
        if (result.state === "passed") outcome.passed += 1;
        else if (result.state === "skipped") outcome.skipped.push({ name, why: result.note ?? "" });
        else
          outcome.failed.push({ name, why: result.state === "failed" ? firstLine(result.errors) : "did not finish" });
      }
      // A file that cannot be loaded, or a hook that fails, has no failed test to show for it.
      if (module.state() === "failed" && outcome.failed.length === failedBefore)
        outcome.failed.push({ name: file, why: firstLine(module.errors()) });
    }
    for (const error of unhandled) outcome.failed.push({ name: "outside any test", why: firstLine([error]) });
    const to = process.env["LIANDONG_OUTCOME"];
    if (to) writeFileSync(to, JSON.stringify(outcome));
  }
}

// Vitest takes a reporter from a file by its default export, and only so.
export default OutcomeReporter;
