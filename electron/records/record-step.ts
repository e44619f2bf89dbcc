import { isEntryKind, type EntryKind } from "#shared/case/entry-kinds.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { setApplicationVersion, type ApplicationRow } from "#station/db/applications.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { whyCannotAct } from "./remote-applications.ts";
import type { StationContext } from "#station/core/station-context.ts";
import type { ActorUnit } from "#station/core/unit-of-work.ts";

/** A change after intake: its name `noun.past`, what goes to the centre, and what is audited (nothing personal). */
export type Step = {
  /** Its name, `noun.past`. */
  kind: EntryKind;
  /** What of it goes to the centre. */
  payload: Record<string, unknown>;
  /** What the audit log says of it; nothing personal. */
  audit: Record<string, unknown>;
};

/** The kind of an entry that is written again; one of a newer program cannot be, as its meaning is not known here. */
export function repeatedKind(kind: string): EntryKind {
  if (isEntryKind(kind)) return kind;
  throw problem(
    "entry-unknown",
    bilingual(
      "这一条由较新版本的程序办理，本机的版本不认得。",
      "A newer program made this entry; this version does not know it.",
    ),
    DATA_IS_SAFE,
    bilingual(
      "请先把本机的程序更新到较新版本，再办理这一条。",
      "Update the program of this station first, then try again.",
    ),
  );
}

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

/** Refuses to change a record that is incomplete here or whose rules are missing. */
function refuseIfBlocked(context: StationContext, row: ApplicationRow): void {
  const blocked = whyCannotAct(context, row);
  if (blocked !== null) throw problem("record-held", blocked.why, DATA_IS_SAFE, blocked.next);
}

/**
 * Takes a record to its next version: version and hash, audit entry, outbox entry and event.
 * The hash chains: SHA-256 over the hash before and the change.
 */
export function recordStep(unit: ActorUnit, row: ApplicationRow, step: Step): ApplicationRow {
  refuseIfBlocked(unit.context, row);
  return writeStep(unit, row, step);
}

/** Does what {@link recordStep} does, even for a blocked record; for acts that unblock it. */
export function writeStep(unit: ActorUnit, row: ApplicationRow, step: Step): ApplicationRow {
  const { context, actor, at } = unit;
  const version = row.version + 1;
  const payload = canonicalJson({
    applicationId: row.id,
    acceptanceNumber: row.acceptanceNumber,
    version,
    previousHash: row.hash,
    kind: step.kind,
    at,
    operatorId: actor.operator.id,
    operatorName: actor.operator.name,
    stationId: actor.station.id,
    ...step.payload,
  });
  const hash = sha256(payload);
  setApplicationVersion(context.db, row.id, version, hash);
  unit.emit({ kind: "application.changed", id: row.id });
  unit.enqueue({ kind: step.kind, applicationId: row.id, sequence: version, payload, payloadHash: hash });
  unit.audit(step.kind, row.id, { version, hash, ...step.audit });
  return { ...row, version, hash };
}
