import type { AuditVerb } from "#shared/case/audit-verbs.ts";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FeedPage } from "#shared/contract/centre/feed.ts";
import { Publication, PublicationKind, publicationTitle } from "#shared/contract/centre/publications.ts";
import type { PublicationView } from "#shared/contract/publications.ts";
import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { PublishedRoster } from "#shared/profile/published-roster.ts";
import { localDateOf } from "#shared/time/instant.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";
import { keepCentreRoster } from "#station/db/centre-rosters.ts";
import {
  countUntaken,
  dropOldestQuarantined,
  insertPublication,
  listPublications,
  listPublicationsIn,
  movePublication,
  offerAgain,
  type PublicationRow,
  replacePublications,
} from "#station/db/publications.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { writeWhole } from "#station/lib/write-whole.ts";
import { calendarFolder, openCalendars } from "#station/rules/calendar-registry.ts";
import { retryRemote } from "#station/sync/feed/remote-entries.ts";
import { keepRulesInForce, replaceStandIns } from "#station/sync/feed/remote-rules.ts";
import { type PublicationResult, checkKey, evaluatePublication } from "./evaluate-publication.ts";
import { notPut } from "./publication-problems.ts";

/**
 * Puts a published file in its folder, whole or not at all. The file that it replaces is kept in `earlier/`, under
 * the beginning of its hash.
 */
async function putRulesFile(folder: string, name: string, text: string): Promise<void> {
  const file = join(folder, `${name}.json`);
  const olderRules = join(folder, "earlier");
  mkdirSync(olderRules, { recursive: true });
  if (existsSync(file)) {
    const before = readFileSync(file);
    if (before.equals(Buffer.from(text, "utf8"))) return;
    copyFileSync(file, join(olderRules, `${name}.${sha256(before).slice(0, 12)}.json`));
  }
  await writeWhole(file, Buffer.from(text, "utf8"));
}

/** More than this never waits at once; past it a broken centre would fill the disk. */
const MAX_UNTAKEN = 200;
const MAX_SHOWN = 50;

const titleOf = (context: StationContext, item: Publication): Bilingual =>
  publicationTitle(item, context.profiles.find(item.name)?.profile.name ?? null);

/** Whether there is room for one more. The oldest quarantined one gives way: what nobody takes must not keep out what is sound. */
function hasRoom(context: StationContext): boolean {
  if (countUntaken(context.db) < MAX_UNTAKEN) return true;
  const dropped = dropOldestQuarantined(context.db);
  if (dropped !== null) logDropped(context, dropped);
  return dropped !== null;
}

/** In the log only: a broken centre that goes on and on would fill the audit log as well. */
const logDropped = (context: StationContext, { kind, name, version }: Publication): void =>
  context.log.area("sync").warn({ kind, name, version }, "too many publications wait; one was dropped");

/** Notes the publications of a feed page, inside the caller's transaction; what is not one by the contract is passed over. */
export function notePublications(context: StationContext, items: FeedPage["items"]): void {
  for (const each of items.filter(({ kind }) => PublicationKind.safeParse(kind).success)) {
    const item = Publication.safeParse(each).data;
    if (item === undefined) continue;
    if (hasRoom(context)) insertPublication(context.db, item, context.now());
    else logDropped(context, item);
  }
}

/** What to fetch or evaluate: announced publications, and those quarantined for a key that is trusted by now. */
export function listOffered(context: StationContext): PublicationRow[] {
  const keyed = listPublicationsIn(context.db, "set-aside").filter(
    ({ item, reason }) =>
      reason?.code === "publication-unknown-key" && checkKey(context, item, titleOf(context, item)).kind !== "refused",
  );
  return [...listPublicationsIn(context.db, "offered"), ...keyed];
}

/** Quarantines, unfetched, what no trusted key has signed; true where it was. */
export function refuseUntrusted(context: StationContext, { item }: PublicationRow): boolean {
  const check = checkKey(context, item, titleOf(context, item));
  if (check.kind !== "refused") return false;
  applyEvaluation(context, item, { kind: "set-aside", reason: check.reason, again: false }, "");
  return true;
}

