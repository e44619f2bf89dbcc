import { keepPreviousData, notifyManager, QueryClient, type QueryKey, useQuery } from "@tanstack/react-query";
import type { CallInput, CallOutput } from "#shared/contract/call.ts";
import type { CallName, Calls } from "#shared/contract/calls.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Instant } from "#shared/time/instant.ts";
import { problemOf } from "./host-problem.ts";
import { ask } from "./host.ts";

// An answer is shown as soon as it arrives: the library would wait for the next timer.
notifyManager.setScheduler(queueMicrotask);

/** What the host answered this window. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The host is this computer: it needs no network, and a failed read is shown at once.
      networkMode: "always",
      retry: false,
      // The host says what changed; looking at the window is no reason to ask again.
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: "always", retry: false },
  },
});

/** The key of a call's answers; with a part of the input, of all answers that it fits. */
export const callKey = <N extends CallName>(name: N, input?: Partial<CallInput<Calls[N]>>): QueryKey =>
  input === undefined ? [name] : [name, input];

/** A read of the host on screen. */
export type Read<T> = {
  /** The last answer, also while a newer one is read or cannot be read; null before the first. */
  data: T | null;
  /** When it was read; null before the first answer. */
  readAt: Instant | null;
  /** Why the last read failed; `data` is then old. */
  problem: Problem | null;
  again: () => void;
};

type CallOptions = {
  /** Reads again this often, for what passes without an event, such as deadlines. */ everyMs?: number;
  /** Gives the answer to the input before until the new one has come. */ keepsLast?: boolean;
};

/** Reads a call and keeps its answer fresh on the host's events; a null input reads nothing. */
export function useCall<N extends CallName>(
  name: N,
  input: CallInput<Calls[N]> | null,
  options: CallOptions = {},
): Read<CallOutput<Calls[N]>> {
  const { data, error, dataUpdatedAt, refetch } = useQuery<CallOutput<Calls[N]>>({
    queryKey: [name, input],
    queryFn: () => ask(name, input as CallInput<Calls[N]>),
    enabled: input !== null,
    refetchInterval: options.everyMs ?? false,
    refetchIntervalInBackground: true,
    ...(options.keepsLast === true ? { placeholderData: keepPreviousData } : {}),
  });
  return {
    data: data ?? null,
    readAt: dataUpdatedAt === 0 ? null : new Date(dataUpdatedAt).toISOString(),
    problem: error === null ? null : problemOf(error),
    again: () => void refetch(),
  };
}

/** The last answer of a call; null before the first. */
export const lastAnswer = <N extends CallName>(name: N, input: CallInput<Calls[N]>): CallOutput<Calls[N]> | null =>
  queryClient.getQueryData<CallOutput<Calls[N]>>([name, input]) ?? null;

/** Reads a call again, whatever is known of it. */
export async function readNow<N extends CallName>(name: N, input: CallInput<Calls[N]>): Promise<CallOutput<Calls[N]>> {
  await queryClient.cancelQueries({ queryKey: [name, input], exact: true });
  return queryClient.fetchQuery<CallOutput<Calls[N]>>({ queryKey: [name, input], queryFn: () => ask(name, input) });
}

/** Takes an act's answer as a call's newest one; a read that began before it is dropped. */
export function keepAnswer<N extends CallName>(
  name: N,
  input: CallInput<Calls[N]>,
  answer: CallOutput<Calls[N]>,
): void {
  void queryClient.cancelQueries({ queryKey: [name, input], exact: true });
  queryClient.setQueryData<unknown>([name, input], answer);
}

/** Reads again what stands under these keys, what is on screen at once; reads that began before are dropped. */
export async function refresh(...keys: readonly QueryKey[]): Promise<void> {
  await Promise.all(
    keys.map((queryKey) => {
      // Cancelled first: the library keeps a first read that an event has overtaken.
      void queryClient.cancelQueries({ queryKey });
      return queryClient.invalidateQueries({ queryKey });
    }),
  );
}
