import { readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { fontFiles } from "#station/rendering/fonts.ts";
import type { FontName } from "#templates/drawing/font-coverage.ts";
import { isOwnUrl } from "./own-page.ts";

/** What the page may load: its own files, and pictures that it made itself. `index.html` says the same of itself. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Sent with every answer: nothing but our own files may load or run, nothing is cached or framed. */
export const PAGE_HEADERS = {
  // A page itself cannot say who may frame it.
  "content-security-policy": `${PAGE_POLICY}; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
} as const;

const mimes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".json": "application/json; charset=utf-8",
};

/** A file as a page gets it; null where it is not there. */
function readPageFile(file: string): { bytes: Buffer; mime: string } | null {
  const mime = mimes[extname(file)];
  if (mime === undefined) return null;
  try {
    return statSync(file).isFile() ? { bytes: readFileSync(file), mime } : null;
  } catch {
    return null;
  }
}

/** The fonts of paper, which the page draws rare characters with too; they are shipped once. */
const fonts = new Map<string, FontName>([
  ["/fonts/sans.ttf", "sans"],
  ["/fonts/rare-a.ttf", "rare-a"],
  ["/fonts/rare-b.ttf", "rare-b"],
]);

/** A file of the built page, or null for anything outside its folder; used by every host that serves the page. */
export function findPageFile(dir: string, path: string): { bytes: Buffer; mime: string } | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const font = fonts.get(decoded);
  if (font !== undefined) return readPageFile(fontFiles()[font].normal);
  const file = normalize(join(dir, decoded === "/" ? "index.html" : decoded));
  return file.startsWith(dir + sep) && !decoded.includes("\0") ? readPageFile(file) : null;
}

/** Answers a request for one of the page's files; everything else is refused. */
export function answerPage(pageDir: string, method: string, address: string): Response {
  if (method !== "GET" || !isOwnUrl(address)) return new Response("403", { status: 403, headers: PAGE_HEADERS });
  const file = findPageFile(pageDir, new URL(address).pathname);
  if (file === null) return new Response("404", { status: 404, headers: PAGE_HEADERS });
  return new Response(new Uint8Array(file.bytes), { headers: { ...PAGE_HEADERS, "content-type": file.mime } });
}
