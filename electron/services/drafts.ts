import { say } from "../../shared/bilingual.ts";
import type { Draft, DraftBody, DraftLine } from "../../shared/contract/calls.ts";
import { findRole } from "../../shared/form-roles.ts";
import { DATA_IS_SAFE, problem } from "../../shared/problem.ts";
import type { Instant } from "../../shared/time.ts";
import { appendAudit } from "../db/audit.ts";
import { findApplicationByKey } from "../db/applications.ts";
import { inOneTransaction } from "../db/database.ts";
import { deleteDraft, findDraft, listDrafts, putDraft } from "../db/drafts.ts";
import { deleteJointChecks, findJointCheck } from "../db/joint-checks.ts";
import { findOperator } from "../db/operators.ts";
import { dropUnused, forgetConsentFiles } from "./consent-files.ts";
import type { Actor, Hall } from "./hall.ts";
import { dropSignature } from "./joint-check.ts";

/** Saves what was typed so far; a draft that was accepted meanwhile does not come back to life. */
export function saveDraft(hall: Hall, actor: Actor, id: string, body: DraftBody): { savedAt: Instant } {
  const savedAt = hall.now();
  inOneTransaction(hall.db, () => {
    if (findApplicationByKey(hall.db, id) === null) putDraft(hall.db, { id, body, operatorId: actor.operator.id, savedAt });
  });
  return { savedAt };
}

/** The drafts that wait to be finished, the newest first. */
export function listDraftLines(hall: Hall): DraftLine[] {
  return listDrafts(hall.db).map((draft) => {
    const profile = hall.profiles.find(draft.body.profileId)?.profile;
    const applicant = profile ? findRole(profile.form, draft.body.form, "applicant") : null;
    return {
      id: draft.id,
      profileId: draft.body.profileId,
      applicant: applicant ?? "",
      utilities: draft.body.utilities,
      savedAt: draft.savedAt,
      operator: findOperator(hall.db, draft.operatorId)?.name ?? draft.operatorId,
    };
  });
}

/** One draft, to go on with it. */
export function getDraft(hall: Hall, id: string): Draft {
  const draft = findDraft(hall.db, id);
  if (draft) return { id: draft.id, body: draft.body, savedAt: draft.savedAt };
  throw problem("draft-not-found", say("没有找到这份草稿，可能已经受理或作废。", "This draft is gone: accepted or discarded."), DATA_IS_SAFE, say("请在今日列表中查找。", "Look in today's list."));
}

/** Discards a draft because a person said so; the act is noted. */
export function discardDraft(hall: Hall, actor: Actor, id: string): { discarded: boolean } {
  const check = findJointCheck(hall.db, id);
  let files: string[] = [];
  const discarded = inOneTransaction(hall.db, () => {
    const gone = deleteDraft(hall.db, id);
    deleteJointChecks(hall.db, id);
    files = forgetConsentFiles(hall, id);
    if (gone) appendAudit(hall.db, { at: hall.now(), actor: actor.operator.id, stationId: actor.station.id, verb: "draft.discarded", subject: id, detail: {} });
    return gone;
  });
  dropSignature(hall, check);
  dropUnused(hall, files);
  return { discarded };
}
