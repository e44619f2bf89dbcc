import type { CallOutput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import { MINUTE_MS } from "#shared/time/instant.ts";
import { callKey, keepAnswer, type Read, useCall } from "#renderer/host/query.ts";
import { type Acting, useAct } from "#renderer/host/use-act.ts";

type HandoverView = CallOutput<Calls["handover.list"]>;

/** The hand-overs that concern the person signed in; read every minute too, because offers expire. */
export const useHandovers = (): Read<HandoverView> => useCall("handover.list", {}, { everyMs: MINUTE_MS });

/** Acts on offers; each answers with the new list. */
export function useHandoverAct(): Omit<Acting, "run"> & {
  run: (act: () => Promise<HandoverView>) => Promise<boolean>;
} {
  const acting = useAct(callKey("handover.list"));
  return { ...acting, run: (act) => acting.run(async () => keepAnswer("handover.list", {}, await act())) };
}