function applyEvaluation(
  context: StationContext,
  item: Publication,
  result: Exclude<PublicationResult, { kind: "take" }>,
  text: string,
): void {
  changeAs(context, SYSTEM, (unit): void => {
    const { at } = unit;
    unit.emit({ kind: "publication.changed" });
    const note = (verb: AuditVerb, detail: object) => {
      const { version, hash, signature } = item;
      const subject = `${item.kind.split(".")[0]}/${item.name}`;
      unit.audit(verb, subject, { version, hash, key: signature?.key ?? null, ...detail });
    };
    switch (result.kind) {
      case "in-place":
        movePublication(context.db, item.id, { state: "in-force", appliesOn: localDateOf(at) }, at);
        replacePublications(context.db, item, at);
        return note("publication.taken", {});
      case "wait":
        movePublication(context.db, item.id, { state: "waiting", text, appliesOn: result.until }, at);
        return note("publication.waiting", { until: result.until });
      case "set-aside":
        movePublication(
          context.db,
          item.id,
          { state: "set-aside", text: result.again ? text : null, reason: result.reason },
          at,
        );
        return note("publication.setAside", { code: result.reason.code });
    }
  });
}

/** A locality that is laid over the one that changed has other rules too. */
function reloadProfiles(context: StationContext): void {
  const rules = context.profiles.list();
  const before = new Map(rules.map(({ profile, hash }) => [profile.id, hash]));
  context.profiles.reload();
  const present = new Set(context.profiles.list().map(({ hash }) => hash));
  keepRulesInForce(
    context,
    rules.filter(({ hash }) => !present.has(hash)),
  );
  replaceStandIns(context);
  retryRemote(context);
  for (const { profile, hash } of context.profiles.list())
    if (before.get(profile.id) !== hash) context.events.emit({ kind: "profile.changed", id: profile.id });
}

/** Puts an accepted publication where the hall reads it; from then on it is in force for new drafts. */
async function putInPlace(context: StationContext, { kind, name }: Publication, text: string): Promise<void> {
  switch (kind) {
    case "profile.published":
      keepRulesInForce(
        context,
        context.profiles.list().filter(({ profile }) => profile.id === name),
      );
      await putRulesFile(join(context.dir, "profiles"), name, text);
      reloadProfiles(context);
      return;
    case "calendar.published":
      await putRulesFile(calendarFolder(context.dir), name, text);
      context.calendars = openCalendars(context.dir).calendars;
      context.events.emit({ kind: "calendar.changed" });
      return;
    case "roster.published":
      changeAs(context, SYSTEM, (unit) => {
        keepCentreRoster(context.db, PublishedRoster.parse(JSON.parse(text)), unit.at);
        unit.emit({ kind: "roster.changed" });
      });
      return;
  }
}

/**
 * Evaluates a received publication: it takes effect, waits for its day, or is quarantined. Never throws for what the
 * far end sent, nor for a disk that refuses it.
 */
export async function takePublication(context: StationContext, { item }: PublicationRow, text: string): Promise<void> {
  const result = evaluatePublication(context, item, text, titleOf(context, item));
  if (result.kind !== "take") return applyEvaluation(context, item, result, text);
  // The file first: a crash in between finds it in place, and the row follows.
  try {
    await putInPlace(context, item, text);
  } catch (error) {
    // A hall must open, and learn what else the centre tells, with a disk that refuses one file.
    if (!(error instanceof Error && ("code" in error || error instanceof ProblemError))) throw error;
    const why = error instanceof ProblemError ? error.problem.what : bilingual(String(error.code), String(error.code));
    return applyEvaluation(
      context,
      item,
      { kind: "set-aside", reason: notPut(titleOf(context, item), why), again: true },
      text,
    );
  }
  applyEvaluation(context, item, { kind: "in-place" }, text);
  // What needed these rules may be sound now.
  offerAgain(context.db);
}

/** Takes what has waited for its day. */
export async function takeDue(context: StationContext): Promise<void> {
  const today = localDateOf(context.now());
  for (const row of listPublicationsIn(context.db, "waiting")) {
    if (row.text !== null && row.appliesOn !== null && row.appliesOn <= today)
      await takePublication(context, row, row.text);
  }
}

/** What the centre published, as a page lists it. */
export function viewPublications(context: StationContext): PublicationView {
  const lines = listPublications(context.db, MAX_SHOWN).map(({ item, state, appliesOn, reason, changedAt }) => ({
    id: item.id,
    title: titleOf(context, item),
    state,
    appliesOn,
    reason,
    changedAt,
  }));
  return { lines, quarantined: listPublicationsIn(context.db, "set-aside").length };
}
