import bwipjs from "bwip-js/node";

/** A text as Code 128: a row of dark and light modules, without the quiet zones. */
export function barcodeModules(content: string): boolean[] {
  // oxlint-disable-next-line import/no-named-as-default-member -- the named export `raw` is another thing, a bar code of that name
  const code = bwipjs.raw("code128", content, "")[0];
  if (code === undefined || !("sbs" in code)) throw new Error("条码没有生成 / the bar code could not be made");
  return code.sbs.flatMap((width: number, index: number) => Array.from({ length: width }, () => index % 2 === 0));
}

/** A QR code as rows of dark modules, without the quiet zone. */
export function qrModules(content: string): boolean[][] {
  // oxlint-disable-next-line import/no-named-as-default-member -- the named export `raw` is another thing, a bar code of that name
  const code = bwipjs.raw("qrcode", content, "eclevel=M")[0];
  if (code === undefined || !("pixs" in code)) throw new Error("二维码没有生成 / the QR code could not be made");
  return Array.from({ length: code.pixy }, (_, y) =>
    Array.from({ length: code.pixx }, (__, x) => code.pixs[y * code.pixx + x] === 1),
  );
}
