import { PrinterTypes, ThermalPrinter } from "node-thermal-printer";

/** Dots of the narrowest bar and of the whole height: two dots are 0.25 mm, which a reader at the counter takes, and 22 characters fit on the paper. */
export const BARCODE = { module: 2, height: 64 } as const;
const CODE_128 = 73;

/**
 * `GS k`: Code 128, set B. The commands are node-thermal-printer's. Its text is not used (it changes the code page in mid-job and counts
 * characters for cells), nor its QR (wrong length for Chinese), images (from PNG files, whole) and sockets (success before the printer has
 * anything): those are ours.
 */
export function barcodeBytes(content: string): Buffer {
  const printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: "" });
  printer.printBarcode(content, CODE_128, { hriPos: 0, hriFont: 0, width: BARCODE.module, height: BARCODE.height });
  return printer.getBuffer();
}
