import { z } from "zod";
import { bilingual } from "#shared/lib/bilingual.ts";
import { OutsideLine } from "./outside-line.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Profile } from "./profile.ts";
import { leaf } from "./quoted.ts";
import { decideRoute } from "./route.ts";
import { ROUTES } from "./routing-rules.ts";

/**
 * A known answer that a profile carries about itself (自检用例): facts of an outside line, and their route under the
 * default interpretations.
 */
export const ProfileExample = leaf({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "小写字母、数字和连字符 / lower-case letters, digits and hyphens"),
  line: OutsideLine,
  route: z.enum(ROUTES),
});
export type ProfileExample = z.infer<typeof ProfileExample>;

/** The examples that the profile's own rules answer differently; such a profile is not used. */
export function exampleFaults(profile: Profile): FieldProblem[] {
  return profile.examples.flatMap((example, i): FieldProblem[] => {
    const { route } = decideRoute(profile, example.line);
    if (route === example.route) return [];
    return [
      {
        path: `examples[${i}]`,
        message: bilingual(
          `自检用例 ${example.id} 应判为 ${example.route}，按这套地方规则判为 ${route}`,
          `the example ${example.id} is to give ${example.route}; the rules give ${route}`,
        ),
      },
    ];
  });
}
