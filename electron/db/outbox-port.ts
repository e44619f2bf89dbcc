import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { QuarantineCause } from "#shared/contract/centre/quarantine.ts";
import type { Instant } from "#shared/time/instant.ts";

/** Where an entry stands; `sending` may also be what a crash left behind. */
export type OutboxState = "waiting" | "sending" | "sent" | "quarantined";

/** Why an entry did not arrive; what is not {@link QuarantineCause} is tried again. */
export type FailureClass =
  | "unreachable"
  | "captive-portal"
  | "clock-or-certificate"
  | "not-enrolled"
  | "too-many"
  | "server-trouble"
  | QuarantineCause;

/** The centre has spoken about this station: asking again with another record would be useless. */
export const isOfStation = (failure: FailureClass): boolean => failure === "not-enrolled" || failure === "too-many";

/** The far end was not there, or was not the centre: it says nothing of any record. */
export const isOfLink = (failure: FailureClass): boolean =>
  failure === "unreachable" || failure === "captive-portal" || failure === "clock-or-certificate";

/** What happened, and what a person can do about it. */
export type FailureReason = { what: Bilingual; next: Bilingual };

/** One entry of the outbox (待上报队列); key, payload and hash never change once it is made. */
export type OutboxEntry = {
  id: string;
  /** Made when the form was opened; the centre holds at most one record under it. */
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

/** An entry that may go now; `followed` false where its application is known to have no later ones. */
export type DueEntry = OutboxEntry & { followed?: boolean };

/** What the outbox worker needs of the store; each step is durable when it returns, and throws when it is not. */
export type OutboxPort = {
  /**
   * Entries that may go now: of each application its earliest unsent one, while that is due and not quarantined.
   * Includes entries left `sending`. Fewest attempts come first, then the oldest: a record that keeps failing
   * never stands before a fresh one.
   * At least one where there is any, and no more than a few megabytes of payload.
   */
  listDue: (now: Instant, limit: number) => DueEntry[];
  /**
   * The entries that come right after one in its application, in order, up to the first that was ever tried; as many
   * as fit in `bytes` of payload.
   */
  listFollowing: (
    entry: Pick<OutboxEntry, "applicationId" | "sequence">,
    limit: number,
    bytes: number,
  ) => OutboxEntry[];
  /** Makes several steps one durable write: all of them hold, or none. */
  together: (steps: () => void) => void;
  /** Before the call: from here on the centre may have it. Counts an attempt. */
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
   * The centre did not look at it, because of an earlier entry of its application: it waits behind that one, without
   * a failure of its own.
   */
  markBlocked: (id: string, now: Instant) => void;
  /** Sets the entry aside; it is never deleted, and holds back only later entries of its own application. */
  quarantine: (id: string, failureClass: QuarantineCause, reason: FailureReason, now: Instant) => void;
  /** When the next entry may go, among those that `listDue` could name; null when there is none. */
  nextDueAt: () => Instant | null;
  countByState: () => Record<OutboxState, number>;
  /** Makes every waiting entry due at once. */
  resetWaiting: (now: Instant) => void;
};
