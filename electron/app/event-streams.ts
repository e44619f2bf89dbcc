import type { ServerResponse } from "node:http";
import type { Role } from "#shared/contract/call.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import type { Session } from "#station/core/session.ts";

/** Whether a page of this role receives an event: the applicant's window only that its own check changed. */
export const receivesEvent = (role: Role, event: StationEvent): boolean =>
  role !== "applicant" || event.kind === "check.changed";

/** Bytes that may wait for one page: about a thousand events, far more than a page at work leaves unread. */
const MAX_WAITING_BYTES = 64_000;
/** More pages than one station has; past this the oldest stream is closed. */
const MAX_STREAMS = 20;
/** How long a closed stream may still deliver what was written to it. */
const GRACE_MS = 5000;

/** The open event streams of the pages; each holds a bounded amount that was not read. */
export type EventStreams = {
  open: (session: Session, response: ServerResponse) => void;
  emit: (event: StationEvent) => void;
};

/**
 * Opens an empty set of streams. The stream of a page that does not read is ended. That page opens another one and
 * reloads what it shows.
 */
export function openEventStreams(): EventStreams {
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
      if (streams.size > MAX_STREAMS && oldest !== undefined) letGo(oldest);
    },
    emit(event) {
      const line = `${JSON.stringify(event)}\n`;
      for (const [stream, session] of streams) {
        if (!receivesEvent(session.role, event)) continue;
        if (stream.writableLength + line.length > MAX_WAITING_BYTES) letGo(stream);
        else stream.write(line);
      }
    },
  };
}
