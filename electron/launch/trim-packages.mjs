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
  "bwip-js/src",
  "pdfmake/build",
  "playwright-core/lib/vite",
  "typescript/lib/_tsc.js",
  "zod/src",
];

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

/** The headers and the manual that come with the project's own Node. */
function nodeExtras() {
  const folder = join("node", "node_modules");
  if (!existsSync(packages(folder))) return [];
  // npm keeps a lock file among the folders; only a folder has headers.
  return readdirSync(packages(folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [join(folder, name, "include"), join(folder, name, "share")]);
}

/** Removes from the installed packages what nothing here reads, a third of their size; `npm ci` brings it back. */
export function trimPackages() {
  for (const path of [...unusedWeights(), ...nodeExtras(), ...UNREAD, ...maps()])
    rmSync(packages(path), { recursive: true, force: true });
}
