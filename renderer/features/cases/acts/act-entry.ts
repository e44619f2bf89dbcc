import type { ActKind } from "#shared/case/act.ts";
import { correctableFields } from "#shared/case/correction.ts";
import { openSigners } from "#shared/case/signers.ts";
import { findRole } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { entryOfLine } from "#renderer/form/outside-line/line-entry.ts";
import { emptyLine, type LineEntry } from "#renderer/form/outside-line/line-entry.ts";
import { type ActField, utilitiesFor } from "./act-fields.ts";
import type { ShownCase } from "#renderer/features/cases/use-case.ts";

/** An act's form as typed; a form uses the parts that its act has. */
export type ActEntry = {
  items: string;
  reason: string;
  on: string;
  callbackOn: string;
  utility: string;
  promisor: string;
  /** Who answered for a utility. */
  responder: string;
  /** The utility whose unit leads, empty for the first receiver's employer; null until chosen. */
  leadUnit: string | null;
  /** A listed signer's id, or empty for a department named by hand. */
  signer: string;
  signerName: string;
  /** Ids of the listed departments that are not involved. */
  notInvolved: string[];
  yes: boolean | null;
  text: string;
  lines: Record<string, LineEntry>;
  /** The applicant's own data by `section.field`, unchanged until the clerk corrects it. */
  details: Record<string, string>;
};

/** What one field of an act's form receives. */
export type FieldProps = {
  kind: ActKind;
  field: ActField;
  shown: ShownCase;
  utilities: string[];
  entry: ActEntry;
  set: (part: Partial<ActEntry>) => void;
  problem: string | null;
  problemAt: (path: string) => string | null;
};

/** Who promises for a utility: the applicant, or the utility as the policy document names it. */
export function promisorFor(
  profile: Profile,
  form: ShownCase["application"]["content"]["form"],
  utility: string,
): string {
  const { party, label } = profile.commitmentLetter.promisor;
  if (party === "applicant") return findRole(profile.form, form, "applicant") ?? "";
  const name = profile.utilities.find((one) => one.id === utility)?.label.zh;
  return name === undefined ? label.zh : `${label.zh}（${name}）`;
}

/** The person who answers for a utility, if known: the specialist it was assigned to. */
export const responderFor = (application: ShownCase["application"], utility: string): string =>
  application.assignments.find((sent) => sent.utility === utility)?.specialist?.name ?? "";

/** The values that can be corrected. */
export const detailsOf = (
  profile: Profile,
  form: ShownCase["application"]["content"]["form"],
): Record<string, string> =>
  Object.fromEntries(
    correctableFields(profile.form).map(({ section, field }) => [
      `${section}.${field.id}`,
      String(form[section]?.[field.id] ?? ""),
    ]),
  );

/** Agreed days lie ahead and are not guessed; past events default to today. */
const AHEAD: readonly ActKind[] = ["survey.scheduled", "tolerance.granted"];

/** The day in a form that opens: a survey is recorded for the agreed day once that has come. */
function openingDay(kind: ActKind, surveyOn: string | null, today: string): string {
  if (AHEAD.includes(kind)) return "";
  return kind === "survey.recorded" && surveyOn !== null && surveyOn <= today ? surveyOn : today;
}

/** The initial form of an act: today, the only utility, the promising party and the known facts. */
export function openEntry(kind: ActKind, { view, application, profile }: ShownCase): ActEntry {
  const { state } = view;
  const choices = utilitiesFor(kind, state);
  const utility = choices.length === 1 ? (choices[0] ?? "") : "";
  const [waiting] = openSigners(profile, state);
  const lines = state.utilities.map((id) => {
    const line = state.facts.find((one) => one.utility === id);
    return [id, line === undefined ? { ...emptyLine(), has: false } : entryOfLine(line)] as const;
  });
  return {
    items: "",
    reason: "",
    on: openingDay(kind, state.surveyOn, view.today),
    callbackOn: "",
    utility,
    promisor: utility === "" ? "" : promisorFor(profile, application.content.form, utility),
    responder: responderFor(application, utility),
    leadUnit: null,
    signer: waiting?.id ?? "",
    signerName: "",
    notInvolved: state.notInvolved ?? [],
    yes: null,
    text: "",
    lines: Object.fromEntries(lines),
    details: detailsOf(profile, application.content.form),
  };
}
