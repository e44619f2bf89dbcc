import { useId } from "react";
import { useText } from "#renderer/lib/text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { Pills, yesNoId } from "#renderer/ui/Pills.tsx";
import type { FieldProps } from "./act-entry.ts";
import { ConclusionReason } from "./ConclusionReason.tsx";
import { DetailsFields } from "./DetailsFields.tsx";
import { LeadUnitChoice } from "./LeadUnitChoice.tsx";
import { NotInvolvedChoice } from "./NotInvolvedChoice.tsx";
import { SignerChoice } from "./SignerChoice.tsx";
import { SurveyFacts } from "./SurveyFacts.tsx";
import { UtilityChoice } from "./UtilityChoice.tsx";
import css from "./acts.module.css";

/** One field of an act's form, by what it asks for. */
export function ActFieldInput(props: FieldProps) {
  const { kind, field, entry, set, problem } = props;
  const t = useText();
  const id = useId();
  const box = { required: true, messageId: `${id}-m`, problem, warning: null };
  const long = (label: string, value: string, rows: number, change: (value: string) => void) => (
    <FieldBox {...box} label={label} htmlFor={id} required={field !== "text" && field !== "findings"}>
      <textarea
        id={id}
        data-path={`act.${field}`}
        className="textarea"
        rows={rows}
        maxLength={2000}
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={box.messageId}
        onChange={(event) => change(event.target.value)}
      />
    </FieldBox>
  );
  const yesNo = (label: string, yes: string, no: string) => (
    <FieldBox {...box} label={label} htmlFor={null}>
      <Pills
        name={`${id}-yes`}
        path={`act.${field}`}
        options={[
          { id: "yes", label: yes },
          { id: "no", label: no },
        ]}
        value={yesNoId(entry.yes)}
        invalid={problem !== null}
        describedBy={box.messageId}
        onChange={(value) => set({ yes: value === null ? null : value === "yes" })}
      />
    </FieldBox>
  );
  switch (field) {
    case "items":
      return long(t("act.items"), entry.items, 4, (items) => set({ items }));
    case "reason":
    case "reasonForAnother":
      return long(t(`act.${field}`), entry.reason, 2, (reason) => set({ reason }));
    case "text":
    case "findings":
      return long(t(`act.${field}`), entry.text, 2, (text) => set({ text }));
    case "on":
    case "dueOn":
    case "signedOn":
      return (
        <FieldBox
          {...box}
          label={t(kind === "opinion.recorded" ? "act.opinionOn" : `act.${field}`)}
          htmlFor={id}
          className={css.actDate ?? ""}
        >
          <DateField
            id={id}
            path={`act.${field}`}
            value={entry.on}
            onChange={(on) => set({ on })}
            invalid={problem !== null}
            describedBy={box.messageId}
            required
          />
        </FieldBox>
      );
    case "callbackOn":
      return (
        <FieldBox {...box} label={t("act.callbackOn")} htmlFor={id} className={css.actDate ?? ""} required={false}>
          <DateField
            id={id}
            path="act.callbackOn"
            value={entry.callbackOn}
            onChange={(callbackOn) => set({ callbackOn })}
            invalid={problem !== null}
            describedBy={box.messageId}
          />
        </FieldBox>
      );
    case "promisor":
      return (
        <FieldBox {...box} label={t("act.promisor")} htmlFor={id}>
          <input
            id={id}
            data-path="act.promisor"
            className="input"
            maxLength={200}
            autoComplete="off"
            value={entry.promisor}
            aria-invalid={problem !== null}
            aria-describedby={box.messageId}
            onChange={(event) => set({ promisor: event.target.value })}
          />
        </FieldBox>
      );
    case "responder":
      return (
        <FieldBox {...box} label={t("act.responder")} htmlFor={id}>
          <input
            id={id}
            data-path="act.responder"
            className="input"
            maxLength={200}
            autoComplete="off"
            value={entry.responder}
            aria-invalid={problem !== null}
            aria-describedby={box.messageId}
            onChange={(event) => set({ responder: event.target.value })}
          />
        </FieldBox>
      );
    case "leadUnit":
      return <LeadUnitChoice {...props} messageId={box.messageId} />;
    case "conclusionReason":
      return <ConclusionReason {...props} />;
    case "notInvolved":
      return <NotInvolvedChoice {...props} messageId={box.messageId} />;
    case "agrees":
      return yesNo(t("act.agrees"), t("case.agrees"), t("case.disagrees"));
    case "granted":
      return yesNo(t("act.granted"), t("act.grantedYes"), t("act.grantedNo"));
    case "utility":
      return <UtilityChoice {...props} messageId={box.messageId} />;
    case "signer":
      return <SignerChoice {...props} messageId={box.messageId} />;
    case "details":
      return <DetailsFields {...props} />;
    case "facts":
      return <SurveyFacts {...props} />;
  }
}
