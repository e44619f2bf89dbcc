import { z } from "zod";
import type { Application } from "#shared/case/application.ts";
import { DraftBody } from "#shared/case/draft-body.ts";
import { DuplicateDecision } from "#shared/case/duplicate.ts";
import type { CaseStatus } from "#shared/case/case-status.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem, Problem } from "#shared/lib/problem.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, INTAKE, STAFF } from "./call.ts";

/** One parked draft of the list: for whom, which utilities, by whom and when it was saved. */
export type DraftLine = {
  id: string;
  profileId: string;
  applicant: string;
  utilities: string[];
  savedAt: Instant;
  operator: string;
  /** The newest voucher for the documents handed in (收件凭证), if there is one. */
  received: string | null;
};

/** A draft, to go on with it. */
export type Draft = {
  id: string;
  body: DraftBody;
  savedAt: Instant;
  /** The next save hands it back, so that nobody overwrites a colleague's text. */
  version: number;
  /** The colleague who parked it; null for one's own draft. */
  parkedBy: string | null;
};

/** What is wrong with a form as typed, and what only deserves a look. */
export type IntakeCheck = { problems: FieldProblem[]; warnings: FieldProblem[] };

/** A stored application that is likely the same case: which one, at which window, and its case owner. */
export type DuplicateLine = {
  id: string;
  acceptanceNumber: string;
  status: CaseStatus;
  statusName: Bilingual;
  applicant: string;
  site: string;
  /** The utilities that both ask for. */
  utilities: string[];
  acceptedAt: Instant;
  window: string;
  dutyHolder: { name: string; phone: string; organisation: string };
};

/** The result of a submission. Any other obstacle is a refusal of the call. */
export type SubmitAnswer =
  | { kind: "accepted"; application: Application }
  /** Fields are wrong: `problem.fields` names each. Nothing was written. */
  | { kind: "problems"; problem: Problem }
  /** Likely duplicates are stored, the newest first; a person decides and submits again. Nothing was written. */
  | { kind: "duplicates"; lines: DuplicateLine[] };

/** The draft's version on this page; null if the page never saved or opened it. The call refuses a draft that somebody else changed. */
const ShownVersion = z.int().positive().nullable();

/** Calls about drafts and about accepting an application. */
export const intakeCalls = {
  "draft.save": call<{ savedAt: Instant; version: number }>()(
    STAFF,
    z.strictObject({ id: z.uuid(), body: DraftBody, shownVersion: ShownVersion }),
  ),
  "draft.list": call<DraftLine[]>()(STAFF, z.strictObject({})),
  "draft.get": call<Draft>()(STAFF, z.strictObject({ id: z.uuid() })),
  "draft.discard": call<{ discarded: boolean }>()(STAFF, z.strictObject({ id: z.uuid() })),
  "intake.check": call<IntakeCheck>()(INTAKE, z.strictObject({ body: DraftBody })),
  "application.submit": call<SubmitAnswer>()(
    INTAKE,
    z.strictObject({
      /** Made when the form opens, in lower case as the centre writes it. The same key twice gives one application. */
      key: z.uuid().toLowerCase(),
      body: DraftBody,
      /** Why it is accepted although a similar one is stored; null until a person has decided. */
      duplicate: DuplicateDecision.nullable().default(null),
      shownVersion: ShownVersion.default(null),
    }),
  ),
} as const;
/** {@link intakeCalls} as a type. */
export type IntakeCalls = typeof intakeCalls;
