import { say } from "../../shared/bilingual.ts";
import { OutsideLine } from "../../shared/outside-line.ts";
import { badInput } from "../../shared/problem.ts";
import { decideRoute } from "../../shared/route.ts";
import { zodProblems } from "../../shared/zod-problems.ts";
import { openProfiles } from "../services/open-hall.ts";
import { needed, type CommandBody } from "./command.ts";
import { readJsonFile } from "./read-json.ts";
import { terminal } from "./terminal.ts";

/** `hall route`: the route of one outside line under a profile's own defaults, and why. */
export const routeCommand: CommandBody = {
  run(input) {
    const { profile } = openProfiles(input.dataDir).get(needed(input, "profile"));
    const facts = OutsideLine.safeParse(readJsonFile(input.operands[0] ?? ""));
    if (!facts.success) throw badInput(zodProblems(facts.error.issues));
    const known = profile.utilities.map((utility) => utility.id);
    if (!known.includes(facts.data.utility)) {
      throw badInput([{ path: "utility", message: say(`本地没有这项业务：${facts.data.utility}（可选：${known.join("、")}）`, `not a utility of this profile: ${facts.data.utility} (known: ${known.join(", ")})`) }]);
    }
    terminal.result(decideRoute(profile, facts.data, {}, []));
    return 0;
  },
};
