import type { FastifyInstance } from "fastify";
import { FEED_PAGE, type FeedPage } from "../../shared/contract/centre-feed.ts";
import { authenticateTo } from "../authenticate.ts";
import type { Centre } from "../centre.ts";
import { cursorAt, placeAfter } from "../cursor.ts";
import { listFeedItems } from "../db/feed-items.ts";
import { operations } from "../operations.ts";

/** Well under what a station reads of one answer. */
const PAGE_CHARACTERS = 40_000;

/** Serves the feed of the caller's hall (下发) after a cursor; one from before a restore begins again, and what comes twice has the same id. */
export function serveFeed(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: operations.feed.method,
    url: operations.feed.path,
    handler: async (request, reply): Promise<FeedPage> => {
      const station = await authenticateTo(centre, request.headers.authorization, reply);
      const after = placeAfter(request.query, station.epoch);
      await centre.reader.catchUp();
      const found = await listFeedItems(centre.sql, station.hallId, after, FEED_PAGE + 1);
      let characters = 0;
      const page = found.slice(0, FEED_PAGE).filter(({ body }, nth) => (characters += body.length) <= PAGE_CHARACTERS || nth === 0);
      return { epoch: station.epoch, items: page.map(({ body }) => JSON.parse(body)), cursor: cursorAt(station.epoch, page.at(-1)?.position ?? after), more: page.length < found.length };
    },
  });
}
