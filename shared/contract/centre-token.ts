import { z } from "zod";

/** A station's next token, told once; it counts from its first use, and the one before for a while longer. */
export const TokenAnswer = z.strictObject({ token: z.string().min(32).max(200) });
export type TokenAnswer = z.infer<typeof TokenAnswer>;
