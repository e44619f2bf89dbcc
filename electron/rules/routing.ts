import type { OutsideLine } from "#shared/profile/outside-line.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { decideRoute } from "#shared/profile/route.ts";
import type { Route, RouteDecision } from "#shared/profile/routing-rules.ts";
import { interpretationsInForce } from "#station/db/interpretations.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { suspensionsOf } from "./suspension.ts";

/** Strictest first: an application as a whole takes the strictest route of its outside lines. */
const STRICTEST_FIRST: readonly Route[] = ["blocked", "joint-approval", "commitment", "direct"];

/**
 * Decides the route of each outside line by the recorded interpretations and suspensions. The day of work decides
 * which suspensions bar a commitment.
 */
export function decideRoutes(context: StationContext, profile: Profile, lines: OutsideLine[]): RouteDecision[] {
  const interpretations = interpretationsInForce(context.db, profile.id);
  const suspensions = suspensionsOf(context.db, profile);
  return lines.map((line) => decideRoute(profile, line, { interpretations, suspensions, all: lines }));
}

/**
 * Whether any outside line needs joint approval, with a lead and an approval sheet. A suspended commitment does too.
 */
export const needsApproval = (routes: Pick<RouteDecision, "route">[]): boolean =>
  routes.some(({ route }) => route === "joint-approval" || route === "blocked");

/** The route of the whole application; null without an outside line. */
export const strictestRoute = (routes: Route[]): Route | null =>
  STRICTEST_FIRST.find((route) => routes.includes(route)) ?? null;
