import { bytesOf } from "./base64.ts";

/** Hands a file to the person: the browser's own way of saving, under the name given. */
export function saveFile(fileName: string, mime: string, base64: string): void {
  const url = URL.createObjectURL(new Blob([bytesOf(base64)], { type: mime }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own hold on the bytes once the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
