/** A count of bytes as people read it: whole KB below a megabyte, then MB with one decimal; the same in every language. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(bytes === 0 ? 0 : 1, Math.round(bytes / 1_000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What a file is by its content, in the letters that people know it by. */
export const mimeText = (mime: string): string =>
  ({ "application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG", "application/ofd": "OFD" })[mime] ?? mime;
