import { z } from "zod";
import { Act, type ActKind } from "#shared/case/act.ts";
import type { GrantStatus } from "#shared/case/approval-rules.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import type { LateSigners } from "#shared/case/late-signers.ts";
import type { RouteChange } from "#shared/case/route-change.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";

/** One act as the case's history shows it. */
export type ActView = {
  seq: number;
  act: Act;
  label: Bilingual;
  at: Instant;
  by: string;
  /** The window at which it was done, if not this one. */
  window?: string;
  /** Set if an act of another window superseded it. */
  undone?: true;
  voucherNumber: string | null;
  /** The numbered notice that it led to; null if none. */
  notice: DocumentKind | null;
  /** What a grant passed over; left out for every other act, and for a grant by all opinions. */
  passedOver?: GrantStatus;
  /** What it changed about the routes, with the reasons that differ. */
  changes: RouteChange[];
};

/** A message of the centre about an application; `alert` if somebody has to act on it. */
export type CentreMessageView = { id: string; at: Instant; label: Bilingual; parts: Bilingual[]; alert: boolean };

/** A case: its state, what was done, and what may be done next. */
export type CaseView = {
  applicationId: string;
  version: number;
  state: CaseState;
  acts: ActView[];
  /** Hand-overs that were accepted, oldest first. */
  handovers: { id: string; at: Instant; from: string; to: string; note: string }[];
  /** Messages of the centre about this application (中心平台来讯), oldest first: duplicates, opinions, survey dates, progress. */
  centreMessages: CentreMessageView[];
  next: { kind: ActKind; label: Bilingual }[];
  status: Bilingual;
  /** The hall's day, by its own clock. */
  today: LocalDate;
  /** How the routes differ now from those decided at intake. */
  changes: RouteChange[];
  /** Why nothing can be done here for now, and what helps; null if nothing blocks it. */
  cannotAct: {
    why: Bilingual;
    next: Bilingual;
    /** Two windows made one version: it can be settled here. */ conflict?: true;
  } | null;
  /** Null while no signer is late. */
  lateSigners: LateSigners | null;
  /** What granting would pass over now, and whether this person may; null unless an approval is under way. */
  grant: (GrantStatus & { mayPass: boolean }) | null;
};

const Id = z.string().min(1).max(200);

/** Calls about acts after intake. */
export const actCalls = {
  "case.get": call<CaseView>()(STAFF, z.strictObject({ applicationId: Id })),
  /** `shownVersion` is the version the clerk saw; an act on an older one is refused. */
  "act.perform": call<CaseView>()(
    STAFF,
    z.strictObject({ applicationId: Id, shownVersion: z.int().positive(), act: Act }),
  ),
} as const;
/** {@link actCalls} as a type. */
export type ActCalls = typeof actCalls;
