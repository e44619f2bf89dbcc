import { placeOf } from "#shared/case/remote-step.ts";
import { EntryTaken } from "#shared/contract/centre/feed.ts";
import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { legibleText } from "#shared/lib/plain-text.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";
import { findApplication, setApplicationVersion } from "#station/db/applications.ts";
import { inSavepoint } from "#station/db/database.ts";
import { findEntryByKey, findEntryState } from "#station/db/outbox-entries.ts";
import {
  countPulledEntries,
  insertPulledEntry,
  listPulledEntries,
  listQuarantinedApplications,
  type PulledEntry,
  setPulledState,
} from "#station/db/pulled-entries.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { NotTaken, takeRemote } from "./remote-application.ts";
import { applyRemoteStep } from "./remote-step.ts";

/** No application has this many versions; past it a broken centre would fill the disk. */
const MAX_ENTRIES_OF_ONE = 500;
/** What a visit without a number brought about belongs to no application. */
const isOfVisit = (kind: string): boolean => kind.startsWith("reception.");

/** What takes an application further: the next entry to take, or a number that came already in an earlier one's place. */
type Next = { kind: "take"; entry: PulledEntry; version: number } | { kind: "pass"; version: number; hash: string };

function nextOf(entries: readonly PulledEntry[], version: number): Next | null {
  const waiting = entries.filter(({ state }) => state === "waiting");
  // Two versions have this number: a person resolves that first.
  if (waiting.some((entry) => placeOf(entry) <= version)) return null;
  const passed = entries.find(
    (entry) => entry.state === "applied" && entry.sequence === version + 1 && placeOf(entry) <= version,
  );
  if (passed !== undefined) return { kind: "pass", version: version + 1, hash: passed.payloadHash };
  const entry = waiting.find((one) => placeOf(one) === version + 1);
  if (entry === undefined) return null;
  return { kind: "take", entry, version: version + 1 };
}

const BROKEN = bilingual("内容无法并入", "its content cannot be taken in");

function take(unit: Unit, entry: PulledEntry, version: number): Bilingual | null {
  const { context } = unit;
  try {
    inSavepoint(context.db, () => {
      const row = findApplication(context.db, entry.applicationId);
      if (row === null) takeRemote(unit, entry);
      else applyRemoteStep(unit, row, entry, version);
    });
    return null;
  } catch (error) {
    return error instanceof NotTaken ? error.reason : BROKEN;
  }
}

/** Takes the waiting entries of an application into the record, in order, as far as possible. */
export function foldEntries(unit: Unit, applicationId: string): void {
  const { context } = unit;
  for (;;) {
    const row = findApplication(context.db, applicationId);
    const next = nextOf(listPulledEntries(context.db, applicationId), row?.version ?? 0);
    if (next === null) return;
    if (next.kind === "pass") {
      setApplicationVersion(context.db, applicationId, next.version, next.hash);
      continue;
    }
    const reason = take(unit, next.entry, next.version);
    setPulledState(context.db, next.entry.key, reason === null ? "applied" : "set-aside", reason);
    if (reason !== null) return;
  }
}

const refusedFor = (reason: Bilingual) => ({ state: "set-aside" as const, reason });

function firstState(
  context: StationContext,
  { entry, applicationId, id }: EntryTaken,
): { state: PulledEntry["state"]; reason: Bilingual | null } {
  if (entry.payload === null)
    return refusedFor(bilingual("记录过大，没有下发内容", "the record is too large to travel"));
  if (isOfVisit(entry.kind)) return { state: "kept", reason: null };
  if (sha256(entry.payload) !== entry.payloadHash)
    return refusedFor(bilingual("内容与校验值不符", "its content is not what its hash says"));
  if (findEntryState(context.db, applicationId, entry.sequence) === "sent")
    return refusedFor(
      bilingual(
        `本窗口已有第 ${entry.sequence} 版并已同步`,
        `this window has version ${entry.sequence} too, and the centre took it`,
      ),
    );
  const version = findApplication(context.db, applicationId)?.version ?? 0;
  const isOpen = listPulledEntries(context.db, applicationId).some(
    (known) => known.state === "waiting" && known.key !== id,
  );
  if (placeOf(entry) <= version && !isOpen && findEntryState(context.db, applicationId, placeOf(entry)) === null)
    return refusedFor(
      bilingual(
        `第 ${entry.sequence} 版早已并入，这是另一份`,
        `version ${entry.sequence} is part of the record already; this is another`,
      ),
    );
  return { state: "waiting", reason: null };
}

/**
 * Keeps an entry of another window as it came, and makes it part of the record where possible. Returns the
 * application that it changed, or null.
 */
export function takeEntry(unit: Unit, item: unknown): string | null {
  const { context } = unit;
  const taken = EntryTaken.safeParse(item).data;
  // An entry that this window sent itself, under a former enrolment or relayed by another window, is its own.
  if (
    taken === undefined ||
    findEntryByKey(context.db, taken.id) !== null ||
    countPulledEntries(context.db, taken.applicationId) >= MAX_ENTRIES_OF_ONE
  )
    return null;
  const { entry, window } = taken;
  const first = firstState(context, taken);
  const isNew = insertPulledEntry(context.db, {
    key: taken.id,
    applicationId: taken.applicationId,
    ...entry,
    windowName: legibleText(window.name, 60),
    windowPrefix: window.prefix,
    at: taken.at,
    pulledAt: context.now(),
    state: first.state,
  });
  if (!isNew) return null;
  if (first.reason !== null) setPulledState(context.db, taken.id, first.state, first.reason);
  else if (first.state === "waiting") foldEntries(unit, taken.applicationId);
  return taken.applicationId;
}

/** An entry that might be the record's next version, had it been understood; any other stays quarantined. */
function isNext(
  context: StationContext,
  { applicationId, sequence, state, payload, payloadHash }: PulledEntry,
): boolean {
  if (state !== "set-aside" || payload === null || sha256(payload) !== payloadHash) return false;
  return (
    placeOf({ sequence, payload }) === (findApplication(context.db, applicationId)?.version ?? 0) + 1 &&
    findEntryState(context.db, applicationId, sequence) !== "sent"
  );
}

function retryOne(unit: Unit, applicationId: string): boolean {
  const { context } = unit;
  const tried = new Set<string>();
  let taken = false;
  for (;;) {
    const entry = listPulledEntries(context.db, applicationId).find(
      (one) => !tried.has(one.key) && isNext(context, one),
    );
    if (entry === undefined) return taken;
    tried.add(entry.key);
    setPulledState(context.db, entry.key, "waiting", null);
    foldEntries(unit, applicationId);
    const now = listPulledEntries(context.db, applicationId).find(({ key }) => key === entry.key);
    if (now?.state === "applied") taken = true;
    // It met a version of this window's own meanwhile: as before it counts as not taken.
    else if (now?.state === "waiting") setPulledState(context.db, entry.key, "set-aside", entry.reason);
  }
}

/**
 * Tries again the entries of other windows that could not be taken in. A newer release or rules that have arrived
 * since may be able to read them.
 */
export function retryRemote(context: StationContext): void {
  const ids = listQuarantinedApplications(context.db);
  if (ids.length === 0) return;
  changeAs(context, SYSTEM, (unit) => {
    for (const id of ids) if (retryOne(unit, id)) unit.emit({ kind: "application.changed", id });
  });
}
