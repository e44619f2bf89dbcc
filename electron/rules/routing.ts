import type { OutsideLine } from "#shared/profile/outside-line.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { decideRoute } from "#shared/profile/route.ts";
import type { Route, RouteDecision } from "#shared/profile/routing-rules.ts";
import { interpretationsInForce } from "#station/db/interpretations.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { suspensionsOf } from "./suspension.ts";

/** The strictest first: the application as a whole takes the strictest route of its outside lines. */
const STRICTEST_FIRST: readonly Route[] = ["blocked", "joint-approval", "commitment", "direct"];

/** Decides the route of each outside line under the readings recorded here and the suspensions on record; the day of work decides which of these bar a commitment. */
export function decideRoutes(context: StationContext, profile: Profile, lines: OutsideLine[]): RouteDecision[] {
  const interpretations = interpretationsInForce(context.db, profile.id);
  const suspensions = suspensionsOf(context.db, profile);
  return lines.map((line) => decideRoute(profile, line, { interpretations, suspensions, all: lines }));
}

/** Whether any outside line goes by joint approval, which needs a lead and an approval sheet; a suspended commitment does too. */
export const needsApproval = (routes: Pick<RouteDecision, "route">[]): boolean =>
  routes.some(({ route }) => route === "joint-approval" || route === "blocked");

/** The route of the whole application, null where it has no outside line. */
export const strictestRoute = (routes: Route[]): Route | null =>
  STRICTEST_FIRST.find((route) => routes.includes(route)) ?? null;
