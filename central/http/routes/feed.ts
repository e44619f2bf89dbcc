import type { FastifyInstance } from "fastify";
import { FEED_PAGE, FeedPage } from "#shared/contract/centre/feed.ts";
import { PublicationKind } from "#shared/contract/centre/publications.ts";
import type { Centre } from "#central/http/centre.ts";
import { cursorAt, placeAfter } from "#central/http/cursor.ts";
import { listBegun } from "#central/db/entries.ts";
import { readFeed } from "#central/db/feed-items.ts";
import type { Queryable } from "#central/db/sql.ts";
import { operations } from "#central/http/operations.ts";
import { readFlag } from "#central/http/read-input.ts";
import { serveStations, type StationCaller } from "#central/http/authenticate.ts";

/** As JSON within JSON it is at most twice as much: well under what a station reads of one answer. */
const PAGE_BYTES = 110_000;

type Items = FeedPage["items"];

/** What a kiosk is told of the applications that it began. A likely duplicate names somebody else's: windows judge it. */
const OF_ITS_OWN: ReadonlySet<string> = new Set([
  "number.clashed",
  "opinion.given",
  "survey.dated",
  "progress.reported",
]);
/** Items that belong to no application. */
const PUBLICATIONS: ReadonlySet<string> = new Set(PublicationKind.options);

const applicationIn = (item: Items[number]): string => {
  const id = item["applicationId"];
  return typeof id === "string" ? id.toLowerCase() : "";
};

/** Only what a kiosk may know: publications, its own entries, and the progress of the applications that it began. */
async function keepOwn(db: Queryable, station: StationCaller, items: Items): Promise<Items> {
  const ofApplications = items.filter(({ kind }) => OF_ITS_OWN.has(kind));
  const begun = await listBegun(db, station, ofApplications.map(applicationIn));
  return items.filter(
    (item) =>
      PUBLICATIONS.has(item.kind) ||
      // Entries of other stations were not read at all.
      item.kind === "entry.taken" ||
      (OF_ITS_OWN.has(item.kind) && begun.has(applicationIn(item))),
  );
}

/**
 * Serves the feed of the caller's hall (下发) after a cursor. A cursor from before a restore begins again; items that come
 * twice keep their id. A station's own entries come only if it asks for them. A kiosk gets nothing of other stations.
 */
export function serveFeed(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.feed, async (station, request): Promise<FeedPage> => {
    const part = station.right === "hall" ? "whole" : "own";
    const after = placeAfter(request.query, station.epoch, part);
    const wantsOwn = readFlag("own", request.query);
    await centre.indexer.catchUp();
    const read = async (db: Queryable) => {
      const slice = await readFeed(db, {
        hallId: station.hallId,
        stationId: station.id,
        exceptStation: wantsOwn ? null : station.id,
        onlyStation: part === "own" ? station.id : null,
        after,
        items: FEED_PAGE,
        bytes: PAGE_BYTES,
      });
      const items = FeedPage.shape.items.parse(slice.items);
      return { ...slice, items: part === "own" ? await keepOwn(db, station, items) : items };
    };
    // A copy may lag, and a station that lost its records asks for them only once.
    const { items, through, more } = wantsOwn ? await read(centre.sql) : await centre.copy.read(station.epoch, read);
    return { epoch: station.epoch, items, cursor: cursorAt(station.epoch, through, part), more };
  });
}
