import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { FEED_PAGE, FeedPage } from "../../shared/contract/centre-feed.ts";
import type { Centre } from "../centre.ts";
import { cursorAt, placeAfter } from "../cursor.ts";
import { readFeed } from "../db/feed-items.ts";
import { operations } from "../operations.ts";
import { wrongFields } from "../refusal.ts";
import { serveStations } from "../serve-callers.ts";

/** As JSON within JSON at most twice as much: well under what a station reads of one answer. */
const PAGE_BYTES = 110_000;

const Query = z.object({ own: z.literal("1").optional() });

/** Whether a station asks for its own entries too, as one does that lost them. */
function readOwn(query: unknown): boolean {
  const read = Query.safeParse(query);
  if (!read.success) throw wrongFields([{ path: "own", message: "只能为 1 / can only be 1" }]);
  return read.data.own !== undefined;
}

/** Serves the feed of the caller's hall (下发) after a cursor; one from before a restore begins again, and what comes twice has the same id. A station's own entries come where it asks for them. */
export function serveFeed(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.feed, async (station, request): Promise<FeedPage> => {
    const after = placeAfter(request.query, station.epoch);
    const but = readOwn(request.query) ? null : station.id;
    await centre.reader.catchUp();
    const { items, through, more } = await centre.copy.read(station.epoch, (db) => readFeed(db, { hallId: station.hallId, but, after, items: FEED_PAGE, bytes: PAGE_BYTES }));
    return { epoch: station.epoch, items: FeedPage.shape.items.parse(items), cursor: cursorAt(station.epoch, through), more };
  });
}
