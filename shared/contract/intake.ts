import { z } from "zod";
import type { Application } from "#shared/case/application.ts";
import { DraftBody } from "#shared/case/draft-body.ts";
import { DuplicateDecision } from "#shared/case/duplicate.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
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
  /** The newest voucher for the papers handed in (收件凭证), if there is one. */
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

/** The draft's version on this page; null if the page never saved or opened it. The call refuses a draft that changed elsewhere. */
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
  "application.submit": call<Application>()(
    INTAKE,
    z.strictObject({
      /** Made when the form opens, in lower case as the centre writes it. The same key twice gives one application. */
      key: z.uuid().toLowerCase(),
      body: DraftBody,
      /** Why it is accepted although a similar one is stored. Without it, a likely duplicate is refused with `duplicate-undecided`. */
      duplicate: DuplicateDecision.nullable().default(null),
      shownVersion: ShownVersion.default(null),
    }),
  ),
} as const;
export type IntakeCalls = typeof intakeCalls;
