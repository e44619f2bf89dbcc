import type { Act } from "#shared/case/act.ts";
import { type Assignment, unitOf } from "#shared/case/assignment.ts";
import { departmentName } from "#shared/case/signers.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { Text } from "#renderer/lib/text.ts";

type Words = { t: Text; pick: (value: Bilingual) => string; profile: Profile; assignments: readonly Assignment[] };

/** What an act says, part by part, in the language of the screen. */
export function actStory(act: Act, { t, pick, profile, assignments }: Words): string[] {
  const utility = (id: string): string => {
    const label = profile.utilities.find((one) => one.id === id)?.label;
    return label === undefined ? id : pick(label);
  };
  const callback = (on: string | undefined): string[] => (on === undefined ? [] : [`${t("callback.title")}: ${on}`]);
  const fieldName = (section: string, id: string): string => {
    const label = profile.form.sections.find((one) => one.id === section)?.fields.find((one) => one.id === id)?.label;
    return label === undefined ? id : pick(label);
  };
  const departments = (signers: readonly string[]): string =>
    signers.map((signer) => pick(departmentName(profile, signer))).join(t("common.listComma"));
  switch (act.kind) {
    case "supplement.requested":
      return [
        ...act.items,
        ...(act.reasonForAnother === null ? [] : [`${t("act.reasonForAnother")}: ${act.reasonForAnother}`]),
      ];
    case "tolerance.granted":
      return [...act.items, t("case.toleranceDue", { date: act.dueOn })];
    case "supplement.received":
    case "tolerance.settled":
      return [];
    case "tolerance.lapsed":
    case "application.refused":
    case "application.withdrawn":
      return [act.reason];
    case "details.corrected":
      return [
        ...act.changes.map(
          ({ section, field, value }) =>
            `${fieldName(section, field)} → ${value === "" ? t("act.detailsBlank") : value}`,
        ),
        act.reason,
      ];
    case "survey.scheduled":
    case "construction.started":
      return [act.on];
    case "case.closed":
      return [act.on, ...callback(act.callbackOn)];
    case "survey.recorded":
      return [act.on, ...(act.findings === "" ? [] : [act.findings])];
    case "letter.signed":
      return [t("case.letterSigned", { utility: utility(act.utility), promisor: act.promisor, date: act.signedOn })];
    case "approval.applied":
      return [utility(act.utility)];
    case "opinion.recorded":
      return [
        `${pick(departmentName(profile, act.signer))} ${t(act.agrees ? "case.agrees" : "case.disagrees")} ${act.signedOn}`,
        ...(act.text === "" ? [] : [act.text]),
        ...(act.reason === undefined ? [] : [`${t("act.unlistedReason")}: ${act.reason}`]),
      ];
    case "signers.decided":
      return [
        act.notInvolved.length === 0
          ? t("case.allInvolved")
          : t("case.notInvolvedAre", { names: departments(act.notInvolved) }),
        act.reason,
      ];
    case "approval.concluded":
      return [
        `${t(act.granted ? "act.grantedYes" : "act.grantedNo")} ${act.on}`,
        ...(act.missing === undefined ? [] : [t("case.grantedWithout", { names: departments(act.missing) })]),
        ...(act.reason === undefined ? [] : [act.reason]),
      ];
    case "specialist.responded":
      return [`${utility(act.utility)} ${act.responder}`];
    case "lead.changed":
      return [act.utility === null ? t("case.leadOwn") : pick(unitOf(profile, assignments, act.utility)), act.reason];
    case "connection.made":
      return [`${utility(act.utility)} ${act.on}`, ...callback(act.callbackOn)];
  }
}
