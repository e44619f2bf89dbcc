import { centrePaths, type PushBatch, type PushEntry } from "#shared/contract/centre/push.ts";
import { callCentre, type CentreLink } from "#station/sync/transport/call-centre.ts";
import type { CentreOutcome } from "#station/sync/transport/centre-outcome.ts";
import type { OutboxEntry } from "#station/db/outbox-port.ts";

/** Names the window whose entries are relayed; null where a station sends its own. */
const named = (path: string, relayedFor: string | null): string =>
  relayedFor === null ? path : `${path}?for=${encodeURIComponent(relayedFor)}`;

/** `stop` aborts the call; `relayedFor` is the prefix of another window whose entries these are, `proofs` its proofs by key. */
type PushOptions = { stop?: AbortSignal; relayedFor?: string | null; proofs?: ReadonlyMap<string, string> };

const travelling = (entry: OutboxEntry, proof: string | undefined): PushEntry => ({
  kind: entry.kind,
  applicationId: entry.applicationId,
  sequence: entry.sequence,
  payloadHash: entry.payloadHash,
  payload: entry.payload,
  ...(proof === undefined ? {} : { proof }),
});

/** Sends one entry under its key; a second sending is harmless, and only `classify` says whether it arrived. */
export function pushEntry(
  link: CentreLink,
  token: string,
  entry: OutboxEntry,
  { stop, relayedFor = null, proofs }: PushOptions = {},
): Promise<CentreOutcome> {
  return callCentre(
    link,
    {
      method: "PUT",
      path: named(centrePaths.push.replace(":key", encodeURIComponent(entry.key)), relayedFor),
      token,
      body: travelling(entry, proofs?.get(entry.key)),
    },
    stop,
  );
}

/** Sends several entries in one call, those of one application in order; `evaluateBatch` says which arrived. */
export function pushBatch(
  link: CentreLink,
  token: string,
  entries: readonly OutboxEntry[],
  { stop, relayedFor = null, proofs }: PushOptions = {},
): Promise<CentreOutcome> {
  const body: PushBatch = {
    entries: entries.map((entry) => ({ key: entry.key, ...travelling(entry, proofs?.get(entry.key)) })),
  };
  return callCentre(link, { method: "POST", path: named(centrePaths.pushBatch, relayedFor), token, body }, stop);
}

/** Sends one entry by itself, or several in one call. */
export function push(
  link: CentreLink,
  token: string,
  entries: readonly OutboxEntry[],
  options: PushOptions = {},
): Promise<CentreOutcome> {
  const [first] = entries;
  return entries.length === 1 && first !== undefined
    ? pushEntry(link, token, first, options)
    : pushBatch(link, token, entries, options);
}
