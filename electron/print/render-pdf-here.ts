import { createRequire } from "node:module";
import { CELL_PADDING, LINE_WIDTH } from "../../templates/grid.ts";
import type { PdfDefinition } from "../../templates/pdf-definition.ts";
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
  // A document is made of text alone: nothing is fetched, and no file but a font is read, once and not for each document: bytes and parsed font are kept.
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

/** Renders a definition to a PDF in this thread; the same definition gives the same bytes. Throws what pdfmake throws. */
export async function renderPdfHere(definition: PdfDefinition): Promise<Buffer> {
  const { footer, watermark, info, ...rest } = structuredClone(definition);
  const document = {
    ...rest,
    ...(watermark === null ? {} : { watermark }),
    info: { ...info, creator: "Liandong Counter", producer: "Liandong Counter", creationDate: new Date(info.creationDate) },
    footer: (page: number, pages: number) => numbered(footer, page, pages),
  };
  return pdfmake().createPdf(document).getBuffer();
}
