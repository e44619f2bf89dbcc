// Called by the packager for each unpacked folder: the native code in it is the target's, whole, and no other's.
import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { nativeFiles } from "./native-packages.mjs";

/** @typedef {import("./native-packages.mjs").Target} Target */

const ELF = { x64: 0x3e, arm64: 0xb7 };
const PE = { x64: 0x8664, arm64: 0xaa64 };
/** The packager's own numbers for processors. */
const ARCHS = /** @type {Record<number, Target["arch"] | undefined>} */ ({ 1: "x64", 3: "arm64" });

/** Whether a native file's own head names this target. @param {Buffer} bytes @param {Target} target */
function isFor(bytes, { platform, arch }) {
  if (platform === "linux") return bytes.toString("latin1", 0, 4) === "\x7fELF" && bytes.readUInt16LE(18) === ELF[arch];
  return bytes.toString("latin1", 0, 2) === "MZ" && bytes.readUInt16LE(bytes.readUInt32LE(0x3c) + 4) === PE[arch];
}

/**
 * What is wrong with the native code of an unpacked program; empty where it is right.
 * @param {string} resources its `resources` folder
 * @param {Target} target
 * @returns {string[]}
 */
export function nativeFaults(resources, target) {
  const folder = join(resources, "app.asar.unpacked", "node_modules");
  const there = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".node"))
    .map((name) => name.split(sep).join("/"));
  const wanted = nativeFiles(target);
  return [
    ...wanted.filter((name) => !there.includes(name)).map((name) => `missing: ${name}`),
    ...there.filter((name) => !wanted.includes(name)).map((name) => `of another machine: ${name}`),
    ...wanted
      .filter((name) => there.includes(name) && !isFor(readFileSync(join(folder, name)), target))
      .map((name) => `not for ${target.platform}-${target.arch}: ${name}`),
  ];
}

/** @param {{ appOutDir: string, electronPlatformName: string, arch: number }} context */
export function afterPack({ appOutDir, electronPlatformName, arch }) {
  const platform = electronPlatformName === "win32" ? "win32" : "linux";
  const processor = ARCHS[arch];
  if (processor === undefined) throw new Error("这种处理器没有原生模块 / there is no native code for this processor");
  const faults = nativeFaults(join(appOutDir, "resources"), { platform, arch: processor });
  if (faults.length > 0)
    throw new Error(`打包的程序在目标机器上不能运行 / the packed program would not run: ${faults.join("; ")}`);
}
