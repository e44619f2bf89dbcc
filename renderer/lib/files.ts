/** The bytes of a base64 text. */
export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

/** The base64 of bytes, made in slices because a call takes only so many arguments. */
export function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

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
