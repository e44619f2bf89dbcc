import { create } from "zustand";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { measuredLines } from "./clean-body.ts";
import { useIntakeStore } from "./intake-store.ts";

type RouteState = { decisions: RouteDecision[]; problem: Problem | null };

/** The route of each outside line for the current facts. */
export const useRouteStore = create<RouteState>()(() => ({ decisions: [], problem: null }));

/** Asks for the routes of the lines on the form. */
export async function decideRoutes(): Promise<void> {
  const intake = useIntakeStore.getState();
  if (intake.profile === null) return;
  const { lines } = measuredLines(intake);
  if (lines.length === 0) {
    useRouteStore.setState({ decisions: [], problem: null });
    return;
  }
  try {
    useRouteStore.setState({
      decisions: await ask("route.decide", { profileId: intake.profile.id, outsideLines: lines }),
      problem: null,
    });
  } catch (thrown) {
    useRouteStore.setState({ problem: problemOf(thrown) });
  }
}
