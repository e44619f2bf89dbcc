import { centrePaths, type PushEntry } from "../../shared/contract/centre.ts";
import { callCentre, type CentreLink } from "./call-centre.ts";
import type { CentreOutcome } from "./centre-outcome.ts";
import type { OutboxEntry } from "./outbox-port.ts";

/** Sends one entry under its key; sending it again is harmless, and only `classify` says whether it arrived. */
export function pushEntry(link: CentreLink, token: string, entry: OutboxEntry, stop?: AbortSignal): Promise<CentreOutcome> {
  const body: PushEntry = { kind: entry.kind, applicationId: entry.applicationId, sequence: entry.sequence, payloadHash: entry.payloadHash, payload: entry.payload };
  return callCentre(link, { method: "PUT", path: centrePaths.push.replace(":key", encodeURIComponent(entry.key)), token, body }, stop);
}
