import type { FastifyInstance } from "fastify";
import { FEED_PAGE, FeedPage } from "#shared/contract/centre/feed.ts";
import type { Centre } from "#central/http/centre.ts";
import { cursorAt, placeAfter } from "#central/http/cursor.ts";
import { readFeed } from "#central/db/feed-items.ts";
import type { Queryable } from "#central/db/sql.ts";
import { operations } from "#central/http/operations.ts";
import { readFlag } from "#central/http/read-input.ts";
import { serveStations } from "#central/http/authenticate.ts";

/** As JSON within JSON it is at most twice as much: well under what a station reads of one answer. */
const PAGE_BYTES = 110_000;

/**
 * Serves the feed of the caller's hall (下发) after a cursor. A cursor from before a restore begins again; items that come
 * twice keep their id. A station's own entries come only if it asks for them.
 */
export function serveFeed(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.feed, async (station, request): Promise<FeedPage> => {
    const after = placeAfter(request.query, station.epoch);
    const wantsOwn = readFlag("own", request.query);
    await centre.indexer.catchUp();
    const read = (db: Queryable) =>
      readFeed(db, {
        hallId: station.hallId,
        exceptStation: wantsOwn ? null : station.id,
        after,
        items: FEED_PAGE,
        bytes: PAGE_BYTES,
      });
    // A copy may lag, and a station that lost its records asks for them only once.
    const { items, through, more } = wantsOwn ? await read(centre.sql) : await centre.copy.read(station.epoch, read);
    return {
      epoch: station.epoch,
      items: FeedPage.shape.items.parse(items),
      cursor: cursorAt(station.epoch, through),
      more,
    };
  });
}
