import { intakeJsonSchema } from "#shared/case/intake-schema.ts";
import { openProfiles } from "#station/app/open-station.ts";
import type { ProfileShelf } from "#station/rules/profile-registry.ts";
import { type CommandBody, needed } from "./command.ts";
import { writeProblem, terminal } from "./terminal.ts";

/** Says which profile files were set aside, by file, path and value; the others go on. */
export const printQuarantined = (shelf: ProfileShelf): void =>
  shelf.quarantined().forEach(({ problem }) => writeProblem(problem));

/** The localities at hand, for a command; files that are set aside are said on standard error. */
export function openProfilesAloud(dataDir: string): ProfileShelf {
  const shelf = openProfiles(dataDir);
  printQuarantined(shelf);
  return shelf;
}

/** `hall profiles`: the localities at hand; exit 1 where a file was set aside, which stands in the list with its faults. */
export const profilesCommand: CommandBody = {
  run({ dataDir }) {
    const shelf = openProfilesAloud(dataDir);
    const quarantined = shelf.quarantined();
    terminal.result([
      ...shelf.list().map(({ profile }) => ({
        id: profile.id,
        name: profile.name,
        documentNumber: profile.documentNumber,
        title: profile.title.text,
        version: profile.version,
        utilities: profile.utilities.map((utility) => utility.id),
        clocks: profile.clocks.map((clock) => clock.id),
      })),
      ...quarantined.map(({ id, file, problem }) => ({ id, file, setAside: problem.fields })),
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
