import type { Application } from "#shared/case/application.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { IntakeCheck } from "#shared/contract/intake.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { NOTHING_WRITTEN, ProblemError, badInput, problem } from "#shared/lib/problem.ts";
import { rulesChanged } from "#shared/profile/rules-changed.ts";
import { type ApplicationRow, findApplicationByKey } from "#station/db/applications.ts";
import { type JointCheckRow, findJointCheck } from "#station/db/joint-checks.ts";
import { viewApplication } from "#station/records/application.ts";
import { profileForDraft } from "#station/rules/profile-registry.ts";
import { readConsent } from "./consent.ts";
import { validateDraft } from "#station/records/validate-draft.ts";
import { type DuplicateWord, noteDuplicates, resolveDuplicates } from "./duplicates.ts";
import { findPreviousApplication } from "./previous-application.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { refuseFarAhead } from "#station/core/next-number.ts";
import { clockWarnings } from "#station/health/system-clock-trust.ts";
import { hashOfBody } from "./drafts.ts";
import { type IntakePlace, dropSignature, jointCheckFor } from "./joint-check.ts";
import { claimPaperForm, readLateEntry } from "./late-entry.ts";
import { writeApplication } from "./write-application.ts";

/** Checks a draft while it is typed; stores nothing. */
export function checkIntake(context: StationContext, actor: Actor, body: DraftBody): IntakeCheck {
  const { profile } = profileForDraft(context, body);
  const { problems, warnings } = validateDraft(profile, body, context.now(), context);
  const agreed = readConsent(context, profile, null, body);
  const previous = findPreviousApplication(context, body);
  return {
    problems: [
      ...readLateEntry(context, actor, body, context.now()).problems,
      ...agreed.problems,
      ...previous.problems,
      ...problems,
    ],
    warnings: [...warnings, ...previous.warnings, ...agreed.warnings],
  };
}

function keyClash(row: ApplicationRow) {
  return problem(
    "key-used",
    bilingual(
      `这份申请已经受理，编号 ${row.acceptanceNumber}，但内容与这次提交的不同。`,
      `This application was already accepted as ${row.acceptanceNumber}, with other content.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请打开已受理的申请核对；需要另报一份时请新建。",
      "Open the accepted application and compare. Start a new form if you mean another application.",
    ),
  );
}

/** The result of an intake; `givenCheck` is the joint check that it found. */
type Intake = { application: Application; givenCheck: JointCheckRow | null };

/** A draft to accept. `key` is the draft's id; by default it comes from a window and notes likely duplicates. */
type Submission = { key: string; body: DraftBody; place?: IntakePlace; duplicate?: DuplicateWord };

/** Accepts an application (受理). The same key again returns the same application. */
export function submitApplication(
  context: StationContext,
  actor: Actor,
  { key, body, place = "page", duplicate = "note" }: Submission,
): Application {
  const loaded = profileForDraft(context, body);
  const intakeHash = hashOfBody(body);
  const read = validateDraft(loaded.profile, body, context.now(), context);
  const later = readLateEntry(context, actor, body, context.now());
  const agreed = readConsent(context, loaded.profile, key, body);
  const previous = findPreviousApplication(context, body);
  const { application, givenCheck } = change(context, actor, (unit): Intake => {
    const before = findApplicationByKey(context.db, key);
    if (before) {
      if (before.intakeHash !== intakeHash) throw keyClash(before);
      return { application: viewApplication(context, before), givenCheck: null };
    }
    if (body.profileVersion !== undefined && body.profileVersion !== loaded.profile.version)
      throw new ProblemError(rulesChanged(loaded.profile, body.profileVersion));
    refuseFarAhead(context);
    const shownCheck = findJointCheck(context.db, key);
    const problems = [...later.problems, ...agreed.problems, ...previous.problems, ...read.problems];
    if (problems.length > 0) throw badInput(problems);
    // A paper form was checked with the applicant at receipt; nobody is there to check it now.
    const { check, warnings } = jointCheckFor(context, loaded, read.content, {
      draftId: key,
      place: later.outage === null ? place : "paper-form",
    });
    const duplicates = resolveDuplicates(context, loaded.profile, read.content, duplicate);
    const content = {
      ...read.content,
      ...previous.link,
      ...(agreed.consent === null ? {} : { consent: agreed.consent }),
    };
    const notes = [
      ...read.warnings,
      ...previous.warnings,
      ...agreed.warnings,
      ...warnings,
      ...duplicates.warnings,
      ...clockWarnings(context),
    ];
    const written = writeApplication(unit, loaded, {
      key,
      intakeHash,
      read: { content, problems, warnings: notes },
      later,
      jointCheck: check,
    });
    if (later.outage !== null) claimPaperForm(context, later.outage, written.id);
    noteDuplicates(unit, written.id, duplicates);
    // Read inside the transaction; a later read would lock the database again.
    return { application: viewApplication(context, written), givenCheck: shownCheck };
  });
  // A check of other content was deleted by the intake, so its signature file goes too.
  dropSignature(context, givenCheck);
  return application;
}
