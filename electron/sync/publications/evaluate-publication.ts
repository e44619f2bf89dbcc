import { verify } from "node:crypto";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { CalendarYear, hasYear } from "#shared/time/calendar.ts";
import type { Publication } from "#shared/contract/centre/publications.ts";
import { jsonIn } from "#shared/lib/json.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { PublishedRoster } from "#shared/profile/published-roster.ts";
import { localDateOf, type LocalDate } from "#shared/time/instant.ts";
import { unknownUtility } from "#shared/profile/services.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { findCentreRoster } from "#station/db/centre-rosters.ts";
import { findNewestTaken } from "#station/db/publications.ts";
import { sha256 } from "#station/lib/hashes.ts";
import type { StationContext } from "#station/core/station-context.ts";
import {
  altered,
  badSignature,
  breaksOthers,
  faulty,
  olderVersion,
  unknownKey,
  unsigned,
} from "./publication-problems.ts";
import { listTrustedKeys, type TrustedKey } from "./trusted-keys.ts";

/** What is to be done with a publication: `again` says that it may yet be taken once other rules are in force. */
export type PublicationResult =
  | { kind: "take" }
  | { kind: "in-place" }
  | { kind: "wait"; until: LocalDate }
  | { kind: "set-aside"; reason: Problem; again: boolean };

const quarantineResult = (reason: Problem, again = false): PublicationResult => ({ kind: "set-aside", reason, again });

/** Whether a publication's key is trusted. A roster needs none: it holds no rules and comes on the centre's own word. */
export type KeyCheck =
  | { kind: "trusted"; key: TrustedKey["key"] }
  | { kind: "no-key-needed" }
  | { kind: "refused"; reason: Problem };

/** Looks up the key that a publication names among those that this hall trusts. */
export function checkKey(context: StationContext, { kind, signature }: Publication, title: Bilingual): KeyCheck {
  if (signature === null)
    return kind === "roster.published" ? { kind: "no-key-needed" } : { kind: "refused", reason: unsigned(title) };
  const trusted = listTrustedKeys(context.dir).keys.find(({ id }) => id === signature.key);
  return trusted === undefined
    ? { kind: "refused", reason: unknownKey(title, signature.key) }
    : { kind: "trusted", key: trusted.key };
}

/** Whether the text is what the centre named, signed by a key that this hall trusts; null where it is. */
function provenance(context: StationContext, item: Publication, text: string, title: Bilingual): Problem | null {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length !== item.bytes || sha256(bytes) !== item.hash) return altered(title);
  const check = checkKey(context, item, title);
  if (check.kind === "no-key-needed") return null;
  if (check.kind === "refused") return check.reason;
  return verify(null, bytes, check.key, Buffer.from(item.signature?.value ?? "", "base64"))
    ? null
    : badSignature(title);
}

/** Rules come in force by a higher version only, and only where they leave every other locality of the hall as sound as it was. */
function evaluateProfile(
  context: StationContext,
  item: Publication,
  text: string,
  title: Bilingual,
): PublicationResult {
  const { profile, quarantined, current } = context.profiles.rehearse(item.name, `${item.name}.json`, text);
  const own = quarantined.find(({ id }) => id === item.name);
  if (profile === null) return quarantineResult(faulty(title, own?.problem.fields ?? []), true);
  const { version, effectiveFrom } = profile.profile;
  if (version !== item.version) return quarantineResult(altered(title));
  if (current === text) return { kind: "in-place" };
  const present = Math.max(
    context.profiles.find(item.name)?.profile.version ?? 0,
    findNewestTaken(context.db, item) ?? 0,
  );
  if (version <= present) return quarantineResult(olderVersion(title, version, present));
  const broken = quarantined.map(({ id }) => id).filter((id) => id !== item.name && context.profiles.find(id) !== null);
  if (broken.length > 0) return quarantineResult(breaksOthers(title, broken), true);
  return effectiveFrom !== null && effectiveFrom > localDateOf(context.now())
    ? { kind: "wait", until: effectiveFrom }
    : { kind: "take" };
}

/** A year that is not at hand is taken; one that is gives way to a higher revision only. */
function evaluateCalendar(
  context: StationContext,
  item: Publication,
  text: string,
  title: Bilingual,
): PublicationResult {
  const parsed = CalendarYear.safeParse(jsonIn(text));
  if (!parsed.success) return quarantineResult(faulty(title, zodProblems(parsed.error.issues)));
  const { year, revision = 0 } = parsed.data;
  if (String(year) !== item.name || revision !== item.version || !hasYear({ [year]: parsed.data }, year))
    return quarantineResult(altered(title));
  const current = hasYear(context.calendars, year) ? context.calendars[year] : undefined;
  if (current === undefined) return { kind: "take" };
  if (canonicalJson(current) === canonicalJson(parsed.data)) return { kind: "in-place" };
  const present = current.revision ?? 0;
  return revision > present ? { kind: "take" } : quarantineResult(olderVersion(title, revision, present));
}

/** A roster is the whole list of a locality that this hall knows; people named by the hall itself are not touched. */
function evaluateRoster(context: StationContext, item: Publication, text: string, title: Bilingual): PublicationResult {
  const parsed = PublishedRoster.safeParse(jsonIn(text));
  if (!parsed.success) return quarantineResult(faulty(title, zodProblems(parsed.error.issues)));
  const { profile: id, version, specialists } = parsed.data;
  if (id !== item.name || version !== item.version) return quarantineResult(altered(title));
  const profile = context.profiles.find(id)?.profile;
  const strange =
    profile === undefined
      ? []
      : specialists.filter(({ utility }) => !profile.utilities.some((known) => known.id === utility));
  if (profile === undefined)
    return quarantineResult(
      faulty(title, [
        {
          path: "profile",
          message: bilingual(`本大厅没有这个地方规则：${id}`, `this hall has no such profile: ${id}`),
        },
      ]),
      true,
    );
  if (strange.length > 0)
    return quarantineResult(
      faulty(
        title,
        strange.map((person) => ({ path: person.id, message: unknownUtility(profile, person.utility) })),
      ),
      true,
    );
  const current = findCentreRoster(context.db, id);
  if (current === null || version > current.version) return { kind: "take" };
  return version === current.version && current.text === JSON.stringify(parsed.data)
    ? { kind: "in-place" }
    : quarantineResult(olderVersion(title, version, current.version));
}

/** Evaluates a publication whose text is at hand: its origin, its soundness, and whether it is newer. */
export function evaluatePublication(
  context: StationContext,
  item: Publication,
  text: string,
  title: Bilingual,
): PublicationResult {
  const wrong = provenance(context, item, text, title);
  if (wrong !== null) return quarantineResult(wrong);
  switch (item.kind) {
    case "profile.published":
      return evaluateProfile(context, item, text, title);
    case "calendar.published":
      return evaluateCalendar(context, item, text, title);
    case "roster.published":
      return evaluateRoster(context, item, text, title);
  }
}
