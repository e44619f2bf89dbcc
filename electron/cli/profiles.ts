import { intakeJsonSchema } from "#shared/intake-schema.ts";
import { needed, type CommandBody } from "./command.ts";
import { openProfilesAloud } from "./open-profiles.ts";
import { terminal } from "./terminal.ts";

/** `hall profiles`: the localities at hand; exit 1 where a file was set aside, which stands in the list with its faults. */
export const profilesCommand: CommandBody = {
  run({ dataDir }) {
    const shelf = openProfilesAloud(dataDir);
    const setAside = shelf.setAside();
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
      ...setAside.map(({ id, file, problem }) => ({ id, file, setAside: problem.fields })),
    ]);
    return setAside.length === 0 ? 0 : 1;
  },
};

/** `hall schema`: the JSON Schema of an intake file. */
export const schemaCommand: CommandBody = {
  run(input) {
    terminal.result(intakeJsonSchema(openProfilesAloud(input.dataDir).get(needed(input, "profile")).profile));
    return 0;
  },
};
