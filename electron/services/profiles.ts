import type { ProfileLine } from "#shared/contract/calls.ts";
import type { Hall } from "./hall.ts";

/** The localities that this hall can take in applications for, and those whose file was set aside, which can only be named. */
export const listProfiles = (hall: Hall): ProfileLine[] => [
  ...hall.profiles.list().map(({ profile }) => ({
    id: profile.id,
    name: profile.name,
    documentNumber: profile.documentNumber,
    title: profile.title.text,
    version: profile.version,
    utilities: profile.utilities.map((utility) => ({ id: utility.id, label: utility.label })),
  })),
  ...hall.profiles.setAside().map(({ id, problem }) => ({
    id,
    name: { zh: id, en: id },
    documentNumber: "",
    title: "",
    version: 0,
    utilities: [],
    setAside: problem,
  })),
];
