// `npm run hall|centre|bench`: does the set-up where it is missing, then runs one of the project's programs under Node 24.
import { endChildrenOnSignals, start } from "./children.mjs";
import { prepare } from "./prepare.mjs";
import { ROOT, inRoot } from "./root.mjs";
import { runMain, note } from "./terminal.mjs";
import { environment } from "./environment.mjs";

/** @returns {Promise<number>} the program's exit code */
async function main() {
  const [program, ...args] = process.argv.slice(2);
  if (program === undefined) {
    note("用法：with-node.mjs 程序 [参数]", "Usage: with-node.mjs PROGRAM [ARGS]");
    return 2;
  }
  endChildrenOnSignals();
  const { node, env } = await prepare();
  // npm moves to the project's folder first, but file names on the command line are the caller's.
  const child = start(node, [inRoot(program), ...args], {
    stdio: "inherit",
    env,
    cwd: (process.cwd() === ROOT && environment["INIT_CWD"]) || process.cwd(),
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

await runMain(main);
