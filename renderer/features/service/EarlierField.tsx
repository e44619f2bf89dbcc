import { Button } from "antd";
import { useEffect } from "react";
import { useText } from "#renderer/strings/text.ts";
import { FieldBox } from "#renderer/features/form/FieldBox.tsx";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { forgetFound, lookForEarlier, useEarlierStore } from "./earlier-store.ts";

/** The application that a change follows, by its number; anything else typed looks for it among those stored here. */
export function EarlierField({ problem }: { problem: string | null }) {
  const t = useText();
  const { earlier, setEarlier, touch } = useIntakeStore();
  const found = useEarlierStore((state) => state.found);
  useEffect(() => forgetFound, []);
  const type = (text: string): void => {
    setEarlier(text);
    lookForEarlier(text);
  };
  const take = (number: string): void => {
    setEarlier(number);
    touch("earlier");
    forgetFound();
  };
  return (
    <div className="service-earlier">
      <FieldBox
        label={t("service.earlier")}
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
              {t("service.earlierFound", { number: line.acceptanceNumber })}
            </Button>{" "}
            {line.applicant} · {line.site}
          </li>
        ))}
      </ul>
    </div>
  );
}
