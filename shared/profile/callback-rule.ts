import { z } from "zod";
import { Bilingual } from "#shared/lib/bilingual.ts";
import { leaf } from "./quoted.ts";

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, "小写字母、数字和连字符 / lower-case letters, digits and hyphens");

/** The acts that may lead to a callback; of several connections, the last one counts. */
export const CALLBACK_CAUSES = ["connection.made", "case.closed"] as const;

/** A term in whole days, as the policy words it; null if it gives none. */
const Term = z.strictObject({ unit: z.enum(["working-days", "calendar-days"]), count: z.int().positive() });

/** One question of the script (回访提纲); `basis` says whether its words are the policy's. */
export const CallbackQuestion = leaf({ id: Id, text: Bilingual });
export type CallbackQuestion = z.infer<typeof CallbackQuestion>;

/** A callback (回访) that a policy requires: after which act, within what term, with which questions. */
export const CallbackRule = leaf({
  id: Id,
  label: Bilingual,
  after: leaf({ act: z.enum(CALLBACK_CAUSES) }),
  dueWithin: Term.nullable(),
  questions: z.array(CallbackQuestion).min(1).max(20),
});
export type CallbackRule = z.infer<typeof CallbackRule>;
