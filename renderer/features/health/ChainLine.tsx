import type { ChainHealth } from "#shared/contract/health.ts";
import { useText } from "#renderer/strings/text.ts";
import { hourText } from "#renderer/strings/time-text.ts";
import "./health.css";

/** One line for the supervisor: how far the audit was recomputed, and whether it holds; nothing before there is an entry. */
export function ChainLine({ chain: { upTo, checkedAt, brokenAt } }: { chain: ChainHealth }) {
  const t = useText();
  if (brokenAt !== null)
    return <p className="chain-line chain-broken">✗ {t("day.auditBroken", { seq: brokenAt, n: upTo })}</p>;
  if (upTo === 0) return null;
  if (checkedAt === null) return <p className="chain-line">{t("day.auditChecking", { n: upTo })}</p>;
  return <p className="chain-line">✓ {t("day.auditWhole", { n: upTo, time: hourText(checkedAt) })}</p>;
}
