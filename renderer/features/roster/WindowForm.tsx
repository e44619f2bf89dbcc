import { Button } from "antd";
import { useId, useState, type FormEvent } from "react";
import type { RosterView } from "#shared/contract/roster.ts";
import { useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { Pills } from "#renderer/ui/Pills.tsx";
import type { RosterActing } from "./use-roster-act.ts";
import css from "./roster.module.css";

type Props = { profileId: string; roster: RosterView; acting: RosterActing };

/** Whose window this is: shared, or of one unit, which then leads. */
export function WindowForm({ profileId, roster: { windowOrganisation }, acting: { busy, change } }: Props) {
  const t = useText();
  const id = useId();
  const [shared, setShared] = useState(windowOrganisation === null);
  const [organisation, setOrganisation] = useState(windowOrganisation ?? "");
  const [tried, setTried] = useState(false);
  const blank = !shared && organisation.trim() === "";
  const changed = (shared ? null : organisation.trim()) !== windowOrganisation;
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (!blank && changed) await change("roster.setWindow", { profileId, organisation: shared ? null : organisation });
  };
  return (
    <form className={css.window} aria-label={t("roster.window")} noValidate onSubmit={(event) => void keep(event)}>
      <FieldBox
        label={t("roster.window")}
        htmlFor={null}
        messageId={`${id}-kind-m`}
        required={false}
        problem={null}
        warning={null}
      >
        <Pills
          name={`${id}-kind`}
          path="roster.window"
          clearable={false}
          options={[
            { id: "shared", label: t("roster.windowShared") },
            { id: "own", label: t("roster.windowOwn") },
          ]}
          value={shared ? "shared" : "own"}
          onChange={(value) => setShared(value === "shared")}
        />
      </FieldBox>
      {!shared && (
        <FieldBox
          label={t("roster.organisation")}
          htmlFor={`${id}-unit`}
          messageId={`${id}-unit-m`}
          required
          problem={tried && blank ? t("suspension.fill") : null}
          warning={null}
        >
          <input
            id={`${id}-unit`}
            className="input"
            maxLength={200}
            autoComplete="off"
            value={organisation}
            aria-invalid={tried && blank}
            aria-describedby={`${id}-unit-m`}
            onChange={(event) => setOrganisation(event.target.value)}
          />
        </FieldBox>
      )}
      <Button htmlType="submit" disabled={busy || !changed}>
        {t("roster.keep")}
      </Button>
      <p className="soft-line">{t("roster.windowHint")}</p>
    </form>
  );
}
