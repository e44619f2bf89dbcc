import type { CallInput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import { ask } from "#renderer/host/host.ts";
import { keepAnswer } from "#renderer/host/query.ts";
import { type Acting, useAct } from "#renderer/host/use-act.ts";

type Change = "roster.grant" | "roster.appoint" | "roster.setAway" | "roster.end" | "roster.setWindow";

/** Changes of the roster, one at a time; their forms share the problem that the page shows. */
export type RosterActing = Pick<Acting, "busy" | "problem"> & {
  /** True when the host has stored the entry. */
  change: <Name extends Change>(name: Name, input: CallInput<Calls[Name]>) => Promise<boolean>;
};

/** Changes a locality's roster; each answers with the new one. */
export function useRosterAct(profileId: string): RosterActing {
  const { busy, problem, run } = useAct();
  return {
    busy,
    problem,
    change: (name, input) =>
      run(async () => keepAnswer<"roster.get">("roster.get", { profileId }, await ask(name, input))),
  };
}
