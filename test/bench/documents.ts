import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { composeSlip } from "../../templates/slip.ts";
import { findBrowser } from "../../electron/launch/find-browser.mjs";
import { readCoverage } from "../../electron/print/coverage.ts";
import { fontFiles } from "../../electron/print/fonts.ts";
import { endRendering, renderPdf } from "../../electron/print/render-pdf.ts";
import { renderPdfHere } from "../../electron/print/render-pdf-here.ts";
import { encodeSlip } from "../../electron/print/slip-escpos.ts";
import { launchBrowser } from "../helpers/browser.ts";
import { writeBarePdf } from "./bare-pdf.ts";
import { median, plainFigure, rateFigure, secondsOf, timeFigure, type Figure } from "./figure.ts";
import { interleave, type Work } from "./interleave.ts";
import { pageHtml } from "./page-html.ts";
import { setData, threeDefinitions } from "./three-documents.ts";

const SETS = 2000;
const OFFICE = "soffice";

async function inProcess(way: "own" | "bare", sets: number): Promise<{ first: number; most: number; last: number }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./set-process.ts", import.meta.url)), way, String(sets)], { stdio: ["ignore", "pipe", "inherit"] });
  let answer = "";
  child.stdout.on("data", (part: Buffer) => (answer += part.toString()));
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`set-process ended with ${code}`);
  return JSON.parse(answer) as { first: number; most: number; last: number };
}

const missing = (what: string): boolean => process.stderr.write(`本机没有 ${what}，不与它比较。This machine has no ${what}; not compared with it.\n`);

async function openChromium(files: string[]): Promise<{ print: () => Promise<void>; close: () => Promise<void> } | null> {
  if (findBrowser(process.platform, process.env) === null) {
    missing("Chromium");
    return null;
  }
  const browser = await launchBrowser();
  const page = await browser.newPage();
  return {
    async print() {
      for (const file of files) {
        await page.goto(pathToFileURL(file).href);
        await page.pdf({ format: "A4" });
      }
    },
    close: () => browser.close(),
  };
}

const convert = (folder: string, files: string[]) => spawnSync(OFFICE, ["--headless", "--convert-to", "pdf", "--outdir", folder, ...files], { stdio: "ignore" });

/** Renders the form, the letter and the approval sheet, against a bare PDF writer of the same text, Chromium and LibreOffice; encodes slips; watches memory. */
export async function* benchDocuments(): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), "bench-documents-"));
  const data = setData();
  const fonts = fontFiles();
  const definitions = threeDefinitions(data);
  const files = definitions.map((definition, nth) => {
    const file = join(folder, `${nth}.html`);
    writeFileSync(file, pageHtml(definition, fonts));
    return file;
  });
  const chromium = await openChromium(files);
  try {
    const works: Record<string, Work> = {
      worker: { run: () => Promise.all(threeDefinitions(data).map((definition) => renderPdf(definition))) },
      here: { run: async () => { for (const definition of threeDefinitions(data)) await renderPdfHere(definition); } },
      bare: { run: async () => { for (const definition of definitions) await writeBarePdf(definition, fonts); } },
    };
    if (chromium !== null) works["chromium"] = { run: () => chromium.print() };
    const warm = await interleave({ warmUp: 3, timed: 15 }, works);
    const against = (name: string, key: string) => ({ name, value: median(warm[key] ?? []) });
    for (const [label, key] of [["three documents warm, in the worker", "worker"], ["three documents warm, in one thread", "here"]] as const) {
      yield timeFigure("documents", label, median(warm[key] ?? []), against("bare PDF writer, same text and fonts", "bare"));
      if (chromium !== null) yield timeFigure("documents", label, median(warm[key] ?? []), against("Chromium page.pdf(), left running", "chromium"));
    }
    const cold = await interleave({ warmUp: 0, timed: 3 }, { own: { run: () => inProcess("own", 1) }, bare: { run: () => inProcess("bare", 1) } });
    yield timeFigure("documents", "three documents cold, new process", median(cold.own), { name: "bare PDF writer in a new process", value: median(cold.bare) });
    if (convert(folder, files).status === 0) {
      yield timeFigure("documents", "three documents cold, new process", median(cold.own), { name: "soffice --headless, new process", value: await secondsOf(() => convert(folder, files)) });
    } else missing("LibreOffice");
    const memory = await inProcess("own", SETS);
    yield plainFigure("documents", "memory after the first set", memory.first, "MB");
    yield plainFigure("documents", `most memory after each hundred of ${SETS} sets`, memory.most, "MB");
    yield plainFigure("documents", `memory after ${SETS} sets`, memory.last, "MB");
    const slip = composeSlip(data, readCoverage()).lines;
    const text = Buffer.from(JSON.stringify(slip)).toString();
    const slips = await interleave({ warmUp: 20, timed: 200 }, { own: { run: () => void encodeSlip(composeSlip(data, readCoverage()).lines) }, bare: { run: () => void Buffer.from(text, "utf8") } });
    yield rateFigure("documents", "slips composed and encoded", 60 / median(slips.own), "slips/min", { name: "the same text as UTF-8 bytes", value: 60 / median(slips.bare) });
  } finally {
    await chromium?.close();
    await endRendering();
    rmSync(folder, { recursive: true, force: true });
  }
}
