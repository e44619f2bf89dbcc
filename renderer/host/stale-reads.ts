import type { QueryKey } from "@tanstack/react-query";
import type { StationEvent } from "#shared/contract/events.ts";
import { callKey, queryClient, refresh } from "./query.ts";

type Kind = StationEvent["kind"];
type StaleReads = { [K in Kind]: (event: Extract<StationEvent, { kind: K }>) => QueryKey[] };

/** Which answers an event makes stale; every kind of event has its line. */
const STALE_READS: StaleReads = {
  "outbox.changed": () => [
    callKey("outbox.get"),
    callKey("outbox.cover"),
    callKey("outbox.story"),
    callKey("attachmentSend.story"),
    callKey("application.listDay"),
    callKey("daySummary.get"),
  ],
  "print.changed": ({ applicationId }) => [
    callKey("print.list", { applicationId }),
    callKey("print.listHeld"),
    callKey("reception.get", { id: applicationId }),
    callKey("print.story"),
    callKey("printer.list"),
  ],
  "printer.changed": () => [callKey("printer.list"), callKey("printer.status"), callKey("daySummary.get")],
  "application.accepted": () => [
    callKey("application.listDay"),
    callKey("daySummary.get"),
    callKey("worklist.get"),
    callKey("callback.list"),
    callKey("application.search"),
    callKey("draft.list"),
  ],
  "application.changed": ({ id }) => [
    callKey("application.search"),
    callKey("application.get", { id }),
    callKey("case.get", { applicationId: id }),
    callKey("materials.get", { applicationId: id }),
    callKey("attachment.list", { applicationId: id }),
    callKey("callback.list"),
    callKey("handover.list"),
    callKey("worklist.get"),
    callKey("daySummary.get"),
  ],
  "reception.given": () => [callKey("daySummary.get")],
  "attachment.kept": ({ applicationId }) => [callKey("attachment.list", { applicationId })],
  "worklist.changed": () => [callKey("worklist.get")],
  "systemClock.changed": () => [callKey("worklist.get")],
  "calendar.changed": () => [
    callKey("worklist.get"),
    callKey("application.get"),
    callKey("case.get"),
    callKey("callback.list"),
    callKey("daySummary.get"),
  ],
  "health.changed": () => [callKey("daySummary.get")],
  "roster.changed": () => [callKey("roster.get"), callKey("roster.atWindow")],
  "publication.changed": () => [callKey("publication.list")],
  "profile.changed": ({ id }) => [
    callKey("profile.list"),
    callKey("profile.get", { id }),
    callKey("interpretation.list", { profileId: id }),
    callKey("suspension.list", { profileId: id }),
    callKey("roster.get", { profileId: id }),
  ],
  "check.changed": () => [callKey("check.get", { withPage: false })],
};

/** Reads again what an event made stale. */
export const refreshFor = (event: StationEvent): void => {
  const keysOf = STALE_READS[event.kind] as (event: StationEvent) => QueryKey[];
  void refresh(...keysOf(event));
};

/** Reads everything again: events were missed while the host was away. */
export const refreshAll = (): void => void refresh([]);

/** Forgets every answer: the next person at this window must not see them. */
export const forgetAnswers = (): void => queryClient.clear();
