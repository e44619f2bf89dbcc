import type { FeedItem } from "#shared/contract/centre/feed.ts";
import type { DuplicatePair, DuplicateSide } from "#central/db/duplicates.ts";
import type { NewFeedItem } from "#central/db/feed-items.ts";
import type { NumberClash } from "#central/db/serials.ts";
import { uuidOf } from "#central/lib/secrets.ts";

const itemFor = (hallId: string, item: FeedItem): NewFeedItem => ({ hallId, id: item.id, body: JSON.stringify(item) });

function duplicateNotice(
  own: DuplicateSide,
  { acceptanceNumber, hall, window, acceptedAt, ...other }: DuplicateSide,
  pair: { standing: "first" | "later"; utilities: string[]; at: string },
): NewFeedItem {
  return itemFor(own.hallId, {
    kind: "duplicate.found",
    // A pair that is found again after a restore gets the same id.
    id: uuidOf(own.hallId, own.applicationId, other.hallId, other.applicationId),
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
    id: uuidOf("number", hallId, applicationId, otherApplicationId),
    at,
    applicationId,
    acceptanceNumber,
    otherAcceptedAt,
  });
}
