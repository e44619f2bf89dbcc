import type { DraftBody } from "#shared/case/draft-body.ts";
import type { Draft, DraftLine } from "#shared/contract/intake.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { findRole } from "#shared/profile/form.ts";
import { hourText, type Instant } from "#shared/time/instant.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { auditOrOwe, change } from "#station/core/unit-of-work.ts";
import { findApplicationByKey } from "#station/db/applications.ts";
import { forgetDiscarded } from "#station/db/checkpoint.ts";
import { deleteDraft, findDraft, findDraftMark, listDrafts, putDraft } from "#station/db/drafts.ts";
import { deleteJointChecks, findJointCheck } from "#station/db/joint-checks.ts";
import { findOperator } from "#station/db/operators.ts";
import { listReceptionsOf } from "#station/db/receptions.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { dropUnused, forgetConsentFiles } from "./consent-files.ts";
import { dropSignature } from "./joint-check.ts";
import { keepReceived, refuseRefused } from "./visits.ts";

/**
 * A hash of what a key was used for. Cursor position and the page's rules version are not stored, so they do not
 * count.
 */
export const hashOfBody = (body: DraftBody): string =>
  sha256(canonicalJson({ ...body, at: null, profileVersion: undefined }));

const nameOf = (context: StationContext, operatorId: string): string =>
  findOperator(context.db, operatorId)?.name ?? operatorId;

/** Refuses to overwrite what another page saved. `shown` is null for a page that never saved or opened the draft. */
export function refuseChangedDraft(context: StationContext, id: string, shown: number | null): void {
  const mark = findDraftMark(context.db, id);
  if (mark === null || mark.version === shown) return;
  const who = nameOf(context, mark.operatorId);
  throw problem(
    "changed-meanwhile",
    bilingual(
      `这份草稿已在另一处被改动：${who}，${hourText(mark.savedAt)}。`,
      `This draft was changed on another page: ${who}, ${hourText(mark.savedAt)}.`,
    ),
    bilingual(
      "对方保存的内容和您填写的内容都没有丢失，也没有互相覆盖。",
      "Neither what they saved nor what you typed is lost; neither was written over.",
    ),
    bilingual(
      "您填写的内容另存为一份新的草稿；对方的那份在“暂存”（F9）中，请核对后作废多余的一份。",
      "What you typed goes on as a draft of its own; theirs is among the parked ones (F9). Compare them and discard the one too many.",
    ),
  );
}

function refuseAccepted(context: StationContext, id: string, body: DraftBody): boolean {
  const accepted = findApplicationByKey(context.db, id);
  if (accepted === null) return false;
  if (accepted.intakeHash === hashOfBody(body)) return true;
  throw problem(
    "draft-accepted",
    bilingual(
      `这份草稿已经受理，编号 ${accepted.acceptanceNumber}；您屏幕上的内容没有并入。`,
      `This draft was already accepted as ${accepted.acceptanceNumber}; what is on your screen is not part of it.`,
    ),
    bilingual(
      "已受理的申请是安全的；您填写的内容仍在屏幕上。",
      "The accepted application is safe; what you typed is still on the screen.",
    ),
    bilingual(
      "请打开已受理的申请核对；需要另报一份时请新建。",
      "Open the accepted application and compare; start a new one if another is meant.",
    ),
  );
}

/** Saves a draft over the version that this page knows. Refuses if it was accepted or changed on another page meanwhile. */
export function saveDraft(
  context: StationContext,
  actor: Actor,
  { id, body, shownVersion = null }: { id: string; body: DraftBody; shownVersion?: number | null },
): { savedAt: Instant; version: number } {
  return change(context, actor, (unit): { savedAt: Instant; version: number } => {
    const savedAt = unit.at;
    if (refuseAccepted(context, id, body)) return { savedAt, version: shownVersion ?? 1 };
    refuseRefused(context, id);
    const mark = findDraftMark(context.db, id);
    if (mark !== null && mark.version !== shownVersion) {
      // The same text again is a save whose answer was lost.
      if (canonicalJson(findDraft(context.db, id)?.body) === canonicalJson(body))
        return { savedAt, version: mark.version };
      refuseChangedDraft(context, id, shownVersion);
    }
    const next = (mark?.version ?? 0) + 1;
    putDraft(context.db, { id, body, operatorId: actor.operator.id, savedAt, version: next });
    if (mark !== null && mark.operatorId !== actor.operator.id)
      unit.audit("draft.takenOver", id, { from: mark.operatorId });
    return { savedAt, version: next };
  });
}

/** The unfinished drafts, newest first. */
export function listDraftLines(context: StationContext): DraftLine[] {
  return listDrafts(context.db).map((draft) => {
    const profile = context.profiles.find(draft.body.profileId)?.profile;
    const applicant = profile ? findRole(profile.form, draft.body.form, "applicant") : null;
    return {
      id: draft.id,
      profileId: draft.body.profileId,
      applicant: applicant ?? "",
      utilities: draft.body.utilities,
      savedAt: draft.savedAt,
      operator: nameOf(context, draft.operatorId),
      received: listReceptionsOf(context.db, draft.id).findLast((row) => row.kind === "received")?.number ?? null,
    };
  });
}

/** Opens one draft to continue it. Opening a colleague's draft tells the clerk so and is audited. */
export function getDraft(context: StationContext, actor: Actor, id: string): Draft {
  const draft = findDraft(context.db, id);
  if (draft) {
    const isOthers = draft.operatorId !== actor.operator.id;
    if (isOthers)
      auditOrOwe(context, actor.operator.id, {
        verb: "draft.takenUp",
        subject: id,
        detail: { from: draft.operatorId },
      });
    return {
      id: draft.id,
      body: draft.body,
      savedAt: draft.savedAt,
      version: draft.version,
      parkedBy: isOthers ? nameOf(context, draft.operatorId) : null,
    };
  }
  throw problem(
    "draft-not-found",
    bilingual("没有找到这份草稿，可能已经受理或作废。", "This draft is gone: accepted or discarded."),
    DATA_IS_SAFE,
    bilingual("请在今日列表中查找。", "Look in today's list."),
  );
}

/** Discards a draft when a person asks for it, and audits that. Nothing of it stays in the store, its log or its files. */
export function discardDraft(context: StationContext, actor: Actor, id: string): { discarded: boolean } {
  const check = findJointCheck(context.db, id);
  const { discarded, files } = change(context, actor, (unit) => {
    keepReceived(context, id);
    const isGone = deleteDraft(context.db, id);
    deleteJointChecks(context.db, id);
    if (isGone) unit.audit("draft.discarded", id, {});
    return { discarded: isGone, files: forgetConsentFiles(context, id) };
  });
  dropSignature(context, check);
  dropUnused(context, files);
  if (discarded || check !== null) forgetDiscarded(context.db);
  return { discarded };
}
