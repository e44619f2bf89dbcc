import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { endTree, start } from "./children.mjs";
import { findBrowser, hasDisplay, isLinuxRoot } from "./find-browser.mjs";
import { ROOT, inRoot } from "./root.mjs";
import { Stop, note } from "./terminal.mjs";
import { hallArguments } from "./start-options.mjs";
import { environment } from "./environment.mjs";

const HOST_READY_MS = 120_000;
/** A browser that ends sooner than this never opened its window. */
const OPENED_AFTER_MS = 5000;

/** @typedef {import("node:child_process").ChildProcess} Child */
/** @param {Child} child @returns {Promise<number>} */
const ended = (child) =>
  new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });

/** The address that a person opens; the host prints it in its first line of JSON. @param {Child} host @returns {Promise<string>} */
function readAddress(host) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Stop("本机服务两分钟内没有就绪。", "The local host was not ready within two minutes.")),
      HOST_READY_MS,
    );
    const stdout = host.stdout;
    if (stdout === null) throw new Error("the host was started without a pipe");
    createInterface({ input: stdout }).on("line", (line) => {
      try {
        const { open } = /** @type {{ open?: unknown }} */ (JSON.parse(line));
        if (typeof open === "string") {
          clearTimeout(limit);
          resolve(open);
        }
      } catch {
        process.stderr.write(`${line}\n`);
      }
    });
    host.once("close", () => {
      clearTimeout(limit);
      reject(new Stop("本机服务没有启动，原因见上。", "The local host did not start, for the reason above."));
    });
  });
}

/** Opens the page in a browser window of its own; true once that window was open and has been closed. @param {string} url */
async function showInBrowser(url) {
  const browser = hasDisplay(process.platform, environment) ? findBrowser(process.platform, environment) : null;
  if (browser === null) return false;
  // A folder that lives as long as the window: nothing a visitor typed stays in a browser's profile.
  const profile = mkdtempSync(join(tmpdir(), "liandong-window-"));
  const asRoot = isLinuxRoot(process.platform);
  if (asRoot)
    note(
      "以 root 运行：浏览器沙箱不可用，已加 --no-sandbox",
      "Running as root: the browser's sandbox is not available, --no-sandbox was added",
    );
  note("正在用浏览器窗口打开；关闭该窗口即结束程序", "Opening a browser window; closing it ends the program");
  const began = Date.now();
  const child = start(
    browser,
    [
      `--app=${url}`,
      `--user-data-dir=${profile}`,
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-sync",
      "--disable-extensions",
      "--password-store=basic",
      "--disable-features=Translate,TranslateUI",
      "--window-size=1366,768",
      ...(asRoot ? ["--no-sandbox"] : []),
    ],
    { stdio: "ignore" },
  );
  const code = await ended(child);
  endTree(child);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  if (code === 0 || Date.now() - began > OPENED_AFTER_MS) return true;
  note(`浏览器窗口没有打开（退出码 ${code}）`, `The browser window did not open (exit code ${code})`);
  return false;
}

/**
 * Serves the page on 127.0.0.1 and shows it in a browser window, or prints the address where there is none.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {import("./start-options.mjs").StartOptions} options
 */
export async function openOnLoopback(node, env, options) {
  const host = start(
    node,
    [
      inRoot("dist", "electron", "start-hall.cjs"),
      "serve",
      "--port",
      "0",
      "--print-address",
      ...hallArguments(options),
    ],
    { cwd: ROOT, env, stdio: ["pipe", "pipe", "inherit"] },
  );
  const hostEnded = ended(host);
  const url = await readAddress(host).catch((/** @type {unknown} */ error) => {
    // A host that gives no address in time is of no use to anybody.
    endTree(host);
    throw error;
  });
  if (await Promise.race([showInBrowser(url), hostEnded.then(() => true)])) {
    endTree(host);
    return hostEnded.then((code) => (process.platform === "win32" ? 0 : code));
  }
  note(
    "没有可用的显示器或浏览器。请以同一系统用户在本机浏览器打开下面的地址；按 Ctrl+C 结束",
    "No display or browser here. Open the address below in a browser on this computer, as the same user; Ctrl+C ends",
  );
  process.stdout.write(`${url}\n`);
  return hostEnded;
}
