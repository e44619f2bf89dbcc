// The native code of each target of the installers: which files it is, and how another machine's is had.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runBounded } from "./children.mjs";
import { runNpm } from "./npm.mjs";
import { inRoot } from "./root.mjs";
import { Stop, note } from "./terminal.mjs";

/** @typedef {{ platform: "linux" | "win32", arch: "x64" | "arm64" }} Target */
/** @typedef {{ packages: Record<string, { version: string, integrity: string }> }} Lock */

const LIMIT_S = 300;
const ARCHS = /** @type {const} */ (["x64", "arm64"]);
/** @type {Record<string, Target["platform"] | undefined>} */
const PLATFORMS = { linux: "linux", l: "linux", win: "win32", windows: "win32", w: "win32" };

/** The package that draws on this target. Debian, UOS and Kylin have glibc. @param {Target} target */
const canvasPackage = ({ platform, arch }) =>
  `@napi-rs/canvas-${platform}-${arch}-${platform === "linux" ? "gnu" : "msvc"}`;

/**
 * Every native file of the program on this target, as a path below `node_modules`.
 * @param {Target} target
 */
export function nativeFiles(target) {
  const { platform, arch } = target;
  const kind = platform === "linux" ? "gnu" : "msvc";
  return [
    `${canvasPackage(target)}/skia.${platform}-${arch}-${kind}.node`,
    `better-sqlite3/prebuilds/${platform}-${arch}.node`,
  ];
}

/**
 * The targets that the packager's options name; without any, this machine's system on both processors.
 * @param {readonly string[]} args
 * @param {NodeJS.Platform} own
 * @returns {Target[]}
 */
export function targetsOf(args, own = process.platform) {
  const words = args.flatMap((arg) => {
    const word = /^--?(\w+)$/.exec(arg)?.[1];
    return word === undefined ? [] : [word];
  });
  const named = [...new Set(words.flatMap((word) => PLATFORMS[word] ?? []))];
  const archs = ARCHS.filter((arch) => words.includes(arch));
  /** @type {Target["platform"]} */
  const ownPlatform = own === "win32" ? "win32" : "linux";
  return (named.length > 0 ? named : [ownPlatform]).flatMap((platform) =>
    (archs.length > 0 ? archs : ARCHS).map((arch) => ({ platform, arch })),
  );
}

/** @param {Buffer} bytes @param {string} integrity */
export const isIntact = (bytes, integrity) =>
  `sha512-${createHash("sha512").update(bytes).digest("base64")}` === integrity;

/** Puts one package of the lockfile among the packages, though npm leaves it out on this machine. @param {string} name */
async function fetchPackage(name) {
  const lock = /** @type {Lock} */ (JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")));
  const entry = lock.packages[`node_modules/${name}`];
  if (!entry) throw new Stop(`锁定文件里没有 ${name}。`, `${name} is not in the lockfile.`);
  note(`正在下载 ${name}`, `Downloading ${name}`);
  const dir = mkdtempSync(join(tmpdir(), "liandong-native-"));
  try {
    const file = join(dir, `${name.slice(1).replace("/", "-")}-${entry.version}.tgz`);
    const how = { seconds: LIMIT_S, zh: `下载 ${name}`, en: `downloading ${name}` };
    await runNpm(["pack", `${name}@${entry.version}`, "--pack-destination", dir, "--silent"], how);
    if (!existsSync(file)) {
      throw new Stop(
        `${name} 没有下载成功，不能为这种机器打包。请检查网络后重试。`,
        `${name} was not downloaded: nothing can be packed for that machine. Check the network and try again.`,
      );
    }
    if (!isIntact(readFileSync(file), entry.integrity))
      throw new Stop(
        `${name} 与锁定文件不一致，没有采用。`,
        `${name} is not what the lockfile names; it was not used.`,
      );
    await runBounded("tar", ["-xzf", file, "-C", dir], how);
    const place = inRoot("node_modules", ...name.split("/"));
    rmSync(place, { recursive: true, force: true });
    mkdirSync(dirname(place), { recursive: true });
    renameSync(join(dir, "package"), place);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Gets the native code of each target that is not this machine's. @param {readonly Target[]} targets */
export async function ensureNativePackages(targets) {
  for (const target of targets) {
    const name = canvasPackage(target);
    const [canvas = ""] = nativeFiles(target);
    if (!existsSync(inRoot("node_modules", ...canvas.split("/")))) await fetchPackage(name);
  }
}
