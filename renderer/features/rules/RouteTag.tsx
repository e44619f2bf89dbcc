import type { Route } from "#shared/profile/routing-rules.ts";

const SIGNS: Record<Route | "none", string> = {
  commitment: "✓",
  direct: "✓",
  "joint-approval": "≡",
  blocked: "✕",
  none: "–",
};

/** A route as a coloured tag; the sign tells it apart without the colour. */
export function RouteTag({ kind, label }: { kind: Route | "none"; label: string }) {
  return (
    <span className={`route-tag route-${kind}`}>
      <span aria-hidden="true">{SIGNS[kind]} </span>
      {label}
    </span>
  );
}
