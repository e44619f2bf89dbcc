import { z } from "zod";

/** The basis of a leaf in its policy: the text, the annex, or a careful guess marked 推定. */
export const Basis = z.enum(["text", "annex", "inferred"]);
export type Basis = z.infer<typeof Basis>;

const source = {
  /** Verbatim words of the policy, scan errors included. */
  quote: z.string().min(1),
  /** Their place, e.g. `五(四)1`. */
  clause: z.string().min(1),
  basis: Basis.default("text"),
  /** The policy's number, if a profile extends another and the words come from the other. */
  documentNumber: z.string().min(3).optional(),
};

/** A strict object with the policy's words on which it rests. */
export const leaf = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...shape, ...source });

export const Quoted = z.object(source);
/** The words and the place in the policy on which something rests. */
export type Quoted = z.infer<typeof Quoted>;
