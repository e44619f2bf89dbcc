import { z } from "zod";

/** How a leaf rests on its paper: its text, its annex, or a careful guess marked 推定. */
export const Basis = z.enum(["text", "annex", "inferred"]);
export type Basis = z.infer<typeof Basis>;

const source = {
  /** Verbatim words of the paper, scan errors included. */
  quote: z.string().min(1),
  /** Where they stand, e.g. `五(四)1`. */
  clause: z.string().min(1),
  basis: Basis.default("text"),
  /** The paper itself, where a profile extends another and the words are the other's. */
  documentNumber: z.string().min(3).optional(),
};

/** A strict object that carries the words of the paper on which it rests. */
export const leaf = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...shape, ...source });

export const Quoted = z.object(source);
/** The words and the place in the paper on which something rests. */
export type Quoted = z.infer<typeof Quoted>;
