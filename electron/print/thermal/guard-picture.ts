const DLE = 0x10;
/** `DLE EOT`, `DLE ENQ`, `DLE DC4`: ask for status, recover, open the drawer or clear the buffer. */
const REAL_TIME = [0x04, 0x05, 0x14];

/**
 * Printers look for real-time commands in all that arrives, also in a picture's dots, where one would be obeyed and the picture shifted.
 * One dot more, beside another, breaks such a pair and cannot be seen.
 */
export function guardPicture(bits: Buffer): Buffer {
  for (let at = 0; at + 1 < bits.length; at += 1) {
    if (bits[at] === DLE && REAL_TIME.includes(bits[at + 1] ?? 0)) bits[at] = DLE | 0x08;
  }
  return bits;
}
