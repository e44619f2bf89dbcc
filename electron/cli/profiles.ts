import { intakeJsonSchema } from "#shared/case/intake-schema.ts";
import { openProfiles } from "#station/app/open-station.ts";
import type { ProfileRegistry } from "#station/core/loaded-profiles.ts";
import { type CommandBody, needed } from "./command.ts";
import { writeProblem, terminal } from "./terminal.ts";

/** Reports quarantined profile files by file, path and value; the others work. */
export const printQuarantined = (registry: ProfileRegistry): void =>
  registry.quarantined().forEach(({ problem }) => writeProblem(problem));

/** The loaded localities, for a command; quarantined files are reported on standard error. */
export function openProfilesAloud(dataDir: string): ProfileRegistry {
  const registry = openProfiles(dataDir);
  printQuarantined(registry);
  return registry;
}

/** `hall profiles`: the loaded localities and quarantined files with their faults; exit 1 if there are any. */
export const profilesCommand: CommandBody = {
  run({ dataDir }) {
    const registry = openProfilesAloud(dataDir);
    const quarantined = registry.quarantined();
    terminal.result([
      ...registry.list().map(({ profile }) => ({
        id: profile.id,
        name: profile.name,
        documentNumber: profile.documentNumber,
        title: profile.title.text,
        version: profile.version,
        utilities: profile.utilities.map((utility) => utility.id),
        deadlines: profile.clocks.map((clock) => clock.id),
      })),
      ...quarantined.map(({ id, file, problem }) => ({ id, file, quarantined: problem.fields })),
    ]);
    return quarantined.length === 0 ? 0 : 1;
  },
};

/** `hall schema`: the JSON Schema of an intake file. */
export const schemaCommand: CommandBody = {
  run(input) {
    terminal.result(intakeJsonSchema(openProfilesAloud(input.dataDir).get(needed(input, "profile")).profile));
    return 0;
  },
};
