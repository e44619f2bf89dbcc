import { bilingual } from "#shared/lib/bilingual.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { JointCheckState, JointCheckView } from "#shared/contract/joint-check.ts";
import { needsJointCheck, type JointCheck } from "#shared/case/joint-check.ts";
import { NOTHING_WRITTEN, badInput, problem, ProblemError, type FieldProblem } from "#shared/lib/problem.ts";
import type { ApplicationContent } from "#shared/case/application.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { queueAttachment } from "#station/db/attachment-sends.ts";
import {
  bindJointCheck,
  findJointCheck,
  findShownCheck,
  insertJointCheck,
  isFileUsed,
  setCheckLapsed,
  showJointCheck,
  type JointCheckRow,
} from "#station/db/joint-checks.ts";
import { dropFile } from "#station/lib/file-store.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { profileForDraft } from "#station/rules/profile-registry.ts";
import { validateDraft } from "#station/records/validate-draft.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import type { LoadedProfile } from "#station/core/loaded-profiles.ts";
import { change, changeAs, emitUnwritten, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";

/** What an applicant confirms: the rules that print the form, and all content to be accepted. */
const checkedHash = (loaded: LoadedProfile, content: ApplicationContent): string =>
  sha256(canonicalJson({ profileHash: loaded.hash, content }));

const contentHashOf = (context: StationContext, body: DraftBody): string => {
  const loaded = profileForDraft(context, body);
  return checkedHash(loaded, validateDraft(loaded.profile, body, context.now()).content);
};

/** The status of a check. */
export function checkState(row: JointCheckRow): JointCheckState {
  if (row.lapsedAt !== null) return "lapsed";
  return row.confirmedAt === null ? "open" : "confirmed";
}

/** A check as the clerk's page shows it. */
const viewJointCheck = (row: JointCheckRow): JointCheckView => ({
  id: row.id,
  draftId: row.draftId,
  shown: row.shown,
  state: checkState(row),
  pointed: row.pointed,
  startedAt: row.startedAt,
  confirmedAt: row.confirmedAt,
  confirmer: row.confirmer,
  signed: row.signatureHash !== null,
  contentHash: row.contentHash,
});

const reread = (context: StationContext, row: JointCheckRow): JointCheckRow =>
  findJointCheck(context.db, row.draftId) ?? row;

/** Removes the signature of an abandoned check; call it after the commit. */
export function dropSignature(context: StationContext, check: JointCheckRow | null): void {
  const hash = check?.signatureHash ?? null;
  if (hash !== null && !isFileUsed(context.db, hash)) dropFile(context.dir, hash);
}

/** Freezes the form's content and shows it to the applicant. Content confirmed before is shown as confirmed. */
export function startJointCheck(
  context: StationContext,
  actor: Actor,
  draftId: string,
  body: DraftBody,
): JointCheckView {
  const loaded = profileForDraft(context, body);
  const read = validateDraft(loaded.profile, body, context.now());
  if (read.problems.length > 0)
    throw badInput(
      read.problems,
      bilingual(
        "申请表还不完整，请先补齐再请申请人核对。",
        "The form is not complete; complete it before the applicant checks it.",
      ),
    );
  const contentHash = checkedHash(loaded, read.content);
  const before = findJointCheck(context.db, draftId);
  const row = change(context, actor, (unit) => {
    const same = before?.contentHash === contentHash && before.body !== null && before.confirmedAt !== null;
    const id = same ? before.id : context.newId();
    if (same) setCheckLapsed(context.db, id, null);
    else
      insertJointCheck(context.db, {
        id,
        draftId,
        profileId: body.profileId,
        contentHash,
        body,
        operatorId: actor.operator.id,
        stationId: actor.station.id,
        startedAt: unit.at,
      });
    showJointCheck(context.db, id);
    unit.audit("check.started", draftId, { contentHash });
    unit.emit({ kind: "check.changed", draftId });
    return findJointCheck(context.db, draftId);
  });
  hidden.delete(context.db);
  dropSignature(context, before);
  if (row === null) throw new Error("the check that was just written is missing");
  return viewJointCheck(row);
}

/**
 * Compares the form with what was shown: a change makes the check lapse, undoing it restores the check. Null without
 * a check.
 */
export function followJointCheck(context: StationContext, draftId: string, body: DraftBody): JointCheckView | null {
  const row = findJointCheck(context.db, draftId);
  if (row === null) return null;
  const lapsed = contentHashOf(context, body) !== row.contentHash;
  if (lapsed === (row.lapsedAt !== null)) return viewJointCheck(row);
  changeAs(context, SYSTEM, (unit) => {
    setCheckLapsed(context.db, row.id, lapsed ? unit.at : null);
    unit.emit({ kind: "check.changed", draftId });
  });
  return viewJointCheck(reread(context, row));
}

/** Checks that left the applicant's window while nothing could be written, by store. */
const hidden = new WeakMap<StationContext["db"], string>();

/** The check that the applicant's window shows, or null. */
export function checkOnWindow({ db }: StationContext): JointCheckRow | null {
  const row = findShownCheck(db);
  return row === null || hidden.get(db) === row.id ? null : row;
}

/**
 * Takes a draft off the applicant's window, when its visitor has left or the clerk turns to another. A full disk does
 * not keep it there.
 */
export function hideJointCheck(context: StationContext, draftId: string): { hidden: boolean } {
  const shown = checkOnWindow(context);
  if (shown?.draftId !== draftId) return { hidden: false };
  try {
    changeAs(context, SYSTEM, (unit) => {
      showJointCheck(context.db, null);
      unit.emit({ kind: "check.changed", draftId });
    });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    hidden.set(context.db, shown.id);
    emitUnwritten(context, { kind: "check.changed", draftId });
  }
  return { hidden: true };
}

/** Clears the applicant's window when the station opens and when its operator signs out. */
export function hideAllChecks(context: StationContext): void {
  const shown = checkOnWindow(context);
  if (shown !== null) hideJointCheck(context, shown.draftId);
}

/**
 * Where an application is accepted: on the page of a window or a kiosk, from a file by command line, or from a paper
 * form.
 */
export type IntakePlace = "page" | "command-line" | "paper-form";

const NOT_CHECKED = bilingual(
  "按本地规定须与申请人共同核对；这份申请由命令行录入，没有核对确认。",
  "The local paper asks for a joint check with the applicant; this application came by the command line without one.",
);
const NOT_ON_SCREEN = bilingual(
  "按本地规定须与申请人共同核对；这份申请由应急纸质单补录，屏幕上没有核对确认，以纸面签字为准。",
  "The local paper asks for a joint check with the applicant; this one was entered later from a paper form, " +
    "so the signature on paper stands for it.",
);

function missing(wasConfirmed: boolean) {
  return problem(
    "joint-check-missing",
    wasConfirmed
      ? bilingual(
          "申请人核对之后内容有改动，须请申请人重新核对。",
          "The form was changed after the applicant confirmed it; the applicant must check it again.",
        )
      : bilingual(
          "按本地规定，受理前须与申请人共同核对申请表；还没有核对确认。",
          "The local paper asks that the form be checked together with the applicant before acceptance; it was not confirmed yet.",
        ),
    NOTHING_WRITTEN,
    bilingual(
      "请按 F7 请申请人在申请人屏上核对并确认，然后再受理。",
      "Press F7, have the applicant check and confirm on the applicant's screen, then accept.",
    ),
  );
}

/**
 * The confirmed check of exactly this content, if there is one; call it inside the intake's transaction.
 * Throws if the profile requires a check at the window and none is confirmed. Elsewhere nobody can confirm, so the
 * application carries a warning.
 */
export function jointCheckFor(
  context: StationContext,
  loaded: LoadedProfile,
  content: ApplicationContent,
  { draftId, place }: { draftId: string; place: IntakePlace },
): { check: JointCheck | undefined; warnings: FieldProblem[] } {
  const row = findJointCheck(context.db, draftId);
  if (row !== null && row.confirmedAt !== null && row.contentHash === checkedHash(loaded, content)) {
    return {
      check: {
        confirmedAt: row.confirmedAt,
        confirmer: row.confirmer ?? "",
        contentHash: row.contentHash,
        signatureHash: row.signatureHash,
      },
      warnings: [],
    };
  }
  if (!needsJointCheck(loaded.profile, content.channel)) return { check: undefined, warnings: [] };
  if (place === "page") throw missing(row !== null && row.confirmedAt !== null);
  return {
    check: undefined,
    warnings: [{ path: "channel", message: place === "paper-form" ? NOT_ON_SCREEN : NOT_CHECKED }],
  };
}

/** Binds a confirmed check to the application it led to. Its signature goes to the centre with the other files. */
export function bindCheck({ context, at }: Unit, draftId: string, applicationId: string, check: JointCheck): void {
  bindJointCheck(context.db, draftId, applicationId);
  if (check.signatureHash !== null)
    queueAttachment(
      context.db,
      { applicationId, hash: check.signatureHash, kind: "signature", mime: "image/png", bytes: null, sheet: null },
      at,
    );
}
