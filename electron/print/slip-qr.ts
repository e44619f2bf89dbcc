import { raw } from "bwip-js/node";

/** A QR code as rows of dark modules, without the quiet zone. */
export function qrModules(content: string): boolean[][] {
  const code = raw("qrcode", content, "eclevel=M")[0];
  if (code === undefined || !("pixs" in code)) throw new Error("二维码没有生成 / the QR code could not be made");
  return Array.from({ length: code.pixy }, (_, y) => Array.from({ length: code.pixx }, (__, x) => code.pixs[y * code.pixx + x] === 1));
}
