import { endTree, isStopping, start } from "./children.mjs";
import { fetchElectron, findElectron } from "./electron-runtime.mjs";
import { isLinuxRoot } from "./find-browser.mjs";
import { ROOT } from "./root.mjs";
import { note } from "./terminal.mjs";
import { hallArguments } from "./start-options.mjs";

/** A window that dies sooner than this never opened. */
const OPENED_AFTER_MS = 20_000;

/**
 * Opens the hall in Electron and waits until it is closed.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {import("./start-options.mjs").StartOptions} options
 * @returns {Promise<number | null>} its exit code, or null where the next way has to be tried
 */
export async function openInElectron(node, env, options) {
  const program = findElectron(process.platform, env) ?? (await fetchElectron(node, env, options.getElectron));
  if (program === null || isStopping()) return null;
  const asRoot = isLinuxRoot(process.platform);
  if (asRoot)
    note(
      "以 root 运行：Electron 沙箱不可用，已加 --no-sandbox",
      "Running as root: Electron's sandbox is not available, --no-sandbox was added",
    );
  note("正在用 Electron 打开窗口", "Opening the window in Electron");
  const began = Date.now();
  const child = start(program, [...(asRoot ? ["--no-sandbox"] : []), ROOT, ...hallArguments(options)], {
    stdio: ["ignore", "inherit", "inherit"],
    env,
  });
  const code = await new Promise((resolve) => {
    child.once("error", () => resolve(-1));
    child.once("close", (ended) => resolve(ended ?? -1));
  });
  endTree(child);
  if (code === 0 || isStopping() || Date.now() - began > OPENED_AFTER_MS) return code === -1 ? 1 : code;
  note(
    `Electron 未能打开窗口（退出码 ${code}），改用浏览器窗口`,
    `Electron could not open its window (exit code ${code}); using a browser window instead`,
  );
  return null;
}
