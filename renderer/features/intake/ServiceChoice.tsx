import { Button } from "antd";
import { useEffect } from "react";
import { create } from "zustand";
import type { FoundLine } from "#shared/contract/search.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { offeredServices } from "#shared/profile/services.ts";
import { ask } from "#renderer/host/host.ts";
import { later } from "#renderer/lib/later.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { Pills } from "#renderer/ui/Pills.tsx";
import { useIntakeStore } from "./intake-store.ts";
import serviceCss from "./ServiceChoice.module.css";
import utilitiesCss from "#renderer/features/intake/utilities/utilities.module.css";

const SEARCH_AFTER_MS = 150;
const MAX_SHOWN = 5;
const LEAST_SIGNS = 2;

/** Stored applications that match the typed previous application. */
const usePreviousApplicationStore = create<{ text: string; found: FoundLine[] }>()(() => ({ text: "", found: [] }));

const searcher = later(SEARCH_AFTER_MS, async () => {
  const { text } = usePreviousApplicationStore.getState();
  if (text.trim().length < LEAST_SIGNS) return usePreviousApplicationStore.setState({ found: [] });
  // A failed search finds nothing; the number can still be typed, and acceptance checks it.
  const lines = await ask("application.search", { text }).then(
    (found) => found.lines,
    () => [],
  );
  const isWhole = lines.some((line) => line.acceptanceNumber === text.trim().toUpperCase());
  if (usePreviousApplicationStore.getState().text === text)
    usePreviousApplicationStore.setState({ found: isWhole ? [] : lines.slice(0, MAX_SHOWN) });
});

/** Searches for the typed text after a short pause. */
function lookForPreviousApplication(text: string): void {
  usePreviousApplicationStore.setState({ text });
  searcher.soon();
}

/** Ends the search. */
function forgetFound(): void {
  searcher.stop();
  usePreviousApplicationStore.setState({ text: "", found: [] });
}

/** The previous application of a change, by its number; any other text searches the stored applications. */
function PreviousApplicationField({ problem }: { problem: string | null }) {
  const t = useText();
  const { previousApplication, setPreviousApplication, touch } = useIntakeStore();
  const found = usePreviousApplicationStore((state) => state.found);
  useEffect(() => forgetFound, []);
  const type = (text: string): void => {
    setPreviousApplication(text);
    lookForPreviousApplication(text);
  };
  const take = (number: string): void => {
    setPreviousApplication(number);
    touch("earlier");
    forgetFound();
  };
  return (
    <div className={serviceCss.previous}>
      <FieldBox
        label={t("service.previous")}
        htmlFor="service-previous"
        required={false}
        messageId="service-previous-m"
        problem={found.length > 0 ? null : problem}
        warning={null}
      >
        <input
          id="service-previous"
          data-path="earlier"
          className="input"
          autoComplete="off"
          maxLength={60}
          value={previousApplication}
          aria-invalid={problem !== null && found.length === 0}
          aria-describedby="service-previous-m"
          onBlur={() => touch("earlier")}
          onChange={(event) => type(event.target.value)}
        />
      </FieldBox>
      <ul className={serviceCss.found} aria-live="polite">
        {found.map((line) => (
          <li key={line.id}>
            <Button size="small" onClick={() => take(line.acceptanceNumber)}>
              {t("service.previousFound", { number: line.acceptanceNumber })}
            </Button>{" "}
            {line.applicant} · {line.site}
          </li>
        ))}
      </ul>
    </div>
  );
}

const CONNECTION = "connection";

/** The requested service: a connection, a change of name or a transfer. Shown only if there is more than one. */
export function ServiceChoice({
  profile,
  problemAt,
}: {
  profile: Profile;
  problemAt: (path: string) => string | null;
}) {
  const t = useText();
  const pick = usePick();
  const { service, setService } = useIntakeStore();
  const offered = offeredServices(profile);
  if (offered.length === 1) return null;
  const options = offered.map(({ id, label }) => ({ id: id ?? CONNECTION, label: pick(label) }));
  return (
    <div className={`card ${serviceCss.service}`}>
      <fieldset className={serviceCss.choice}>
        <legend className={utilitiesCss.title}>
          {t("service.title")} <span className={utilitiesCss.hint}>{t("service.hint")}</span>
        </legend>
        <Pills
          name="service"
          path="service"
          options={options}
          value={service ?? CONNECTION}
          clearable={false}
          onChange={(id) => setService(id === CONNECTION ? null : id)}
        />
      </fieldset>
      {service !== null && <PreviousApplicationField problem={problemAt("earlier")} />}
    </div>
  );
}
