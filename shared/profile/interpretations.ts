import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { Ambiguity, Profile } from "./profile.ts";
import type { Quoted } from "./quoted.ts";
import { type Assumption, type RouteRule, type Interpretations, interpretationsNeeded } from "./routing-rules.ts";

/** The reading of an ambiguity in force, and whether a supervisor recorded it or it is the profile's default. */
export type InterpretationInForce = {
  ambiguity: Ambiguity;
  interpretation: string;
  text: Bilingual;
  recorded: boolean;
};

/**
 * Finds the reading in force; a recorded one that the profile does not list is passed over for the default. Null: no
 * such ambiguity.
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

/** Two leaves speak of the same thing when they stand in the same clause, or when one quote contains the other. */
function sharesWords(one: Quoted, other: Quoted): boolean {
  const [a, b] = [plain(one.quote), plain(other.quote)];
  return one.clause === other.clause || a.includes(b) || b.includes(a);
}

/** Ambiguities that decide something else (a clock, who answers) are not assumptions of the route. */
function isDecidedRemotely(profile: Profile): Set<string | null> {
  const { rules, mixed } = profile.firstContact;
  return new Set([
    ...profile.clocks.flatMap((clock) => clock.alternatives.map((other) => other.when.ambiguity)),
    ...rules.map((rule) => rule.ambiguity),
    mixed?.ambiguity ?? null,
  ]);
}

/**
 * The words a route rests on: lanes, their conditions, a letter that goes only sometimes, or the place that says
 * there are no limits.
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
 * The ambiguities that a condition names, and those about the very words the route rests on; worked out once for each
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

/** The readings on which the route leans, recorded or by default. */
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
