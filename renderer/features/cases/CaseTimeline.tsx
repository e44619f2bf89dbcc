import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { RouteChanges } from "./RouteChanges.tsx";
import { actStory } from "./act-story.ts";
import type { ShownCase } from "./use-case.ts";
import css from "./CaseTimeline.module.css";

/** An accepted hand-over in the case's history: when, from whom, to whom. */
function HandoverEntry({ handover: { at, from, to, note } }: { handover: ShownCase["view"]["handovers"][number] }) {
  const t = useText();
  return (
    <li className={css.act} data-testid="timeline-act">
      <span className={`number ${css.at}`}>{momentText(at)}</span>
      <div className={css.what}>
        <strong>{t("case.handedOver")}</strong> <span className="soft">{t("case.handedOverFromTo", { from, to })}</span>
        {note !== "" && <span className={css.part}>{note}</span>}
      </div>
    </li>
  );
}

/** A message of the centre in the case's history: sender and text. It does not change the record. */
function CentreMessageEntry({
  message: { at, label, parts, alert },
}: {
  message: ShownCase["view"]["centreMessages"][number];
}) {
  const t = useText();
  const pick = usePick();
  return (
    <li
      className={`${css.act} ${css.message} ${alert ? css.isAlert : ""}`}
      data-alert={alert}
      data-testid="timeline-message"
    >
      <span className={`number ${css.at}`}>{momentText(at)}</span>
      <div className={css.what}>
        <strong>
          {alert && "⚠ "}
          {pick(label)}
        </strong>{" "}
        <span className="soft">{t("case.fromCentre")}</span>
        {parts.map((part) => (
          <span key={part.zh} className={css.part}>
            {pick(part)}
          </span>
        ))}
      </div>
    </li>
  );
}

type Event =
  | ShownCase["view"]["acts"][number]
  | ShownCase["view"]["handovers"][number]
  | ShownCase["view"]["centreMessages"][number];

/** Acts, accepted hand-overs and messages of the centre, in the order in which they happened. */
const inOrder = ({ acts, handovers, centreMessages }: ShownCase["view"]): Event[] =>
  [...acts, ...handovers, ...centreMessages].toSorted(
    (one, other) => Number(one.at > other.at) - Number(one.at < other.at),
  );

/** Every act and accepted hand-over: when, by whom, what it said, its document and what it changed. */
export function CaseTimeline({ shown: { view, application, profile } }: { shown: ShownCase }) {
  const t = useText();
  const pick = usePick();
  return (
    <section className="card" aria-labelledby="case-timeline">
      <h2 id="case-timeline" className="card-title">
        {t("case.timeline")}
      </h2>
      <ol data-testid="timeline">
        <li className={css.act} data-testid="timeline-act">
          <span className={`number ${css.at}`}>{momentText(application.acceptedAt)}</span>
          <span className={css.what}>
            <strong>{t("case.accepted")}</strong>{" "}
            <span className="soft">
              {application.contacts[0]?.operatorName ?? application.dutyHolder.name}
              {application.remote !== undefined && ` · ${application.remote.window}`}
            </span>
          </span>
        </li>
        {inOrder(view).map((done) => {
          if ("to" in done) return <HandoverEntry key={done.id} handover={done} />;
          if ("alert" in done) return <CentreMessageEntry key={done.id} message={done} />;
          return (
            <li
              key={`${done.seq} ${done.undone === true ? done.at : ""}`}
              className={`${css.act} ${done.undone === true ? css.isUndone : ""}`}
              data-undone={done.undone === true}
              data-testid="timeline-act"
            >
              <span className={`number ${css.at}`}>{momentText(done.at)}</span>
              <div className={css.what}>
                {done.undone === true && <span className={css.undone}>{t("case.undone")}</span>}
                <strong>{pick(done.label)}</strong>{" "}
                <span className="soft">
                  {done.by}
                  {done.window !== undefined && ` · ${done.window}`}
                </span>
                {actStory(done.act, { t, pick, profile, assignments: application.assignments }).map((part) => (
                  <span key={part} className={css.part}>
                    {part}
                  </span>
                ))}
                {done.notice !== null && (
                  <span className={css.notice} data-testid="timeline-notice">
                    ▤ {t("case.notice", { name: t(`document.kind.${done.notice}`), number: done.voucherNumber ?? "" })}
                  </span>
                )}
                {done.changes.length > 0 && <RouteChanges changes={done.changes} profile={profile} />}
              </div>
            </li>
          );
        })}
      </ol>
      {view.acts.length + view.handovers.length + view.centreMessages.length === 0 && (
        <p className="side-empty">{t("case.noActs")}</p>
      )}
    </section>
  );
}
