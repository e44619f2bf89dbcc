import type { ProfileLine } from "#shared/contract/rules.ts";
import type { suspensionCalls } from "#shared/contract/suspension.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { recordSuspension, rectifySuspension, viewSuspensions } from "./suspension.ts";

/** Answers the calls about the suspension register. */
export const suspensionHandlers = (context: StationContext): HandlersOf<typeof suspensionCalls> => ({
  "suspension.list": (_session, input) => viewSuspensions(context, input.profileId),
  "suspension.record": (session, input) => recordSuspension(context, actorOf(context, session), input),
  "suspension.rectify": (session, input) => rectifySuspension(context, actorOf(context, session), input),
});

/** The localities that this hall can take in applications for, and those whose file was set aside, which can only be named. */
export const listProfiles = (context: StationContext): ProfileLine[] => [
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
