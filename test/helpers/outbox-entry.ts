import { createHash } from "node:crypto";
import type { OutboxEntry } from "#station/db/outbox-port.ts";

/** A uuid that a test can count on: the same number gives the same one. */
export const uuidOf = (group: number, number: number): string =>
  `${String(group).padStart(8, "0")}-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** A new entry of the outbox, the `sequence`-th of an application. */
export function outboxEntry(application: number, sequence: number): OutboxEntry {
  const payload = JSON.stringify({ application, sequence, name: "湖滨公司" });
  return {
    id: `${application}/${sequence}`,
    key: uuidOf(application, sequence),
    kind: "application.accepted",
    applicationId: uuidOf(application, 0),
    sequence,
    payload,
    payloadHash: createHash("sha256").update(payload).digest("hex"),
    state: "waiting",
    attempts: 0,
    nextTryAt: null,
  };
}
