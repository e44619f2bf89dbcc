import type { Reason, RouteDecision } from "#shared/profile/routing-rules.ts";

/** One step of the trace that differs from before; null on the side where it is missing. */
export type ReasonChange = { id: string; before: Reason | null; after: Reason | null };

/** One utility's route before and after it was decided again, with the reasons that differ. */
export type RouteChange = {
  utility: string;
  before: RouteDecision | null;
  after: RouteDecision | null;
  reasons: ReasonChange[];
};

function reasonChanges(before: readonly Reason[], after: readonly Reason[]): ReasonChange[] {
  const ids = [...new Set([...before, ...after].map((reason) => reason.id))];
  return ids.flatMap((id) => {
    const was = before.find((reason) => reason.id === id) ?? null;
    const is = after.find((reason) => reason.id === id) ?? null;
    return was?.verdict === is?.verdict && was?.text.zh === is?.text.zh ? [] : [{ id, before: was, after: is }];
  });
}

/** What a new decision changed (重新判定): only the utilities whose route, letter or reasons differ. */
export function routeChanges(before: readonly RouteDecision[], after: readonly RouteDecision[]): RouteChange[] {
  const utilities = [...new Set([...before, ...after].map((decision) => decision.utility))];
  return utilities.flatMap((utility) => {
    const was = before.find((decision) => decision.utility === utility) ?? null;
    const is = after.find((decision) => decision.utility === utility) ?? null;
    const reasons = reasonChanges(was?.reasons ?? [], is?.reasons ?? []);
    const same = was?.route === is?.route && was?.letter === is?.letter && reasons.length === 0;
    return same ? [] : [{ utility, before: was, after: is, reasons }];
  });
}
