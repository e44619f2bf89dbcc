import type { FeedItem } from "#shared/contract/centre/feed.ts";
import type { DuplicatePair, DuplicateSide } from "#central/db/duplicates.ts";
import type { NewFeedItem } from "#central/db/feed-items.ts";
import type { NumberClash } from "#central/db/serials.ts";
import { sha256Hex } from "#central/lib/secrets.ts";

/** A pair that is found again after a restore gets the same id. */
function noticeId(...parts: string[]): string {
  const hex = sha256Hex(parts.join("\n"));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const itemFor = (hallId: string, item: FeedItem): NewFeedItem => ({ hallId, id: item.id, body: JSON.stringify(item) });

function duplicateNotice(
  own: DuplicateSide,
  { acceptanceNumber, hall, window, acceptedAt, ...other }: DuplicateSide,
  pair: { standing: "first" | "later"; utilities: string[]; at: string },
): NewFeedItem {
  return itemFor(own.hallId, {
    kind: "duplicate.found",
    id: noticeId(own.hallId, own.applicationId, other.hallId, other.applicationId),
    applicationId: own.applicationId,
    other: { acceptanceNumber, hall, window, acceptedAt },
    ...pair,
  });
}

/** A notice for each window of a duplicate. It names no applicant, and nothing is merged. */
export const duplicateNotices = ({ first, later, utilities }: DuplicatePair, at: string): NewFeedItem[] => [
  duplicateNotice(first, later, { standing: "first", utilities, at }),
  duplicateNotice(later, first, { standing: "later", utilities, at }),
];

/** A notice that another application has the same acceptance number. */
export function clashNotice(
  { hallId, applicationId, otherApplicationId, acceptanceNumber, otherAcceptedAt }: NumberClash,
  at: string,
): NewFeedItem {
  return itemFor(hallId, {
    kind: "number.clashed",
    id: noticeId("number", hallId, applicationId, otherApplicationId),
    at,
    applicationId,
    acceptanceNumber,
    otherAcceptedAt,
  });
}
