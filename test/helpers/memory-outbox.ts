import type {
  DueEntry,
  FailureClass,
  FailureReason,
  OutboxEntry,
  OutboxPort,
  OutboxState,
} from "#station/db/outbox-port.ts";

/** An entry with what the worker noted of it. */
export type MemoryEntry = OutboxEntry & {
  receipt: string | null;
  failure: FailureClass | null;
  reason: FailureReason | null;
  timesSent: number;
};

/** The outbox port kept in memory, true to its promises, for tests of the worker; the real one is a table. */
export class MemoryOutbox implements OutboxPort {
  readonly entries: MemoryEntry[] = [];

  add(
    entry: Pick<OutboxEntry, "id" | "key" | "kind" | "applicationId" | "sequence" | "payload" | "payloadHash">,
  ): void {
    this.entries.push({
      ...entry,
      state: "waiting",
      attempts: 0,
      nextTryAt: null,
      receipt: null,
      failure: null,
      reason: null,
      timesSent: 0,
    });
  }

  get(id: string): MemoryEntry {
    const entry = this.entries.find((other) => other.id === id);
    if (entry === undefined) throw new Error(`no entry ${id}`);
    return entry;
  }

  private heads(): MemoryEntry[] {
    const earliest = new Map<string, MemoryEntry>();
    for (const entry of this.entries.filter((one) => one.state !== "sent")) {
      const held = earliest.get(entry.applicationId);
      if (held === undefined || entry.sequence < held.sequence) earliest.set(entry.applicationId, entry);
    }
    return [...earliest.values()].filter((entry) => entry.state !== "quarantined");
  }

  listDue(now: string, limit: number): DueEntry[] {
    const due = this.heads().filter((entry) => entry.nextTryAt === null || entry.nextTryAt <= now);
    return due
      .sort((a, b) => a.attempts - b.attempts || this.entries.indexOf(a) - this.entries.indexOf(b))
      .slice(0, limit)
      .map((entry) => ({
        ...entry,
        followed: this.entries.some(
          (one) => one.applicationId === entry.applicationId && one.sequence > entry.sequence,
        ),
      }));
  }

  listFollowing(entry: Pick<OutboxEntry, "applicationId" | "sequence">, limit: number, bytes: number): OutboxEntry[] {
    let room = bytes;
    const later = this.entries
      .filter((one) => one.applicationId === entry.applicationId && one.sequence > entry.sequence)
      .sort((a, b) => a.sequence - b.sequence);
    const end = later.findIndex((one) => {
      room -= Buffer.byteLength(one.payload);
      return one.state !== "waiting" || one.attempts > 0 || room < 0;
    });
    return later.slice(0, Math.min(end === -1 ? later.length : end, limit)).map((one) => ({ ...one }));
  }

  together(steps: () => void): void {
    const before = this.entries.map((entry) => ({ ...entry }));
    try {
      steps();
    } catch (error) {
      before.forEach((entry, place) => Object.assign(this.entries[place] ?? {}, entry));
      throw error;
    }
  }

  markSending(id: string): void {
    const entry = this.get(id);
    entry.state = "sending";
    entry.attempts += 1;
  }

  markSent(id: string, receipt: string): void {
    const entry = this.get(id);
    Object.assign(entry, {
      state: "sent",
      receipt,
      nextTryAt: null,
      failure: null,
      reason: null,
      timesSent: entry.timesSent + 1,
    });
  }

  markWaiting(id: string, why: { failure: FailureClass; reason: FailureReason }, nextTryAt: string | null): void {
    Object.assign(this.get(id), { state: "waiting", failure: why.failure, reason: why.reason, nextTryAt });
  }

  markBehind(id: string): void {
    Object.assign(this.get(id), { state: "waiting", failure: null, reason: null, nextTryAt: null });
  }

  quarantine(id: string, failure: FailureClass, reason: FailureReason): void {
    Object.assign(this.get(id), { state: "quarantined", failure, reason, nextTryAt: null });
  }

  nextDueAt(): string | null {
    return (
      this.heads()
        .map((entry) => entry.nextTryAt ?? "1970-01-01T00:00:00.000Z")
        .sort()[0] ?? null
    );
  }

  countByState(): Record<OutboxState, number> {
    const counts = { waiting: 0, sending: 0, sent: 0, quarantined: 0 };
    for (const entry of this.entries) counts[entry.state] += 1;
    return counts;
  }

  resetWaiting(): void {
    for (const entry of this.entries) if (entry.state === "waiting") entry.nextTryAt = null;
  }
}
