import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { machineNode, runNpm } from "./npm.mjs";
import { installPackages } from "./packages.mjs";
import { inRoot } from "./root.mjs";
import { note, Stop } from "./terminal.mjs";
import { environment } from "./environment.mjs";
import { ownEnvironment, proxyFaults, proxyFaultWords, readProxies } from "#station/lib/proxy.mjs";

const NEEDED = 24;
const LOWEST = 20;
const isWindows = process.platform === "win32";
/** The lockfile pins this package by its hash; a platform without one runs on the machine's own Node. */
const nodePackage = `node-${isWindows ? "win" : process.platform}-${process.arch}`;
const ownNode = inRoot("node_modules", nodePackage, "bin", isWindows ? "node.exe" : "node");

/** The major version of a Node program, or null where it does not run. @param {string} file */
function majorOf(file) {
  if (!existsSync(file)) return null;
  const answer = spawnSync(file, ["--version"], { encoding: "utf8", timeout: 20_000 });
  const major = /^v(\d+)\./.exec(answer.stdout ?? "")?.[1];
  return major === undefined ? null : Number(major);
}

/** Fetches the project's own Node where an installation left optional packages out. @returns null once it is there, else why not */
async function fetchOwnNode() {
  note("正在准备 Node 24 运行时", "Fetching the Node 24 runtime");
  const { output } = await runNpm(
    ["install", "--no-save", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund"],
    { seconds: 300, zh: "准备 Node 24", en: "fetching Node 24", show: "no" },
  );
  if (majorOf(ownNode) === NEEDED) return null;
  return output.trim().split("\n").slice(-4).join(" / ");
}

/** The Node that runs everything after set-up: the project's own 24, else the machine's where that is new enough. */
async function findRuntime() {
  if (majorOf(ownNode) === NEEDED) return ownNode;
  const why = await fetchOwnNode();
  if (why === null) return ownNode;
  const machine = machineNode();
  const major = majorOf(machine);
  if (major !== null && major >= NEEDED) {
    note(
      `未能取得项目自带的 Node 24，改用本机 Node ${major}`,
      `The project's own Node 24 could not be had; using this machine's Node ${major}`,
    );
    return machine;
  }
  throw new Stop(
    `缺少 Node 24 运行时（本机为 Node ${major ?? "?"}），下载未成功：${why}。请联网重试，或在本机安装 Node ≥ 24。`,
    `Node 24 is missing (this machine has Node ${major ?? "?"}) and could not be fetched: ${why}. ` +
      "Try again with a network, or install Node ≥ 24.",
  );
}

/** Refuses a Node that cannot even run the set-up. */
function checkLowest() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < LOWEST) {
    throw new Stop(
      `本机 Node 为 ${process.versions.node}，需要 ≥ ${LOWEST}。请从 https://nodejs.org 安装后重试。`,
      `This machine's Node is ${process.versions.node}; ≥ ${LOWEST} is needed. Install it from https://nodejs.org and try again.`,
    );
  }
}

/**
 * Does all the set-up that a fresh checkout needs, and nothing on a prepared one.
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>} the Node to use, with an environment where `node` means it
 */
export async function prepare() {
  checkLowest();
  for (const fault of proxyFaults(readProxies(environment))) {
    const { zh, en } = proxyFaultWords(fault);
    note(`${zh}。不需要网络的工作照常进行`, `${en}. Work that needs no network goes on`);
  }
  const finishInstall = await installPackages();
  const node = await findRuntime();
  finishInstall();
  // Stripping types takes half of a command's time: Node keeps what it stripped and compiled, by the content of each file.
  const kept = { NODE_COMPILE_CACHE: environment["NODE_COMPILE_CACHE"] ?? inRoot("node_modules", ".cache", "compile") };
  return {
    node,
    env: {
      ...ownEnvironment(environment),
      ...kept,
      PATH: [dirname(node), inRoot("node_modules", ".bin"), environment["PATH"] ?? ""].join(delimiter),
    },
  };
}
