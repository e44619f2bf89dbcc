import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import type { ShownCase } from "./case-store.ts";

/** What the centre told about the application, in its history: who said it and what; the record itself is unchanged by it. */
export function ToldEntry({ told: { at, label, parts, alert } }: { told: ShownCase["view"]["told"][number] }) {
  const t = useText();
  const pick = usePick();
  return (
    <li className={alert ? "timeline-act timeline-told is-alert" : "timeline-act timeline-told"}>
      <span className="number timeline-at">{momentText(at)}</span>
      <div className="timeline-what">
        <strong>
          {alert && "⚠ "}
          {pick(label)}
        </strong>{" "}
        <span className="case-soft">{t("case.fromCentre")}</span>
        {parts.map((part) => (
          <span key={part.zh} className="timeline-part">
            {pick(part)}
          </span>
        ))}
      </div>
    </li>
  );
}
