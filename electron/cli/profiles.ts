import { intakeJsonSchema } from "../../shared/intake-schema.ts";
import { openProfiles } from "../services/open-hall.ts";
import { needed, type CommandBody } from "./command.ts";
import { terminal } from "./terminal.ts";

/** `hall profiles`: the localities at hand. */
export const profilesCommand: CommandBody = {
  run({ dataDir }) {
    terminal.result(
      openProfiles(dataDir)
        .list()
        .map(({ profile }) => ({ id: profile.id, name: profile.name, documentNumber: profile.documentNumber, title: profile.title.text, version: profile.version, utilities: profile.utilities.map((utility) => utility.id), clocks: profile.clocks.map((clock) => clock.id) })),
    );
    return 0;
  },
};

/** `hall schema`: the JSON Schema of an intake file. */
export const schemaCommand: CommandBody = {
  run(input) {
    terminal.result(intakeJsonSchema(openProfiles(input.dataDir).get(needed(input, "profile")).profile));
    return 0;
  },
};
