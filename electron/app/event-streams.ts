import type { ServerResponse } from "node:http";
import type { Role } from "#shared/contract/call.ts";
import type { News } from "#shared/contract/calls.ts";
import type { Session } from "#station/core/session.ts";

/** Whether a page of this role hears a piece of news: the applicant's window only that its own check changed. */
export const hearsNews = (role: Role, news: News): boolean => role !== "applicant" || news.kind === "check.changed";

/** What may wait for one page: about a thousand news, far more than a page at work ever leaves unread. */
const MOST_WAITING_BYTES = 64_000;
/** More pages than one station has; the oldest gives way. */
const MOST_STREAMS = 20;
/** How long a page that is let go may take to read what was meant for it. */
const GRACE_MS = 5000;

/** The long answers on which pages hear news; each holds a bounded amount that was not read. */
export type NewsStreams = { open: (session: Session, response: ServerResponse) => void; tell: (news: News) => void };

/** Opens an empty set of streams. A page that does not read comes to an end of its stream: it opens another and reads anew what it shows. */
export function openNewsStreams(): NewsStreams {
  const streams = new Map<ServerResponse, Session>();
  const letGo = (stream: ServerResponse): void => {
    streams.delete(stream);
    stream.end();
    setTimeout(() => stream.destroy(), GRACE_MS).unref();
  };
  return {
    open(session, response) {
      streams.set(response, session);
      response.on("close", () => streams.delete(response));
      const [oldest] = streams.keys();
      if (streams.size > MOST_STREAMS && oldest !== undefined) letGo(oldest);
    },
    tell(news) {
      const line = `${JSON.stringify(news)}\n`;
      for (const [stream, session] of streams) {
        if (!hearsNews(session.role, news)) continue;
        if (stream.writableLength + line.length > MOST_WAITING_BYTES) letGo(stream);
        else stream.write(line);
      }
    },
  };
}
