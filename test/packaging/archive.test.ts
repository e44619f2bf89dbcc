import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, it, onTestFinished } from "vitest";
import type { RenderAnswer, RenderWork } from "#station/rendering/render-worker.ts";
import type { PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { PROJECT, filesIn, grep, readProjectFile } from "#test/helpers/project-files.ts";

const PAGE: PdfDefinition = {
  pageSize: "A4",
  pageMargins: [40, 40, 40, 40],
  info: { title: "page", subject: "page", creationDate: "2026-11-20T00:00:00.000Z" },
  defaultStyle: { font: "serif", fontSize: 10.5, lineHeight: 1 },
  watermark: null,
  content: [{ text: [{ text: "联动报装", font: "serif" }] }],
  footer: { text: [] },
};
const PACKAGES = ["@napi-rs", "bwip-js", "pdfmake", "pdfkit", "fontkit", "node-thermal-printer"];
const FONTS = ["noto-sans-sc", "noto-serif-sc"];

/** Who starts other programs: the system's own by name, and PowerShell with a script from beside the archive. */
const STARTING = [
  "electron/cli/doctor-machine.ts",
  "electron/printing/thermal/device-file.ts",
  "electron/printing/windows/helper-process.ts",
];

/** The size of a PNG stands in its first chunk. */
const pngSize = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

/** The built renderer as it lies in the installed program: its fonts are in the archive, its native code beside it. */
function startPackedRenderer(): Worker {
  const archive = join(ownFolder(), "app.asar");
  const program = join(archive, "dist", "electron", "render-worker.cjs");
  mkdirSync(join(archive, "dist", "electron"), { recursive: true });
  copyFileSync(join(PROJECT, "dist", "electron", "render-worker.cjs"), program);
  for (const name of FONTS) {
    const folder = join("node_modules", "@expo-google-fonts", name);
    mkdirSync(join(archive, folder), { recursive: true });
    copyFileSync(join(PROJECT, folder, "package.json"), join(archive, folder, "package.json"));
  }
  for (const name of PACKAGES)
    symlinkSync(join(PROJECT, "node_modules", name), join(archive, "node_modules", name), "dir");
  const shim = pathToFileURL(join(PROJECT, "test", "helpers", "electron", "archive.ts")).href;
  const worker = new Worker(program, {
    execArgv: ["--import", shim],
    env: { ...process.env, ARCHIVE: archive, ARCHIVED_FOLDER: PROJECT },
  });
  onTestFinished(async () => void (await worker.terminate()));
  return worker;
}

it("draws common and rare characters on slips and pages from fonts inside the installed program's archive", async () => {
  const worker = startPackedRenderer();
  const text = "联动报装 㑇 𠮷";
  const work: RenderWork[] = [
    { kind: "slip-picture", lines: [{ kind: "text", text, align: "left", size: "normal", bold: true }] },
    {
      kind: "slip-commands",
      lines: [{ kind: "text", text, align: "left", size: "normal", bold: false }],
      options: { printerSet: "gb2312" },
    },
    { kind: "pdf", definition: PAGE },
  ];
  for (const [id, one] of work.entries()) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    worker.postMessage({ id, work: one });
    const [answer] = (await once(worker, "message")) as [RenderAnswer];
    expect(answer).toEqual({ id, bytes: expect.any(Uint8Array) as Uint8Array });
  }
});

it("hands native code no path of a shipped file, and starts programs in three files that know the archive or need it not", () => {
  const station = filesIn("electron").filter((path) => path.endsWith(".ts"));
  expect(grep(station, /registerFromPath|loadFontsFromDir|loadExtension\(/)).toEqual([]);
  const starting = grep(station, /from "node:child_process"/).map((line) => line.split(":")[0]);
  expect(starting.toSorted()).toEqual(STARTING);
});

it("packs an icon of its own and no source, and names only files that are there", () => {
  const builder = readProjectFile("electron-builder.yml");
  const named = [...builder.matchAll(/^\s+(?:icon|include): (\S+)$|^icon: (\S+)$|"(resources\/[^"*]+)"/gm)];
  const files = named.flatMap(([, ...found]) => found.filter((file) => file !== undefined));
  expect(files).toContain("resources/icon.png");
  expect(files.filter((file) => !existsSync(join(PROJECT, file)))).toEqual([]);
  const { width, height } = pngSize(readFileSync(join(PROJECT, "resources", "icon.png")));
  expect([width, height]).toEqual([512, 512]);
  expect(builder).toContain('- "!dist/**/*.map"');
});
