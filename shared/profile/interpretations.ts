import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { Ambiguity, Profile } from "./profile.ts";
import type { Quoted } from "./quoted.ts";
import { type Assumption, type RouteRule, type Interpretations, interpretationsNeeded } from "./routing-rules.ts";

/**
 * The interpretation of an ambiguity in force, and whether it was recorded by a supervisor or is the profile's
 * default.
 */
export type InterpretationInForce = {
  ambiguity: Ambiguity;
  interpretation: string;
  text: Bilingual;
  recorded: boolean;
};

/**
 * Finds the interpretation in force. A recorded one that the profile does not list is ignored for the default. Null
 * if there is no such ambiguity.
 */
export function findInterpretation(
  profile: Pick<Profile, "ambiguities">,
  interpretations: Interpretations,
  id: string,
): InterpretationInForce | null {
  const ambiguity = profile.ambiguities.find((each) => each.id === id);
  if (!ambiguity) return null;
  const recorded = ambiguity.readings.find(
    (each) => Object.hasOwn(interpretations, id) && each.id === interpretations[id],
  );
  const reading = recorded ?? ambiguity.readings.find((each) => each.id === ambiguity.default);
  return reading
    ? { ambiguity, interpretation: reading.id, text: reading.text, recorded: recorded !== undefined }
    : null;
}

const plain = (text: string): string => text.replace(/\s/g, "");

/** Two leaves concern the same matter if they have the same clause, or if one quote contains the other. */
function sharesWords(one: Quoted, other: Quoted): boolean {
  const [a, b] = [plain(one.quote), plain(other.quote)];
  return one.clause === other.clause || a.includes(b) || b.includes(a);
}

/** Ambiguities that decide something else (a deadline, who answers) are not assumptions of the route. */
function isDecidedRemotely(profile: Profile): Set<string | null> {
  const { rules, mixed } = profile.firstContact;
  return new Set([
    ...profile.clocks.flatMap((rule) => rule.alternatives.map((other) => other.when.ambiguity)),
    ...rules.map((rule) => rule.ambiguity),
    mixed?.ambiguity ?? null,
  ]);
}

/**
 * The clauses behind a route: rules, their conditions, a letter needed only sometimes, or the clause that sets no
 * limits.
 */
function leavesOf(profile: Profile, rules: readonly RouteRule[]): Quoted[] {
  const { lanes: given, noLimits } = profile.routing;
  const letter = rules.some((rule) => rule.letter === "when-permit-touched") ? [profile.commitmentLetter.promisor] : [];
  return [
    ...rules,
    ...rules.flatMap((rule) => rule.conditions),
    ...letter,
    ...(given === null && noLimits ? [noLimits] : []),
  ];
}

const leanedOn = new WeakMap<Profile, Ambiguity[]>();

/**
 * The ambiguities that a condition names, and those about the clauses behind the route; worked out once for each
 * profile.
 */
function ambiguitiesOf(profile: Profile): Ambiguity[] {
  const known = leanedOn.get(profile);
  if (known !== undefined) return known;
  const rules = profile.routing.lanes ?? [];
  const conditions = rules.flatMap((rule) => rule.conditions);
  const leaves = leavesOf(profile, rules);
  const named = new Set(
    conditions.flatMap((condition) => interpretationsNeeded(condition).map(({ ambiguity }) => ambiguity)),
  );
  const isDecided = isDecidedRemotely(profile);
  const touches = (ambiguity: Ambiguity): boolean =>
    named.has(ambiguity.id) || (!isDecided.has(ambiguity.id) && leaves.some((leaf) => sharesWords(leaf, ambiguity)));
  const found = profile.ambiguities.filter(touches);
  leanedOn.set(profile, found);
  return found;
}

/** The interpretations behind the route, recorded or by default. */
export const routeAssumptions = (profile: Profile, interpretations: Interpretations): Assumption[] =>
  ambiguitiesOf(profile).flatMap((ambiguity) => {
    const inForce = findInterpretation(profile, interpretations, ambiguity.id);
    if (!inForce) return [];
    const how = inForce.recorded
      ? bilingual("按已登记的解释", "By the recorded reading")
      : bilingual("按默认解释（主管尚未登记）", "By the default reading (none recorded yet)");
    return [
      {
        id: ambiguity.id,
        text: bilingual(
          `${how.zh}：${inForce.text.zh}。问题：${ambiguity.question.zh}`,
          `${how.en}: ${inForce.text.en}. Question: ${ambiguity.question.en}`,
        ),
      },
    ];
  });
