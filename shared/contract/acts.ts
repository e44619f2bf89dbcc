import { z } from "zod";
import { Act, type ActKind } from "#shared/case/act.ts";
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
  /** The window at which it was done; left out where it was this one. */
  window?: string;
  /** It gave way to what another window did; left out where it counts. */
  undone?: true;
  voucherNumber: string | null;
  /** The numbered paper that it brought about, null where none. */
  notice: DocumentKind | null;
  /** What it changed about the routes, with the reasons that differ. */
  changes: RouteChange[];
};

/** Something that the centre told about an application: when, under which heading, what it says; `alert` where somebody should see to it. */
export type CentreMessageView = { id: string; at: Instant; label: Bilingual; parts: Bilingual[]; alert: boolean };

/** A case: where it stands, what was done, and what may be done next. */
export type CaseView = {
  applicationId: string;
  version: number;
  state: CaseState;
  acts: ActView[];
  /** Hand-overs that were accepted, oldest first. */
  handovers: { id: string; at: Instant; from: string; to: string; note: string }[];
  /** What the centre told about this application (中心平台来讯), oldest first: duplicates, opinions, survey dates, progress. */
  centreMessages: CentreMessageView[];
  next: { kind: ActKind; label: Bilingual }[];
  status: Bilingual;
  /** The hall's day, by its own clock. */
  today: LocalDate;
  /** How the routes stand now against what was decided at intake. */
  changes: RouteChange[];
  /** Why nothing can be done here for now, and what helps; null where nothing stands in the way. */
  blocked: {
    why: Bilingual;
    next: Bilingual;
    /** Two windows made one version: it can be settled here. */ conflict?: true;
  } | null;
  /** Null while no signer is late. */
  lateSigners: LateSigners | null;
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
export type ActCalls = typeof actCalls;
