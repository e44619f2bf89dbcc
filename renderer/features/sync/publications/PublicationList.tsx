import type { PublicationLine } from "#shared/contract/publications.ts";
import { useCall } from "#renderer/host/query.ts";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import css from "./PublicationList.module.css";

function PublicationRow({ line }: { line: PublicationLine }) {
  const t = useText();
  const pick = usePick();
  const { state, reason, appliesOn } = line;
  return (
    <li className={`${css.publication} ${css[`is-${state}`]}`} data-testid="publication" data-state={state}>
      <strong>{t(`publication.state.${state}`)}</strong> <span>{pick(line.title)}</span>{" "}
      <span className={`${css.soft} number`}>
        {state === "waiting" && appliesOn !== null
          ? t("publication.from", { day: appliesOn })
          : momentText(line.changedAt)}
      </span>
      {reason !== null && (
        <div className={css.reason}>
          <p>{pick(reason.what)}</p>
          <p>{pick(reason.safe)}</p>
          <p>
            {t("outbox.next")}: {pick(reason.next)}
          </p>
          {reason.fields.length > 0 && (
            <details>
              <summary>{t("publication.faults", { n: reason.fields.length })}</summary>
              <ul>
                {reason.fields.map((field) => (
                  <li key={`${field.path} ${field.message.zh}`}>{pick(field.message)}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </li>
  );
}

/** The centre's publications (rules, calendars, rosters) with reason and next step if quarantined. */
export function PublicationList() {
  const t = useText();
  const published = useCall("publication.list", {});
  const view = published.data;
  if (view === null || view.lines.length === 0) return <ReadNote read={published} />;
  return (
    <section className={css.publications} data-testid="publications" aria-labelledby="publications">
      <h2 id="publications">{t("publication.title")}</h2>
      <p className={css.soft}>{t("publication.intro")}</p>
      <ReadNote read={published} />
      <ul>
        {view.lines.map((line) => (
          <PublicationRow key={line.id} line={line} />
        ))}
      </ul>
    </section>
  );
}
