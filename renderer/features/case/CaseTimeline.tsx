import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import { actStory } from "./act-story.ts";
import type { ShownCase } from "./case-store.ts";
import { HandoverEntry } from "./HandoverEntry.tsx";
import { RouteChanges } from "./RouteChanges.tsx";
import { ToldEntry } from "./ToldEntry.tsx";

type Event =
  | ShownCase["view"]["acts"][number]
  | ShownCase["view"]["handovers"][number]
  | ShownCase["view"]["told"][number];

/** Acts, accepted hand-overs and what the centre told, in the order in which they happened. */
const inOrder = ({ acts, handovers, told }: ShownCase["view"]): Event[] =>
  [...acts, ...handovers, ...told].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));

/** Every act and accepted hand-over so far: when, by whom, what it said, the paper it brought about, and what it changed. */
export function CaseTimeline({ shown: { view, application, profile } }: { shown: ShownCase }) {
  const t = useText();
  const pick = usePick();
  return (
    <section className="card" aria-labelledby="case-timeline">
      <h2 id="case-timeline" className="card-title">
        {t("case.timeline")}
      </h2>
      <ol className="timeline">
        <li className="timeline-act">
          <span className="number timeline-at">{momentText(application.acceptedAt)}</span>
          <span className="timeline-what">
            <strong>{t("case.accepted")}</strong>{" "}
            <span className="case-soft">
              {application.contacts[0]?.operatorName ?? application.dutyHolder.name}
              {application.elsewhere !== undefined && ` · ${application.elsewhere.window}`}
            </span>
          </span>
        </li>
        {inOrder(view).map((done) =>
          "to" in done ? (
            <HandoverEntry key={done.id} handover={done} />
          ) : "alert" in done ? (
            <ToldEntry key={done.id} told={done} />
          ) : (
            <li
              key={`${done.seq} ${done.undone === true ? done.at : ""}`}
              className={done.undone === true ? "timeline-act is-undone" : "timeline-act"}
            >
              <span className="number timeline-at">{momentText(done.at)}</span>
              <div className="timeline-what">
                {done.undone === true && <span className="timeline-undone">{t("case.undone")}</span>}
                <strong>{pick(done.label)}</strong>{" "}
                <span className="case-soft">
                  {done.by}
                  {done.window !== undefined && ` · ${done.window}`}
                </span>
                {actStory(done.act, { t, pick, profile, dispatches: application.dispatches }).map((part) => (
                  <span key={part} className="timeline-part">
                    {part}
                  </span>
                ))}
                {done.notice !== null && (
                  <span className="timeline-notice">
                    ▤ {t("case.notice", { name: t(`print.${done.notice}`), number: done.voucherNumber ?? "" })}
                  </span>
                )}
                {done.changes.length > 0 && <RouteChanges changes={done.changes} profile={profile} />}
              </div>
            </li>
          ),
        )}
      </ol>
      {view.acts.length + view.handovers.length + view.told.length === 0 && (
        <p className="side-empty">{t("case.noActs")}</p>
      )}
    </section>
  );
}
