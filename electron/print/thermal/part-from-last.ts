/** Longer than any picture that a slip sends as one command: what is left of a broken one is filled up with these, which elsewhere mean nothing. */
export const FILL = Buffer.alloc(8_192);

/** `ESC @`, feed and cut: what a broken job left on the paper does not stand above the next applicant's slip. */
export const PART_FROM_LAST = Buffer.from([0x1b, 0x40, 0x1d, 0x56, 0x42, 0x00]);

/** Text of another language than the printer's would come out by the metre. */
export const isSlip = (bytes: Buffer): boolean => bytes[0] === 0x1b && bytes[1] === 0x40;
