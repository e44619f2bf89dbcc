import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import type { Instant } from "#shared/time/instant.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { setApplicationVersion, type ApplicationRow } from "#station/db/applications.ts";
import { appendAudit } from "#station/db/audit.ts";
import { insertOutboxEntry } from "#station/db/outbox-entries.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { whyBlocked } from "./remote-applications.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";

/** A change of an application after intake: its name `noun.past`, what of it goes to the centre, and what the audit may hold (nothing personal). */
export type Step = { kind: string; payload: Record<string, unknown>; audit: Record<string, unknown>; at: Instant };

/** Refuses to change a record that somebody else changed since it was shown. */
export function refuseIfChanged(row: ApplicationRow, shownVersion: number): void {
  if (row.version === shownVersion) return;
  throw problem(
    "changed-meanwhile",
    bilingual(
      `这份申请刚被其他人办理过（第 ${row.version} 版，您看到的是第 ${shownVersion} 版）。`,
      `Somebody changed this application meanwhile (version ${row.version}; you saw ${shownVersion}).`,
    ),
    DATA_IS_SAFE,
    bilingual("已重新载入，请核对后再办理。", "It has been loaded again; check and act again."),
  );
}

/** Refuses to change a record that is not whole at this window, or whose rules are not at hand. */
function refuseIfBlocked(context: StationContext, row: ApplicationRow): void {
  const blocked = whyBlocked(context, row);
  if (blocked !== null) throw problem("record-held", blocked.why, DATA_IS_SAFE, blocked.next);
}

/**
 * Takes a record to its next version: version and hash, audit and outbox entry; call it inside the transaction of the change.
 * The hash chains: SHA-256 over the hash before and the change.
 */
export function recordStep(context: StationContext, actor: Actor, row: ApplicationRow, step: Step): ApplicationRow {
  refuseIfBlocked(context, row);
  return writeStep(context, actor, row, step);
}

/** Takes a record to its next version as {@link recordStep} does, also while it is held: for what ends that. */
export function writeStep(context: StationContext, actor: Actor, row: ApplicationRow, step: Step): ApplicationRow {
  const version = row.version + 1;
  const payload = canonicalJson({
    applicationId: row.id,
    acceptanceNumber: row.acceptanceNumber,
    version,
    previousHash: row.hash,
    kind: step.kind,
    at: step.at,
    operatorId: actor.operator.id,
    operatorName: actor.operator.name,
    stationId: actor.station.id,
    ...step.payload,
  });
  const hash = sha256(payload);
  setApplicationVersion(context.db, row.id, version, hash);
  insertOutboxEntry(context.db, {
    id: context.newId(),
    key: context.newId(),
    kind: step.kind,
    applicationId: row.id,
    sequence: version,
    payload,
    payloadHash: hash,
    createdAt: step.at,
  });
  appendAudit(context.db, {
    at: step.at,
    actor: actor.operator.id,
    stationId: actor.station.id,
    verb: step.kind,
    subject: row.id,
    detail: { version, hash, ...step.audit },
  });
  return { ...row, version, hash };
}
