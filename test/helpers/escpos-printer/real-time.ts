const DLE = 0x10;

/**
 * Takes the real-time commands out of a stream as it arrives, before the printer's buffer: `DLE EOT n` is answered at
 * once. As the command reference warns, that also happens inside the data of a picture. `null` forgets a half one.
 */
export function realTimeFilter(asked: (n: number) => void): (bytes: Buffer | null) => Buffer {
  let held: number[] = [];
  return (bytes) => {
    const kept: number[] = [];
    if (bytes === null) held = [];
    for (const byte of bytes ?? []) {
      held.push(byte);
      if (held[0] !== DLE) {
        kept.push(...held.splice(0));
      } else if (held.length === 2 && byte !== 0x04) {
        // Not a question: the first goes on, the second may itself begin one.
        kept.push(...held.splice(0, byte === DLE ? 1 : 2));
      } else if (held.length === 3) {
        if (byte >= 1 && byte <= 4) asked(byte);
        else kept.push(...held);
        held = [];
      }
    }
    return Buffer.from(kept);
  };
}
