import { z } from "zod";
import { Bilingual } from "#shared/lib/bilingual.ts";
import { RoadClass } from "./outside-line.ts";
import { leaf } from "./quoted.ts";

const InForce = z.strictObject({ ambiguity: z.string().min(1), reading: z.string().min(1) });

const base = {
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: Bilingual,
  /** The condition holds only under this interpretation of an ambiguity; of several, all must be in force. */
  when: z
    .union([InForce, z.array(InForce).min(1)])
    .nullable()
    .default(null),
};

/**
 * A measured quantity with a limit: all crossings, the longest one, the line, all lines of the application, the green
 * strip, the green area.
 */
export const LimitFact = z.enum([
  "crossingTotalMm",
  "crossingLongestMm",
  "lineLengthMm",
  "linesTotalMm",
  "greenLengthMm",
  "greenAreaCm2",
]);
export type LimitFact = z.infer<typeof LimitFact>;

/** One condition of a route rule. */
export const Condition = z.discriminatedUnion("kind", [
  /** 不超过/以内 are inclusive, 不满 is not (民法典 1259). */
  leaf({ ...base, kind: z.literal("at-most"), fact: LimitFact, max: z.int().nonnegative(), inclusive: z.boolean() }),
  leaf({ ...base, kind: z.literal("road-class-not"), classes: z.array(RoadClass).min(1) }),
  /**
   * More than `years` must lie between the date and the day of work; the anniversary itself is still within them
   * (以内).
   */
  leaf({
    ...base,
    kind: z.literal("road-older-than"),
    since: z.enum(["openedOn", "overhauledOn"]),
    years: z.int().positive(),
  }),
  leaf({ ...base, kind: z.literal("no-trees") }),
]);
export type Condition = z.infer<typeof Condition>;

/** The interpretations on which a condition depends; none if it always holds. */
export function interpretationsNeeded({ when }: Pick<Condition, "when">): z.infer<typeof InForce>[] {
  if (when === null) return [];
  return Array.isArray(when) ? when : [when];
}

/** A route without joint approval, open when every condition is met. */
export const RouteRule = leaf({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  route: z.enum(["commitment", "direct"]),
  label: Bilingual,
  conditions: z.array(Condition).min(1),
  /** Whether it needs the commitment letter; `when-permit-touched` means if a road is crossed or green land touched. */
  letter: z.enum(["always", "when-permit-touched", "never"]),
});
export type RouteRule = z.infer<typeof RouteRule>;

/** Every route (办理方式). */
export const ROUTES = ["commitment", "direct", "joint-approval", "blocked"] as const;
/** The route of an outside line (办理方式): 告知承诺, 免审批, 并联审批, 暂停承诺. */
export type Route = (typeof ROUTES)[number];

/** Met, not met, or not known; unknown never takes the easy route. */
export type ConditionResult = "met" | "not-met" | "unknown";

/** One step of the trace, shown on screen and printed. */
export type Reason = { id: string; verdict: ConditionResult; text: Bilingual; quote: string; clause: string };

/** A fact not yet measured. `couldOpen` names the route that it might open; null if a known fact already bars it. */
export type MissingFact = { fact: string; text: Bilingual; couldOpen: Route | null };

/** An interpretation, recorded or default, behind the decision. */
export type Assumption = { id: string; text: Bilingual };

/** The route of one outside line, with everything needed to check it. */
export type RouteDecision = {
  utility: string;
  route: Route;
  /** The id of the route rule that matched; null for joint approval. */
  lane: string | null;
  letter: boolean;
  reasons: Reason[];
  missing: MissingFact[];
  assumptions: Assumption[];
  /** Ids of measured conditions that alone bar the easier route. */
  barredBy: string[];
};

/** Recorded interpretations by ambiguity id; an ambiguity not named here has its default. */
export type Interpretations = Record<string, string>;

/** A suspension of the right to commit (暂停承诺制) by utility. */
export type Suspension = {
  utility: string;
  orderNumber: string;
  from: string;
  months: number;
  rectifiedOn: string | null;
};

/** Three-valued "and": one `not-met` decides, else one `unknown` leaves it open. An empty list counts as met. */
export function allOf(results: readonly ConditionResult[]): ConditionResult {
  if (results.includes("not-met")) return "not-met";
  return results.includes("unknown") ? "unknown" : "met";
}

/** Turns a boolean into a result. */
export const resultOf = (holds: boolean): ConditionResult => (holds ? "met" : "not-met");
