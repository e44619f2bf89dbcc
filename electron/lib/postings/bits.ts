/** Writes numbers of any width into bytes, the high bit first. */
export class BitWriter {
  private bytes = new Uint8Array(1024);
  /** Bits written so far. */
  length = 0;

  private makeRoom(bits: number): void {
    const needed = (this.length + bits + 7) >>> 3;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  /** The low `width` (0 to 32) bits of a number. */
  put(value: number, width: number): void {
    this.makeRoom(width);
    for (let left = width; left > 0;) {
      const free = 8 - (this.length & 7);
      const taken = Math.min(free, left);
      const part = (value >>> (left - taken)) & ((1 << taken) - 1);
      const at = this.length >>> 3;
      this.bytes[at] = (this.bytes[at] ?? 0) | (part << (free - taken));
      this.length += taken;
      left -= taken;
    }
  }

  /** So many zeros, then a one. */
  putUnary(zeros: number): void {
    this.makeRoom(zeros + 1);
    this.length += zeros;
    this.put(1, 1);
  }

  /** What was written, filled up with zeros to whole bytes. */
  toBytes(): Uint8Array {
    return this.bytes.slice(0, (this.length + 7) >>> 3);
  }
}

/** As many bytes as a read may look past the end. */
const PAST = 4;

/** Reads what {@link BitWriter} wrote. */
export class BitReader {
  private readonly view: DataView;
  /** The bit that is read next. */
  at = 0;

  constructor(bytes: Uint8Array) {
    const padded = new Uint8Array(bytes.length + PAST);
    padded.set(bytes);
    this.view = new DataView(padded.buffer);
  }

  /** A number of 0 to 25 bits. */
  take(width: number): number {
    if (width === 0) return 0;
    const word = this.view.getInt32(this.at >>> 3) << (this.at & 7);
    this.at += width;
    return word >>> (32 - width);
  }

  /** How many zeros stand before the next one, which is read too. */
  takeUnary(): number {
    for (let zeros = 0; ;) {
      const word = this.view.getInt32(this.at >>> 3) << (this.at & 7);
      const valid = 32 - (this.at & 7);
      const found = Math.clz32(word);
      if (found < valid) {
        this.at += found + 1;
        return zeros + found;
      }
      zeros += valid;
      this.at += valid;
    }
  }
}
