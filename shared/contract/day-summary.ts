import type { Instant } from "#shared/time/instant.ts";

/** How far the audit (操作留痕) was recomputed entry by entry: whole from the first up to `upTo`; `brokenAt` is the first entry that does not follow, null where none was found. */
export type ChainHealth = {
  upTo: number;
  /** Null while the first pass is still under way. */ checkedAt: Instant | null;
  brokenAt: number | null;
};
