import { encodeGb18030 } from "#station/rendering/gb18030.ts";

/** A text as the programs of Chinese Windows save it, by the name of the encoding. */
export const savedAs = (text: string) => ({
  "UTF-8": Buffer.from(text),
  "UTF-8 with a mark": Buffer.from(`\uFEFF${text}`),
  GB18030: encodeGb18030(text),
  "UTF-16": Buffer.from(text, "utf16le"),
  "UTF-16 with a mark": Buffer.from(`\uFEFF${text}`, "utf16le"),
  "UTF-16, high byte first": Buffer.from(text, "utf16le").swap16(),
  "UTF-16, high byte first, with a mark": Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
});
