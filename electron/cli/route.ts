import { badInput } from "#shared/lib/problem.ts";
import { readOutsideLine } from "#shared/profile/line-facts.ts";
import { decideRoute } from "#shared/profile/route.ts";
import { unknownUtility } from "#shared/profile/services.ts";
import { needed, type CommandBody } from "./command.ts";
import { readJsonFile } from "./read-json.ts";
import { openProfilesAloud } from "./profiles.ts";
import { terminal } from "./terminal.ts";

/** `hall route`: the route of one outside line under a profile's own defaults, and why. */
export const routeCommand: CommandBody = {
  run(input) {
    const { profile } = openProfilesAloud(input.dataDir).get(needed(input, "profile"));
    const read = readOutsideLine(readJsonFile(input.operands[0] ?? ""));
    if (!read.ok) throw badInput(read.problems);
    const { line } = read;
    if (!profile.utilities.some((utility) => utility.id === line.utility))
      throw badInput([{ path: "utility", message: unknownUtility(profile, line.utility) }]);
    terminal.result(decideRoute(profile, line));
    return 0;
  },
};
