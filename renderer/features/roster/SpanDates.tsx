import type { Span } from "#shared/roster.ts";
import { useText } from "#renderer/strings/text.ts";

/** The days of an entry, both ends counted, or that it was withdrawn before it began. */
export function SpanDates({ span: { startsOn, endsOn } }: { span: Span }) {
  const t = useText();
  if (endsOn === null) return <span className="number roster-fixed">{t("roster.since", { from: startsOn })}</span>;
  if (endsOn < startsOn) return <span className="roster-over">{t("roster.withdrawn", { from: startsOn })}</span>;
  return <span className="number roster-fixed">{t("roster.span", { from: startsOn, to: endsOn })}</span>;
}
