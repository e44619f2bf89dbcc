import { createRequire } from "node:module";
import { CELL_PADDING, LINE_WIDTH } from "#templates/drawing/grid.ts";
import type { PdfBars, PdfBlock, PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import { fontFiles } from "./fonts.ts";
import { keptFontBytes } from "./kept-fonts.ts";

type PdfMake = {
  virtualfs: { existsSync: (path: string) => boolean; readFileSync: (path: string) => Uint8Array };
  setFonts: (fonts: unknown) => void;
  setTableLayouts: (layouts: unknown) => void;
  setUrlAccessPolicy: (allow: (url: string) => boolean) => void;
  setLocalAccessPolicy: (allow: (path: string) => boolean) => void;
  createPdf: (definition: unknown) => { getBuffer: () => Promise<Buffer> };
};

const gridLayout = {
  hLineWidth: () => LINE_WIDTH,
  vLineWidth: () => LINE_WIDTH,
  paddingLeft: () => CELL_PADDING,
  paddingRight: () => CELL_PADDING,
  paddingTop: () => CELL_PADDING / 2,
  paddingBottom: () => CELL_PADDING / 2,
};

let maker: PdfMake | null = null;

/** Loads pdfmake at the first document: it costs about 90 ms that a start should not pay. */
function pdfmake(): PdfMake {
  if (maker !== null) return maker;
  const files = fontFiles();
  const known = new Set(Object.values(files).flatMap((font) => [font.normal, font.bold]));
  const loaded = createRequire(import.meta.url)("pdfmake") as PdfMake;
  loaded.setFonts(files);
  loaded.setTableLayouts({ grid: gridLayout });
  // A document is text alone: nothing is fetched, and no file but a font is read. Bytes and parsed fonts are kept for
  // the next document.
  loaded.setUrlAccessPolicy(() => false);
  loaded.setLocalAccessPolicy(() => false);
  loaded.virtualfs = { existsSync: (path) => known.has(path), readFileSync: keptFontBytes };
  maker = loaded;
  return loaded;
}

function numbered(value: unknown, page: number, pages: number): unknown {
  if (typeof value === "string") return value.replace("{page}", String(page)).replace("{pages}", String(pages));
  if (Array.isArray(value)) return value.map((one) => numbered(one, page, pages));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, numbered(one, page, pages)]));
}

type Bar = { type: "rect"; x: number; y: number; w: number; h: number; color: string };

/** One rectangle for each dark run, so that no hairline stands between two modules of one bar. */
function barsOf(modules: readonly boolean[], { module, height }: PdfBars): Bar[] {
  const starts = modules.flatMap((dark, at) => (dark && modules[at - 1] !== true ? [at] : []));
  return starts.map((at) => {
    const end = modules.indexOf(false, at);
    return {
      type: "rect",
      x: at * module,
      y: 0,
      w: ((end === -1 ? modules.length : end) - at) * module,
      h: height,
      color: "black",
    };
  });
}

/** Draws the bars of a page; what makes them is loaded only for a page that has some. */
async function drawBars(content: PdfBlock[]): Promise<unknown[]> {
  if (!content.some((block) => "bars" in block)) return content;
  const { barcodeModules } = await import("./barcodes.ts");
  return content.map((block) => {
    if (!("bars" in block)) return block;
    const { bars, module: _module, height: _height, ...placed } = block;
    return { ...placed, canvas: barsOf(barcodeModules(bars), block) };
  });
}

/** Renders a definition to a PDF in this thread; the same definition gives the same bytes. Throws what pdfmake throws. */
export async function renderPdfHere(definition: PdfDefinition): Promise<Buffer> {
  const { footer, watermark, info, content, ...rest } = structuredClone(definition);
  const document = {
    ...rest,
    content: await drawBars(content),
    ...(watermark === null ? {} : { watermark }),
    info: {
      ...info,
      creator: "Liandong Counter",
      producer: "Liandong Counter",
      creationDate: new Date(info.creationDate),
    },
    footer: (page: number, pages: number) => numbered(footer, page, pages),
  };
  return pdfmake().createPdf(document).getBuffer();
}
