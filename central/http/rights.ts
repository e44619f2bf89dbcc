import type { FastifyInstance } from "fastify";
import type { StationKind } from "#shared/contract/centre/station.ts";
import { operations } from "./operations.ts";

/** Who calls: nobody known, a station of some kind, one whose kind nobody has named, or an agency. */
export type Caller = "anybody" | StationKind | "unnamed" | "agency";

/**
 * What a caller gets by an operation.
 * - `none`: nothing; it is refused.
 * - `common`: what is the same for everybody: rules, calendars, registers, health. No application.
 * - `named`: whether entries or files are stored whose random key or hash the caller names, as only their maker can.
 * - `own`: what the caller itself sent, or was sent.
 * - `hall`: the records of its hall.
 */
export type Right = "none" | "common" | "named" | "own" | "hall";

type Rights = Record<Caller, Right>;

const open = { window: "common", supervisor: "common", kiosk: "common", unnamed: "common" } as const;
const OPEN: Rights = { anybody: "common", ...open, agency: "common" };
const AGENCY: Rights = {
  anybody: "none",
  window: "none",
  supervisor: "none",
  kiosk: "none",
  unnamed: "none",
  agency: "own",
};

/** A row for stations; a supervisor's desk has the rights of a window. */
const stations = (window: Right, kiosk: Right, unnamed: Right): Rights => ({
  anybody: "none",
  window,
  supervisor: window,
  kiosk,
  unnamed,
  agency: "none",
});

/**
 * Operation × kind of caller × right. No route is served without a row here, and a row that gives a kiosk the hall's
 * records is a fault.
 */
export const rights: Readonly<Record<keyof typeof operations, Rights>> = {
  //                          window    kiosk     unnamed
  push: stations("hall", "own", "hall"),
  pushBatch: stations("hall", "own", "hall"),
  application: stations("hall", "own", "own"),
  token: stations("own", "own", "own"),
  status: stations("own", "own", "own"),
  accepted: stations("named", "named", "named"),
  attachment: stations("named", "named", "named"),
  attachmentPiece: stations("own", "own", "own"),
  acceptedAttachments: stations("named", "named", "named"),
  feed: stations("hall", "own", "none"),
  publication: stations("common", "common", "common"),
  register: stations("common", "common", "common"),
  registerProject: stations("common", "common", "common"),
  agencyApplications: AGENCY,
  agencyApplication: AGENCY,
  agencyDocuments: AGENCY,
  agencyDocument: AGENCY,
  agencyReport: AGENCY,
  agencyReports: AGENCY,
  acceptedReports: AGENCY,
  enrol: OPEN,
  health: OPEN,
  metrics: OPEN,
  openapi: OPEN,
};

const nameOf = (method: string, path: string): string => `${method} ${path}`;
const byRoute = new Map<string, Rights>(
  (Object.keys(operations) as (keyof typeof operations)[]).map((name) => [
    nameOf(operations[name].method, operations[name].path),
    rights[name],
  ]),
);

/** What a kind of caller gets at a route; nothing where the route has no row. */
export const rightAt = ({ method, path }: { method: string; path: string }, caller: Caller): Right =>
  byRoute.get(nameOf(method, path))?.[caller] ?? "none";

/** Lets no route be registered that has no row. Call it before the first one. */
export function refuseUnlistedRoutes(app: FastifyInstance): void {
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) {
      // Fastify answers HEAD by the route of GET, token and all.
      if (!byRoute.has(nameOf(one === "HEAD" ? "GET" : one, url)))
        throw new Error(`${one} ${url} has no row in the table of rights`);
    }
  });
}
