import type { EnrolAnswer } from "#shared/contract/centre/push.ts";
import type { StationKind } from "#shared/contract/centre/station.ts";
import { DAY_MS } from "#shared/time/instant.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import { setStationPrefix } from "#station/db/stations.ts";
import { fetchOf } from "./centre-fetch.ts";
import { enrol } from "./enrol.ts";
import type { CentreLink } from "./call-centre.ts";
import { hallName } from "#station/core/station-settings.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";

/** One whole call to the centre, body included. */
const DEADLINE_MS = 30_000;

/** How to reach the centre this hall belongs to, asked before each use; null while there is none. */
export type CentreAccess = () => { link: CentreLink; token: string } | null;

/** How this process reaches a centre; with the certificates in a hall's folder where one is named. */
export const linkTo = (baseUrl: string, dir: string | null = null): CentreLink => ({
  baseUrl,
  fetch: fetchOf(dir),
  deadlineMs: DEADLINE_MS,
});

/** The centre this hall was enrolled at by name, or null where it uses the embedded one. */
export function findNamedCentre(context: StationContext): { url: string; token: string } | null {
  const url = findSetting(context.db, "centre.url");
  const token = findSetting(context.db, "centre.token");
  return url === null || token === null ? null : { url, token };
}

async function enrolStation(
  context: StationContext,
  baseUrl: string,
  enrolmentCode: string,
  kind: StationKind | null = null,
): Promise<EnrolAnswer> {
  return enrol(linkTo(baseUrl, context.dir), {
    enrolmentCode,
    hallName: hallName(context),
    stationName: context.station().name,
    // An older centre does not know the field.
    ...(kind === null ? {} : { kind }),
  });
}

/** The longest time that a copied token opens the hall's records. */
const TOKEN_DAYS = 30;
const SINCE = "centre.tokenSince";

/** Whether this is the token of a named centre and due to be changed; one of unknown age is. */
export function isTokenOld(context: StationContext, token: string): boolean {
  if (findNamedCentre(context)?.token !== token) return false;
  const since = findSetting(context.db, SINCE);
  return since === null || Date.parse(context.now()) - Date.parse(since) >= TOKEN_DAYS * DAY_MS;
}

/** Takes a new token of the named centre into use; the audit says that it was changed, never what it is. */
export function keepToken(context: StationContext, token: string): void {
  changeAs(context, SYSTEM, (unit) => {
    putSetting(context.db, "centre.token", token);
    putSetting(context.db, SINCE, unit.at);
    unit.audit("station.tokenChanged", context.station().id, {});
  });
}

function keep(context: StationContext, settings: Record<string, string>, prefix: string | null): void {
  const station = context.station();
  changeAs(context, SYSTEM, (unit) => {
    Object.entries(settings).forEach(([key, value]) => putSetting(context.db, key, value));
    if (prefix !== null) setStationPrefix(context.db, station.id, prefix);
    unit.audit("station.enrolled", station.id, { prefix: prefix ?? station.prefix, embedded: prefix === null });
  });
}

/**
 * Enrols this station at a centre; from now on its outbox goes there. The code decides what kind of station it is; where
 * `kind` is given, the centre refuses a code of another one.
 */
export async function enrolAtCentre(
  context: StationContext,
  url: string,
  enrolmentCode: string,
  kind: StationKind | null = null,
): Promise<{ prefix: string; kind?: StationKind }> {
  const answer = await enrolStation(context, url, enrolmentCode, kind);
  keep(context, { "centre.url": url, "centre.token": answer.token, [SINCE]: context.now() }, answer.prefix);
  return { prefix: answer.prefix, ...(answer.kind === undefined ? {} : { kind: answer.kind }) };
}

/**
 * The token of this station at the embedded centre, enrolling it on the first time. Its prefix is not taken over: every embedded centre
 * gives its first station the same one, and two halls that meet later at a real centre would hold the same acceptance numbers.
 */
export async function embeddedToken(context: StationContext, url: string, enrolmentCode: string): Promise<string> {
  const before = findSetting(context.db, "centre.embedded.token");
  if (before !== null) return before;
  const answer = await enrolStation(context, url, enrolmentCode);
  keep(context, { "centre.embedded.token": answer.token }, null);
  return answer.token;
}
