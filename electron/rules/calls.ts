import type { ProfileLine, RulesCalls } from "#shared/contract/rules.ts";
import type { SuspensionCalls } from "#shared/contract/suspension.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { listAmbiguities, recordInterpretation } from "./interpretations.ts";
import { decideRoutes } from "./routing.ts";
import { recordSuspension, rectifySuspension, viewSuspensions } from "./suspension.ts";

/** The localities of this hall. Of a quarantined file only the name is known. */
const listProfiles = (context: StationContext): ProfileLine[] => [
  ...context.profiles.list().map(({ profile }) => ({
    id: profile.id,
    name: profile.name,
    documentNumber: profile.documentNumber,
    title: profile.title.text,
    version: profile.version,
    utilities: profile.utilities.map((utility) => ({ id: utility.id, label: utility.label })),
  })),
  ...context.profiles.quarantined().map(({ id, problem }) => ({
    id,
    name: { zh: id, en: id },
    documentNumber: "",
    title: "",
    version: 0,
    utilities: [],
    quarantined: problem,
  })),
];

/** Answers the calls about a locality's rules and about suspended utilities. */
export const rulesCalls: HandlersOf<RulesCalls & SuspensionCalls> = {
  "profile.list": listProfiles,
  "profile.get": (context, _page, { id }) => context.profiles.get(id).profile,
  "route.decide": (context, _clerk, { profileId, outsideLines }) =>
    decideRoutes(context, context.profiles.get(profileId).profile, outsideLines),
  "interpretation.list": (context, _clerk, { profileId }) => listAmbiguities(context, profileId),
  "interpretation.record": recordInterpretation,
  "suspension.list": (context, _clerk, { profileId }) => viewSuspensions(context, profileId),
  "suspension.record": recordSuspension,
  "suspension.rectify": rectifySuspension,
};
