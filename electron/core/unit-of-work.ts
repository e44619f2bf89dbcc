import type { AuditVerb } from "#shared/case/audit-verbs.ts";
import type { EntryKind } from "#shared/case/entry-kinds.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import type { Instant } from "#shared/time/instant.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { appendAudit, type AuditEntry } from "#station/db/audit.ts";
import { transaction, type Db } from "#station/db/database.ts";
import { GUARD_SUBJECT, takeWrittenGuards } from "#station/db/guarded-rows.ts";
import { insertOutboxEntry, type NewOutboxEntry } from "#station/db/outbox-entries.ts";
import { insertPrintJob, type NewPrintJob } from "#station/db/print-jobs.ts";
import type { Actor, StationContext } from "./station-context.ts";

/** The name by which the audit log knows the program itself. */
export const SYSTEM = "system";

/** An outbox entry; a unit adds id and time, and a key where none was made before. */
export type EntryToSend = Omit<NewOutboxEntry, "id" | "key" | "kind" | "createdAt"> & { kind: EntryKind; key?: string };

/** A print job; a unit adds id, time and the person who asks for it. */
export type JobToPrint = Omit<NewPrintJob, "id" | "requestedBy" | "createdAt">;

/**
 * Everything that belongs to one change (工作单元): its rows, audit entries, outbox entries and events.
 * All of it is committed together or not at all, and the events are emitted after the commit.
 */
export type Unit = {
  readonly context: StationContext;
  /** The instant of the change: the same for all that it writes. */
  readonly at: Instant;
  /** Adds an entry to the audit log; `detail` never holds personal data. */
  readonly audit: (verb: AuditVerb, subject: string, detail: Record<string, unknown>) => void;
  /** Adds an entry to the outbox, and the event that says so. */
  readonly enqueue: (entry: EntryToSend) => void;
  /** Emits an event after the commit, once however often it is named. */
  readonly emit: (event: StationEvent) => void;
  /** The same unit for what the program does by itself: the audit log then names no person. */
  readonly asSystem: () => Unit;
};

/** The unit of a change that a person makes. */
export type ActorUnit = Unit & {
  readonly actor: Actor;
  /** Adds a print job, and the event that says so; copies are counted from record version `since` on. */
  readonly print: (job: JobToPrint, since?: number) => { id: string; copy: number };
};

/** A change must be over when its transaction ends, so a promise is refused by the type. */
type NotPromise<T> = T extends PromiseLike<unknown> ? never : T;

/** Who answers for a change in the audit log, and at which station. */
type Author = { id: string; stationId: () => string };

/** The stores in which a change is open: a second one inside it would emit before the first commits. */
const changing = new WeakSet<Db>();

/** Audit entries of acts that went on while nothing could be written, by store; the next commit writes them first. */
const owed = new WeakMap<Db, AuditEntry[]>();
/** With more of them than this, an act is refused like any other. */
const MAX_OWED = 1000;

/** Runs `act` with what it needs to add to a change; commits, then emits. */
function commit<T>(context: StationContext, act: (open: (author: Author) => Unit) => T): T {
  if (changing.has(context.db)) throw new Error("A change is open already; hand its unit on instead.");
  const at = context.now();
  const events = new Map<string, StationEvent>();
  let isOpen = true;
  const whileOpen = (): void => {
    if (!isOpen) throw new Error("This change is over; nothing can be added to it.");
  };
  const open = (author: Author): Unit => {
    const emit = (event: StationEvent): void => {
      whileOpen();
      events.set(JSON.stringify(event), event);
    };
    return {
      context,
      at,
      audit(verb, subject, detail) {
        whileOpen();
        appendAudit(context.db, { at, actor: author.id, stationId: author.stationId(), verb, subject, detail });
      },
      enqueue({ key, ...entry }) {
        whileOpen();
        const id = context.newId();
        insertOutboxEntry(context.db, { ...entry, id, key: key ?? context.newId(), createdAt: at });
        emit({ kind: "outbox.changed" });
      },
      emit,
      asSystem: () => open({ id: SYSTEM, stationId: () => context.station().id }),
    };
  };
  let result: T;
  changing.add(context.db);
  try {
    result = transaction(context.db, () => {
      for (const entry of owed.get(context.db) ?? []) appendAudit(context.db, entry);
      const made = act(open);
      const rows = takeWrittenGuards(context.db);
      const system = { id: SYSTEM, stationId: () => context.station().id };
      if (rows !== null) open(system).audit("access.recorded", GUARD_SUBJECT, { rows });
      return made;
    });
    owed.delete(context.db);
  } finally {
    isOpen = false;
    changing.delete(context.db);
  }
  for (const event of events.values()) context.events.emit(event);
  return result;
}

/**
 * Makes a change in a person's name: one transaction, then its events.
 * What `act` throws undoes all of it and reaches the caller; then no event is emitted.
 */
export function change<T>(
  context: StationContext,
  actor: Actor,
  act: (unit: ActorUnit) => NotPromise<T>,
): NotPromise<T> {
  return commit(context, (open) => {
    const unit = open({ id: actor.operator.id, stationId: () => actor.station.id });
    return act({
      ...unit,
      actor,
      print(job, since) {
        unit.emit({ kind: "print.changed", applicationId: job.applicationId });
        const id = context.newId();
        const row = { ...job, id, requestedBy: actor.operator.id, createdAt: unit.at };
        const copy = insertPrintJob(context.db, row, since);
        return { id, copy };
      },
    });
  });
}

/** Makes a change for which no signed-in person acts; `name` is what the audit log calls its author. */
export function changeAs<T>(context: StationContext, name: string, act: (unit: Unit) => NotPromise<T>): NotPromise<T> {
  return commit(context, (open) => act(open({ id: name, stationId: () => context.station().id })));
}

/**
 * Audits an act that takes nothing from anybody: signing out, or reading. A full disk does not prevent it; the entry,
 * with its own time, is then written with the next commit.
 */
export function auditOrOwe(
  context: StationContext,
  actor: string,
  { verb, subject, detail }: Pick<AuditEntry, "subject" | "detail"> & { verb: AuditVerb },
): void {
  const entry = { at: context.now(), actor, stationId: context.station().id, verb, subject, detail };
  try {
    changeAs(context, actor, (unit) => unit.audit(verb, subject, detail));
  } catch (error) {
    const before = owed.get(context.db) ?? [];
    if (!(error instanceof ProblemError) || before.length >= MAX_OWED) throw error;
    context.log.area("store").warn({ verb, code: error.problem.code }, "an audit entry waits to be written");
    owed.set(context.db, [...before, entry]);
  }
}

/** Emits what is true although the store did not take it, so that no page goes on showing what has left. */
export const emitUnwritten = (context: StationContext, event: StationEvent): void => context.events.emit(event);

/** Writes the audit entries that still wait, before the store closes. What the disk does not take is lost with a line in the log. */
export function writeOwed(context: StationContext): void {
  if (!owed.has(context.db)) return;
  try {
    changeAs(context, SYSTEM, () => undefined);
  } catch (error) {
    context.log.area("store").error({ err: error, entries: owed.get(context.db)?.length }, "writing what was owed");
  }
}
