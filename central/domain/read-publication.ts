import { type Publication, MAX_PUBLICATION_BYTES } from "#shared/contract/centre/publications.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { textOf } from "#shared/lib/text-file.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { resolveProfile } from "#shared/profile/load-profile.ts";
import { PublishedRoster } from "#shared/profile/published-roster.ts";
import { CalendarYear, hasYear } from "#shared/time/calendar.ts";
import { findLastText } from "#central/db/publications.ts";
import type { Queryable } from "#central/db/sql.ts";
import { findShippedProfile } from "./profiles-at-hand.ts";

/** A file that was read as a publication. */
export type ReadPublication = Pick<Publication, "kind" | "name" | "version"> & { text: string };

const wrong = (file: string, zh: string, en: string) => badInput([{ path: file, message: bilingual(zh, en) }]);

/**
 * The text of a file and its JSON; throws a `ProblemError` if it is too large or cannot be read. Stations get the text
 * as UTF-8 without a mark, whatever the file was saved as.
 */
function readText(file: string, bytes: Buffer): { text: string; raw: unknown } {
  if (bytes.length > MAX_PUBLICATION_BYTES)
    throw wrong(
      file,
      `大于 ${MAX_PUBLICATION_BYTES / 1000} KB，窗口不会接收`,
      `larger than ${MAX_PUBLICATION_BYTES / 1000} KB, which stations do not take`,
    );
  const text = textOf(file, bytes);
  try {
    return { text, raw: JSON.parse(text) };
  } catch (error) {
    throw wrong(file, `JSON 读不懂：${String(error)}`, `is not JSON: ${String(error)}`);
  }
}

const baseOf = (raw: unknown): string | null =>
  typeof raw === "object" && raw !== null && "extends" in raw && typeof raw.extends === "string" ? raw.extends : null;

/** The profiles that one extends, each as last published, else as shipped. */
async function basesOf(db: Queryable, raw: unknown): Promise<Map<string, unknown>> {
  const bases = new Map<string, unknown>();
  for (let base = baseOf(raw); base !== null && !bases.has(base); base = baseOf(bases.get(base))) {
    const published = await findLastText(db, { kind: "profile.published", name: base });
    bases.set(base, published === null ? findShippedProfile(base) : JSON.parse(published));
  }
  return bases;
}

/** Reads a profile (地方规则) as every station will: by schema, with what it extends, checked by its own examples. */
export async function readProfile(db: Queryable, file: string, bytes: Buffer): Promise<ReadPublication> {
  const { text, raw } = readText(file, bytes);
  const bases = await basesOf(db, raw);
  const { id, version } = resolveProfile(raw, file, (base) => bases.get(base));
  return { kind: "profile.published", name: id, version, text };
}

/** Reads a locality's roster of specialists (服务专员名册). */
export function readRoster(file: string, bytes: Buffer): ReadPublication {
  const { text, raw } = readText(file, bytes);
  const parsed = PublishedRoster.safeParse(raw);
  if (!parsed.success) throw badInput(zodProblems(parsed.error.issues));
  return { kind: "roster.published", name: parsed.data.profile, version: parsed.data.version, text };
}

/** Reads a year's holidays (节假日日历); an empty placeholder is refused: stations treat it as no calendar. */
export function readCalendar(file: string, bytes: Buffer): ReadPublication {
  const { text, raw } = readText(file, bytes);
  const parsed = CalendarYear.safeParse(raw);
  if (!parsed.success) throw badInput(zodProblems(parsed.error.issues));
  const { year, revision = 0 } = parsed.data;
  if (!hasYear({ [year]: parsed.data }, year)) throw wrong(file, `${year} 年的安排是空的`, `holds nothing of ${year}`);
  return { kind: "calendar.published", name: String(year), version: revision, text };
}
