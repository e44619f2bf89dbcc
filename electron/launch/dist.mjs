// `npm run dist`: makes the installers, with a packager that is installed only here.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { endChildrenOnSignals, start } from "./children.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { ensureNativePackages, targetsOf } from "./native-packages.mjs";
import { runNpm } from "./npm.mjs";
import { writeParts } from "./parts.mjs";
import { prepare } from "./prepare.mjs";
import { ROOT, inRoot } from "./root.mjs";
import { runMain, note, Stop } from "./terminal.mjs";
import { downloadEnvironment } from "#station/lib/proxy.mjs";

const LIMIT_S = 900;
const FILES = ["package.json", "package-lock.json"];
/** Among the packages, so that it goes with them and no program of ours finds it by name. */
const folder = (/** @type {string[]} */ ...parts) => inRoot("node_modules", ".packager", ...parts);
const cli = folder("node_modules", "electron-builder", "cli.js");

const isInstalled = () =>
  existsSync(cli) &&
  FILES.every(
    (name) =>
      readFileSync(folder(name), "utf8") === readFileSync(inRoot("electron", "launch", "packager", name), "utf8"),
  );

/** Installs the packager of its own lockfile where it is missing or another version. */
async function installPackager() {
  if (isInstalled()) return;
  note("正在安装打包工具（需要联网）", "Installing the packager (this needs the network)");
  mkdirSync(folder(), { recursive: true });
  for (const name of FILES) copyFileSync(inRoot("electron", "launch", "packager", name), folder(name));
  const ending = await runNpm(["ci", "--prefix", folder(), "--ignore-scripts", "--no-audit", "--no-fund"], {
    seconds: LIMIT_S,
    zh: "安装打包工具",
    en: "installing the packager",
  });
  if (ending.code !== 0)
    throw new Stop("打包工具没有装好，原因见上。", "The packager could not be installed; see above.");
}

/** @returns {Promise<number>} the packager's exit code */
async function main() {
  endChildrenOnSignals();
  const { node, env } = await prepare();
  await ensureBuilt(node, env);
  await installPackager();
  await ensureNativePackages(targetsOf(process.argv.slice(2)));
  writeParts();
  const child = start(node, [cli, "--publish", "never", ...process.argv.slice(2)], {
    stdio: "inherit",
    env: downloadEnvironment(env),
    cwd: ROOT,
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

await runMain(main);
