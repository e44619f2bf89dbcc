import { previewDeadlines } from "./deadline-store.ts";
import { noteTyping, saveNow } from "./drafts/draft-store.ts";
import { checkNow } from "./check-store.ts";
import { useIntakeStore } from "./intake-store.ts";
import { followEvents } from "#renderer/host/events.ts";
import { later } from "#renderer/lib/later.ts";
import { decideRoutes, useRouteStore } from "./route-store.ts";
import { beforeLeave } from "#renderer/features/people/session-store.ts";

const CHECK_AFTER_MS = 250;
const ROUTE_AFTER_MS = 120;

/** Keeps checks, routes, deadlines and the draft in step with the form. Returns a function that stops it. */
export function followTyping(): () => void {
  const check = later(CHECK_AFTER_MS, checkNow);
  const route = later(ROUTE_AFTER_MS, decideRoutes);
  const deadlines = later(ROUTE_AFTER_MS, previewDeadlines);
  const stopIntake = useIntakeStore.subscribe((now, was) => {
    const opened = now.key !== was.key;
    if (
      !opened &&
      (now.rules !== was.rules ||
        now.form !== was.form ||
        now.lines !== was.lines ||
        now.utilities !== was.utilities ||
        now.outage !== was.outage ||
        now.channel !== was.channel ||
        now.consent !== was.consent ||
        now.lead !== was.lead ||
        now.service !== was.service ||
        now.previousApplication !== was.previousApplication ||
        now.at !== was.at)
    )
      noteTyping();
    if (
      opened ||
      now.rules !== was.rules ||
      now.lines !== was.lines ||
      now.utilities !== was.utilities ||
      now.service !== was.service
    )
      route.soon();
    if (opened || now.rules !== was.rules || now.form !== was.form || now.service !== was.service) deadlines.soon();
    if (
      opened ||
      now.rules !== was.rules ||
      now.form !== was.form ||
      now.lines !== was.lines ||
      now.utilities !== was.utilities ||
      now.outage !== was.outage ||
      now.channel !== was.channel ||
      now.consent !== was.consent ||
      now.lead !== was.lead ||
      now.service !== was.service ||
      now.previousApplication !== was.previousApplication
    )
      check.soon();
  });
  const stopRoute = useRouteStore.subscribe((now, was) => {
    if (now.decisions !== was.decisions) deadlines.soon();
  });
  // What could not be saved or answered while the host was away is sent when it is back.
  const stopLink = followEvents(
    () => undefined,
    () => {
      void saveNow();
      route.soon();
      check.soon();
    },
  );
  const stopLeave = beforeLeave(saveNow);
  route.soon();
  check.soon();
  return () => {
    stopLink();
    stopLeave();
    stopIntake();
    stopRoute();
    check.stop();
    route.stop();
    deadlines.stop();
  };
}
