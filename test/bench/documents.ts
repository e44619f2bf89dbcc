import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { composeSlip } from "#templates/slip/slip.ts";
import { findBrowser } from "#station/launch/find-browser.mjs";
import { readCoverage } from "#station/rendering/fonts.ts";
import { fontFiles } from "#station/rendering/fonts.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { renderPdfHere } from "#station/rendering/pdf.ts";
import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import { launchBrowser } from "#test/helpers/browser.ts";
import { writeBarePdf } from "./bare-pdf.ts";
import { median, plainFigure, rateFigure, secondsOf, timeFigure, type Figure, type Scale } from "./figure.ts";
import { interleave, type Work } from "./interleave.ts";
import { openConverter } from "./office-running.ts";
import { pageHtml } from "./page-html.ts";
import { setData, threeDefinitions } from "./three-documents.ts";

const setsFlag = process.argv.find((word) => word.startsWith("--sets="))?.slice("--sets=".length);
/** `sets` are rendered for the memory, and a twentieth as many applications printed; `--sets=` asks for fewer. */
const SCALES = {
  full: {
    sets: Number(setsFlag ?? 2000),
    warm: { warmUp: 3, timed: 15 },
    cold: { warmUp: 0, timed: 3 },
    slips: { warmUp: 20, timed: 200 },
    restMs: 3_000,
  },
  small: {
    sets: 2,
    warm: { warmUp: 0, timed: 1 },
    cold: { warmUp: 0, timed: 1 },
    slips: { warmUp: 0, timed: 2 },
    restMs: 50,
  },
};
const CONVERTER = "soffice";

async function answerOf(file: string, args: string[]): Promise<unknown> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let answer = "";
  child.stdout.on("data", (part: Buffer) => (answer += part.toString()));
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
  return JSON.parse(answer);
}

const inProcess = async (way: "own" | "bare", sets: number) =>
  (await answerOf("./set-process.ts", [way, String(sets)])) as { first: number; most: number; last: number };

type Delay = { longest: number; p99: number };
const blockWhilePrinting = async (applications: number, restMs: number) =>
  (await answerOf("./block-process.ts", [String(applications), String(restMs)])) as {
    sheets: number;
    rest: Delay;
    printing: Delay;
  };

const missing = (what: string): boolean =>
  process.stderr.write(`本机没有 ${what}，不与它比较。This machine has no ${what}; not compared with it.\n`);

async function openChromium(
  files: string[],
): Promise<{ print: () => Promise<void>; close: () => Promise<void> } | null> {
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

const convert = (folder: string, files: string[]) =>
  spawnSync(CONVERTER, ["--headless", "--convert-to", "pdf", "--outdir", folder, ...files], { stdio: "ignore" });

/**
 * Renders the form, the letter and the approval sheet against a bare PDF writer of the same text, Chromium and
 * LibreOffice. Also encodes slips and watches memory.
 */
export async function* benchDocuments(scale: Scale): AsyncGenerator<Figure> {
  const { sets, restMs, ...turns } = SCALES[scale];
  const printed = scale === "full" ? Math.max(5, Math.round(sets / 20)) : 1;
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
  const converter = await openConverter(folder);
  if (converter === null) missing("LibreOffice");
  try {
    const works: Record<string, Work> = {
      worker: { run: () => Promise.all(threeDefinitions(data).map((definition) => renderPdf(definition))) },
      here: {
        run: async () => {
          for (const definition of threeDefinitions(data)) await renderPdfHere(definition);
        },
      },
      bare: {
        run: async () => {
          for (const definition of definitions) await writeBarePdf(definition, fonts);
        },
      },
    };
    if (chromium !== null) works["chromium"] = { run: () => chromium.print() };
    if (converter !== null) {
      works["office"] = { run: () => converter.convert(files) };
      works["officeClient"] = { run: () => converter.client() };
    }
    const warm = await interleave(turns.warm, works);
    const against = (name: string, key: string) => ({ name, value: median(warm[key] ?? []) });
    for (const [label, key] of [
      ["three documents warm, in the worker", "worker"],
      ["three documents warm, in one thread", "here"],
    ] as const) {
      yield timeFigure(
        "documents",
        label,
        median(warm[key] ?? []),
        against("bare PDF writer, same text and fonts", "bare"),
      );
      if (chromium !== null)
        yield timeFigure(
          "documents",
          label,
          median(warm[key] ?? []),
          against("Chromium page.pdf(), left running", "chromium"),
        );
      if (converter !== null) {
        yield timeFigure(
          "documents",
          label,
          median(warm[key] ?? []),
          against("LibreOffice left running, asked by its own client", "office"),
        );
        // The stricter one: what the office itself takes, without the start of the client that asks it.
        yield timeFigure("documents", label, median(warm[key] ?? []), {
          name: "LibreOffice left running, its client's start left out",
          value: median(warm["office"] ?? []) - median(warm["officeClient"] ?? []),
        });
      }
    }
    const cold = await interleave(turns.cold, {
      own: { run: () => inProcess("own", 1) },
      bare: { run: () => inProcess("bare", 1) },
    });
    yield timeFigure("documents", "three documents cold, new process", median(cold.own), {
      name: "bare PDF writer in a new process",
      value: median(cold.bare),
    });
    if (converter !== null && convert(folder, files).status === 0) {
      yield timeFigure("documents", "three documents cold, new process", median(cold.own), {
        name: "soffice --headless, new process",
        value: await secondsOf(() => convert(folder, files)),
      });
    }
    const block = await blockWhilePrinting(printed, restMs);
    const label = "longest block of the host while sheets are drawn and laid out";
    yield timeFigure("documents", label, block.printing.longest / 1000, {
      name: "the same host at rest",
      value: block.rest.longest / 1000,
    });
    yield timeFigure("documents", `${label}, p99`, block.printing.p99 / 1000, {
      name: "the same host at rest",
      value: block.rest.p99 / 1000,
    });
    yield plainFigure("documents", "sheets drawn and laid out meanwhile", block.sheets, "sheets");
    const memory = await inProcess("own", sets);
    yield plainFigure("documents", "memory after the first set", memory.first, "MB");
    yield plainFigure("documents", `most memory after each hundred of ${sets} sets`, memory.most, "MB");
    yield plainFigure("documents", `memory after ${sets} sets`, memory.last, "MB");
    const slip = composeSlip(data, readCoverage()).lines;
    const text = Buffer.from(JSON.stringify(slip)).toString();
    const slips = await interleave(turns.slips, {
      own: { run: () => void encodeSlip(composeSlip(data, readCoverage()).lines) },
      bare: { run: () => void Buffer.from(text, "utf8") },
    });
    yield rateFigure(
      "documents",
      "slips composed and encoded",
      { rate: 60 / median(slips.own), unit: "slips/min" },
      {
        name: "the same text as UTF-8 bytes",
        value: 60 / median(slips.bare),
      },
    );
  } finally {
    await chromium?.close();
    await converter?.close();
    await endRendering();
    rmSync(folder, { recursive: true, force: true });
  }
}
