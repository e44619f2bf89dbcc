import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { QuarantineCause } from "#shared/contract/centre/quarantine.ts";
import type { Instant } from "#shared/time/instant.ts";

/** The state of an entry; a crash may leave it `sending`. */
export type OutboxState = "waiting" | "sending" | "sent" | "quarantined";

/** Why an entry did not arrive. Every cause but a {@link QuarantineCause} is retried. */
export type FailureClass =
  | "unreachable"
  | "captive-portal"
  | "clock-or-certificate"
  | "not-enrolled"
  | "too-many"
  | "server-trouble"
  | QuarantineCause;

/** The failure concerns the station, so sending another record now is useless. */
export const isOfStation = (failure: FailureClass): boolean => failure === "not-enrolled" || failure === "too-many";

/** The centre was not reached, so the failure says nothing about any record. */
export const isOfLink = (failure: FailureClass): boolean =>
  failure === "unreachable" || failure === "captive-portal" || failure === "clock-or-certificate";

/** What happened, and what a person can do about it. */
export type FailureReason = { what: Bilingual; next: Bilingual };

/** One entry of the outbox (数据同步); key, payload and hash never change once it is made. */
export type OutboxEntry = {
  id: string;
  /** Made when the form opens; the centre keeps at most one record under it. */
  key: string;
  kind: string;
  applicationId: string;
  /** Grows by one with each entry of the same application. */
  sequence: number;
  payload: string;
  /** SHA-256 in hex of the payload's UTF-8 bytes. */
  payloadHash: string;
  state: OutboxState;
  /** How often sending was begun. */
  attempts: number;
  /** Null: at once. */
  nextTryAt: Instant | null;
};

/** An entry that may go now; `followed` is false if its application is known to have no later ones. */
export type DueEntry = OutboxEntry & { followed?: boolean };

/** What the outbox worker needs of the store. Each step is durable when it returns, and throws when it is not. */
export type OutboxPort = {
  /**
   * The earliest unsent entry of each application, if it is due and not quarantined; entries left `sending` are
   * included. Fewest attempts come first, then the oldest, so that a failing record never delays a fresh one. Returns
   * at least one if there is any, and at most a few megabytes of payload.
   */
  listDue: (now: Instant, limit: number) => DueEntry[];
  /**
   * The untried entries that directly follow one in its application, in order, as many as fit in `bytes` of payload.
   */
  listFollowing: (
    entry: Pick<OutboxEntry, "applicationId" | "sequence">,
    limit: number,
    bytes: number,
  ) => OutboxEntry[];
  /** Makes several steps one durable write: all of them are kept, or none. */
  together: (steps: () => void) => void;
  /** Called before the request, because from here on the centre may have the entry. Counts an attempt. */
  markSending: (id: string, now: Instant) => void;
  /** Only with the centre's receipt number. */
  markSent: (id: string, receipt: string, now: Instant) => void;
  /** A null `nextTryAt` means at once, in a request of its own. */
  markWaiting: (
    id: string,
    why: { failure: FailureClass; reason: FailureReason },
    nextTryAt: Instant | null,
    now: Instant,
  ) => void;
  /**
   * The centre skipped the entry because of an earlier one of its application. It waits behind that one, and this is
   * no failure.
   */
  markBehind: (id: string, now: Instant) => void;
  /** Quarantines the entry. It is never deleted, and holds back only later entries of its own application. */
  quarantine: (id: string, failureClass: QuarantineCause, reason: FailureReason, now: Instant) => void;
  /** When the next entry that `listDue` could return is due; null if there is none. */
  nextDueAt: () => Instant | null;
  countByState: () => Record<OutboxState, number>;
  /** Makes every waiting entry due at once. */
  resetWaiting: (now: Instant) => void;
};
