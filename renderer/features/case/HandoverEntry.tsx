import { momentText } from "#renderer/strings/time-text.ts";
import { useText } from "#renderer/strings/text.ts";
import type { ShownCase } from "./case-store.ts";

/** An accepted hand-over in the case's history: when, from whom, to whom. */
export function HandoverEntry({
  handover: { at, from, to, note },
}: {
  handover: ShownCase["view"]["handovers"][number];
}) {
  const t = useText();
  return (
    <li className="timeline-act">
      <span className="number timeline-at">{momentText(at)}</span>
      <div className="timeline-what">
        <strong>{t("case.handedOver")}</strong>{" "}
        <span className="case-soft">{t("case.handedOverFromTo", { from, to })}</span>
        {note !== "" && <span className="timeline-part">{note}</span>}
      </div>
    </li>
  );
}
