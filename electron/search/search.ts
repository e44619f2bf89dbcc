import { caseKind, statusLabel } from "#shared/case/case-status.ts";
import type { FoundApplications, FoundLine } from "#shared/contract/search.ts";
import { findRole } from "#shared/profile/form.ts";
import { maskPersonal } from "#shared/profile/mask-personal.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { foldSearch, isFoundBy } from "#shared/case/search-terms.ts";
import { queryTerms } from "#shared/case/search-terms.ts";
import { readingOnce } from "#station/db/database.ts";
import { listCorrectedRows } from "#station/db/acts.ts";
import { findApplicationAt, findNumberAt, type FoundApplication } from "#station/db/found-applications.ts";
import { profileOf } from "#station/records/application.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { recentRows, searchablesIn, walkSegments, type RecentRows } from "#station/records/search-index.ts";

/** A clerk does not read more; typing more narrows the search. */
export const SEARCH_LIMIT = 20;

function foundLine(profile: Profile, found: FoundApplication): FoundLine {
  const { form } = found.content;
  const role = (name: "applicant" | "contact" | "phone" | "site"): string => findRole(profile.form, form, name) ?? "";
  return {
    id: found.id,
    acceptanceNumber: found.acceptanceNumber,
    profileId: found.profileId,
    status: found.status,
    statusName: statusLabel(found.status, caseKind(found.content)),
    applicant: role("applicant"),
    contact: role("contact"),
    phone: maskPersonal(role("phone"), "phone"),
    site: role("site"),
    utilities: found.content.utilities,
    acceptedAt: found.acceptedAt,
    window: found.window,
    remote: found.remote,
    dutyHolder: found.dutyHolder.name,
  };
}

/** Yields rowids that may match, newest first: unsegmented ones, then the segments. */
function* walkCandidates(context: StationContext, text: string, recent: RecentRows): Generator<number> {
  for (const { rowid, searchables } of recent.rows.toReversed()) if (isFoundBy(searchables, text)) yield rowid;
  // Segments index applications as accepted; corrected ones are checked one by one, in their turn.
  const corrected = listCorrectedRows(context.db).filter((rowid) => rowid <= recent.after);
  const part = foldSearch(text);
  for (const { rowid, byNumberOnly } of walkSegments(context.db, queryTerms(text), recent.after)) {
    // Many numbers share their trigrams; checking the number alone avoids reading the whole application.
    if (byNumberOnly && !foldSearch(findNumberAt(context.db, rowid) ?? "").includes(part)) continue;
    for (let next = corrected[0]; next !== undefined && next >= rowid; next = corrected[0]) {
      corrected.shift();
      if (next > rowid) yield next;
    }
    yield rowid;
  }
  yield* corrected;
}

/** Finds stored applications by free text, newest first. A blank text finds none. */
export function searchApplications(context: StationContext, text: string, limit = SEARCH_LIMIT): FoundApplications {
  const recent = recentRows(context.db);
  return readingOnce(context.db, () => {
    const lines: FoundLine[] = [];
    for (const rowid of walkCandidates(context, text, recent)) {
      const found = findApplicationAt(context.db, rowid);
      if (found === null) continue;
      const profile = profileOf(context, found);
      if (!isFoundBy(searchablesIn(profile, found.content, found.acceptanceNumber), text)) continue;
      if (lines.length === limit) return { lines, more: true };
      lines.push(foundLine(profile, found));
    }
    return { lines, more: false };
  });
}
