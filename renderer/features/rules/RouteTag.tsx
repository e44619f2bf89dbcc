import type { Route } from "#shared/profile/routing-rules.ts";
import css from "./route.module.css";

const SIGNS: Record<Route | "none", string> = {
  commitment: "✓",
  direct: "✓",
  "joint-approval": "≡",
  blocked: "✕",
  none: "–",
};

/** A route as a coloured tag; a sign distinguishes it without colour. */
export function RouteTag({ kind, label }: { kind: Route | "none"; label: string }) {
  return (
    <span className={`${css.tag} ${css[`is-${kind}`]}`} data-testid="route-tag">
      <span aria-hidden="true">{SIGNS[kind]} </span>
      {label}
    </span>
  );
}
