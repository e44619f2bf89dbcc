import { z } from "zod";
import { EntryWindow } from "./centre-window.ts";

/**
 * What the centre holds as a version of an application that another window has made too (版本冲突). Its content comes to every other window through
 * the feed, under the same key; what is under one key and differs in content is another thing, told by `held`.
 */
export const TheirVersion = z.strictObject({
  key: z.uuid(),
  sequence: z.int().positive(),
  kind: z.string().max(60),
  payloadHash: z.string().regex(/^[0-9a-f]{64}$/),
  receivedAt: z.string().max(40),
  window: EntryWindow,
});
export type TheirVersion = z.infer<typeof TheirVersion>;
