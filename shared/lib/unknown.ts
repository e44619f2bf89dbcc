/** A fact that nobody has measured yet; it is never treated as zero. */
export const UNKNOWN = "unknown";
/** The type of a fact that nobody has measured. */
export type Unknown = typeof UNKNOWN;
