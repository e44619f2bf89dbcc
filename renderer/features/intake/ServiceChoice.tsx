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
import "./service.css";

const SEARCH_AFTER_MS = 150;
const MAX_SHOWN = 5;
const LEAST_SIGNS = 2;

/** The stored applications that may be meant by what was typed as the earlier one. */
const usePreviousApplicationStore = create<{ text: string; found: FoundLine[] }>()(() => ({ text: "", found: [] }));

const searcher = later(SEARCH_AFTER_MS, async () => {
  const { text } = usePreviousApplicationStore.getState();
  if (text.trim().length < LEAST_SIGNS) return usePreviousApplicationStore.setState({ found: [] });
  // A search that cannot be made finds nothing; the number can still be typed, and acceptance checks it.
  const lines = await ask("application.search", { text }).then(
    (found) => found.lines,
    () => [],
  );
  const isWhole = lines.some((line) => line.acceptanceNumber === text.trim().toUpperCase());
  if (usePreviousApplicationStore.getState().text === text)
    usePreviousApplicationStore.setState({ found: isWhole ? [] : lines.slice(0, MAX_SHOWN) });
});

/** Looks for what is being typed, in a moment. */
function lookForPreviousApplication(text: string): void {
  usePreviousApplicationStore.setState({ text });
  searcher.soon();
}

/** Nothing is being looked for any more. */
function forgetFound(): void {
  searcher.stop();
  usePreviousApplicationStore.setState({ text: "", found: [] });
}

/** The application that a change follows, by its number; anything else typed looks for it among those stored here. */
function PreviousApplicationField({ problem }: { problem: string | null }) {
  const t = useText();
  const { previousApplication: earlier, setPreviousApplication: setEarlier, touch } = useIntakeStore();
  const found = usePreviousApplicationStore((state) => state.found);
  useEffect(() => forgetFound, []);
  const type = (text: string): void => {
    setEarlier(text);
    lookForPreviousApplication(text);
  };
  const take = (number: string): void => {
    setEarlier(number);
    touch("earlier");
    forgetFound();
  };
  return (
    <div className="service-earlier">
      <FieldBox
        label={t("service.previous")}
        htmlFor="service-earlier"
        required={false}
        messageId="service-earlier-m"
        problem={found.length > 0 ? null : problem}
        warning={null}
      >
        <input
          id="service-earlier"
          data-path="earlier"
          className="input"
          autoComplete="off"
          maxLength={60}
          value={earlier}
          aria-invalid={problem !== null && found.length === 0}
          aria-describedby="service-earlier-m"
          onBlur={() => touch("earlier")}
          onChange={(event) => type(event.target.value)}
        />
      </FieldBox>
      <ul className="service-found" aria-live="polite">
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

/** What is asked for: the connection, or a change of name or transfer; shown only where the paper offers more than one. */
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
    <div className="card service">
      <fieldset className="service-choice">
        <legend className="utilities-title">
          {t("service.title")} <span className="utilities-hint">{t("service.hint")}</span>
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
