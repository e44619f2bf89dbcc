// Runs under Node 24, after the packages are there: builds the page and the Electron bundles into dist/.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { build as bundle } from "esbuild";
import { build as buildPage } from "vite";
import { checkProfiles } from "#station/rules/profile-registry.ts";
import { collectPackages } from "./bundled-packages.mjs";
import { inRoot } from "./root.mjs";
import { note } from "./terminal.mjs";
import { builtFromFile, sourcesFingerprint } from "./ensure-built.mjs";

/** Packages that stay packages: native ones, those with data files of their own, and what is only loaded when first needed. */
const EXTERNAL = [
  "electron",
  "better-sqlite3",
  "pdfmake",
  "@napi-rs/canvas",
  "@electric-sql/pglite",
  "bwip-js",
  "node-thermal-printer",
  "pg",
  "fastify",
];

/** Code that finds shipped data from its own address keeps doing so inside a CommonJS bundle. */
const ADDRESS = 'const bundleAddress = require("node:url").pathToFileURL(__filename).href;';

/** Starts the built hall with its compiled code kept from the last time: reading the program costs more than running it. */
const START_HALL = `const { enableCompileCache, flushCompileCache } = require("node:module");
enableCompileCache(require("node:path").join(__dirname, "..", "compiled"));
require("./hall.cjs");
setTimeout(flushCompileCache, 5000).unref();
`;

const packages = collectPackages();

/** @param {string} entry @param {string} outfile @param {"node" | "browser"} platform */
async function bundleElectron(entry, outfile, platform) {
  const { metafile } = await bundle({
    entryPoints: [inRoot("electron", entry)],
    outfile: inRoot("dist", "electron", outfile),
    bundle: true,
    platform,
    format: "cjs",
    target: platform === "node" ? "node24" : "chrome140",
    external: EXTERNAL,
    sourcemap: "linked",
    metafile: true,
    logLevel: "warning",
    ...(platform === "node" && { banner: { js: ADDRESS }, define: { "import.meta.url": "bundleAddress" } }),
  });
  packages.add(Object.keys(metafile.inputs).map((file) => inRoot(file)));
}

async function build() {
  const fingerprint = sourcesFingerprint();
  note("正在构建界面与 Electron 程序", "Building the page and the Electron program");
  await Promise.all([
    buildPage({
      configFile: false,
      root: inRoot("renderer"),
      base: "./",
      plugins: [react(), packages.plugin],
      logLevel: "warn",
      build: {
        outDir: inRoot("dist", "renderer"),
        emptyOutDir: true,
        target: "chrome120",
        chunkSizeWarningLimit: 2000,
        modulePreload: { polyfill: false },
      },
    }),
    bundleElectron(join("shell", "main.ts"), "main.cjs", "node"),
    // The hall behind the loopback host, where there is no Electron.
    bundleElectron(join("cli", "hall.ts"), "hall.cjs", "node"),
    // Documents are drawn in a worker, which is looked for beside the program.
    bundleElectron(join("rendering", "render-worker.ts"), "render-worker.cjs", "node"),
    // So is the thread that checks a large store.
    bundleElectron(join("db", "store-check-worker.ts"), "store-check-worker.cjs", "node"),
    // And the demonstration centre, where no other is named.
    bundleElectron(join("..", "central", "cli", "main.ts"), "centre.cjs", "node"),
    // A sandboxed preload script may require `electron` and nothing else, so everything is bundled.
    bundleElectron(join("shell", "preload.ts"), "preload.cjs", "browser"),
  ]);
  rmSync(inRoot("dist", "compiled"), { recursive: true, force: true });
  writeFileSync(inRoot("dist", "electron", "start-hall.cjs"), START_HALL);
  // Checking the shipped profiles takes a fifth of a start: a program that finds these very files takes this word for it.
  writeFileSync(
    inRoot("dist", "electron", "checked-profiles.json"),
    JSON.stringify(checkProfiles(inRoot("resources", "profiles"))),
  );
  writeFileSync(inRoot("dist", "bundled-packages.json"), JSON.stringify(packages.list()));
  writeFileSync(builtFromFile, `${fingerprint}\n`);
}

try {
  await build();
} catch (error) {
  // The bundlers name the file and the line; their own stack helps nobody.
  note("构建没有完成", "The build was not completed");
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
