import type { CallInput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import { ask } from "#renderer/host/host.ts";
import { keepAnswer } from "#renderer/host/query.ts";
import { type Acting, useAct } from "#renderer/host/use-act.ts";

type Change = "suspension.record" | "suspension.rectify";

/** Steps into the suspension register, one at a time; both forms share the problem that the page shows. */
export type SuspensionActing = Pick<Acting, "busy" | "problem"> & {
  /** True when the host has stored the step. */
  change: <Name extends Change>(name: Name, input: CallInput<Calls[Name]>) => Promise<boolean>;
};

/** Records steps for a locality; each answers with the new register. */
export function useSuspensionAct(profileId: string): SuspensionActing {
  const { busy, problem, run } = useAct();
  return {
    busy,
    problem,
    change: (name, input) =>
      run(async () => keepAnswer<"suspension.list">("suspension.list", { profileId }, await ask(name, input))),
  };
}
