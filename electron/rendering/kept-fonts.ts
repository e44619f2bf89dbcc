import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

type Fontkit = {
  create: (bytes: Uint8Array) => object;
  registerFormat: (format: {
    new (stream: { buffer: Uint8Array }): object;
    probe: (bytes: Uint8Array) => boolean;
  }) => void;
};

/** Bytes that stand for a font already parsed: this word, then its number. No font format begins with it. */
const WORD = "KEPT";
const parsed: object[] = [];
const tokens = new Map<string, Uint8Array>();

const numberOf = (bytes: Uint8Array): number | null => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16)).toString("latin1");
  return text.startsWith(WORD) ? Number(text.slice(WORD.length, 12)) : null;
};

function keptFont(stream: { buffer: Uint8Array }): object {
  return parsed[numberOf(stream.buffer) ?? -1] ?? {};
}

let fontkit: Fontkit | null = null;

/** The fontkit that pdfmake's own writer uses: another copy would not know the formats registered here. */
function fontkitOfPdfmake(): Fontkit {
  if (fontkit !== null) return fontkit;
  const pdfmake = createRequire(import.meta.url).resolve("pdfmake");
  const pdfkit = createRequire(pdfmake).resolve("pdfkit");
  const loaded = createRequire(pdfkit)("fontkit") as Fontkit;
  // `new` on a function gives what it returns: the one parsed font instead of a new one.
  loaded.registerFormat(
    Object.assign(keptFont as unknown as new (stream: { buffer: Uint8Array }) => object, {
      probe: (bytes: Uint8Array) => numberOf(bytes) !== null,
    }),
  );
  fontkit = loaded;
  return loaded;
}

/**
 * Parses a font file once and answers bytes that stand for it, which fontkit turns back into the parsed font: parsing costs a third of a
 * warm document. A parsed font remembers for each glyph the first code point it was asked for; this is harmless only because no two code
 * points with one glyph in one font are ever printed (`twins` of the coverage table).
 */
export function keptFontBytes(path: string): Uint8Array {
  const known = tokens.get(path);
  if (known !== undefined) return known;
  parsed.push(fontkitOfPdfmake().create(readFileSync(path)));
  const token = Uint8Array.from(
    Buffer.from(`${WORD}${String(parsed.length - 1).padStart(8, "0")}`.padEnd(64, "\0"), "latin1"),
  );
  tokens.set(path, token);
  return token;
}
