import { caseKind, statusLabel } from "#shared/case/case-status.ts";
import type { ApplicationContent } from "#shared/case/application.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { DuplicateLine } from "#shared/contract/intake.ts";
import { caseIdentityOf, DUPLICATE_REASONS, isSameCase, type DuplicateDecision } from "#shared/case/duplicate.ts";
import { NOTHING_WRITTEN, problem, type FieldProblem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { walkCaseKeys } from "#station/db/case-keys.ts";
import { findApplicationAt } from "#station/db/found-applications.ts";
import { profileForDraft } from "#station/rules/profile-registry.ts";
import { profileOf } from "#station/records/application.ts";
import { caseKeysOf } from "#station/records/case-keys.ts";
import { validateDraft } from "#station/records/validate-draft.ts";
import type { StationContext } from "#station/core/station-context.ts";
import type { Unit } from "#station/core/unit-of-work.ts";

/** A clerk cannot compare more than this at a window. */
const MAX_SHOWN = 5;
const OVER = new Set(["refused", "withdrawn"]);

/** What to do about a likely duplicate: ask a person, accept as they decided, or accept and note it. */
export type DuplicateWord = "ask" | "note" | DuplicateDecision;

function duplicatesOf(
  context: StationContext,
  profile: Profile,
  content: ApplicationContent,
  limit: number,
): DuplicateLine[] {
  const own = caseIdentityOf(profile.form, content);
  if (own === null) return [];
  const lines: DuplicateLine[] = [];
  for (const rowid of walkCaseKeys(context.db, caseKeysOf(context.db, own))) {
    const found = findApplicationAt(context.db, rowid);
    if (found === null) continue;
    const other = OVER.has(found.status) ? null : caseIdentityOf(profileOf(context, found).form, found.content);
    if (other === null || !isSameCase(own, other)) continue;
    lines.push({
      id: found.id,
      acceptanceNumber: found.acceptanceNumber,
      status: found.status,
      statusName: statusLabel(found.status, caseKind(found.content)),
      applicant: other.applicant,
      site: other.site,
      utilities: own.utilities.filter((utility) => other.utilities.includes(utility)),
      acceptedAt: found.acceptedAt,
      window: found.window,
      dutyHolder: found.dutyHolder,
    });
    if (lines.length === limit) break;
  }
  return lines;
}

/** Stored applications that are likely the same case, newest first. Refused and withdrawn ones do not count. */
export function findDuplicates(context: StationContext, body: DraftBody): DuplicateLine[] {
  const { profile } = profileForDraft(context, body);
  return duplicatesOf(context, profile, validateDraft(profile, body, context.now()).content, MAX_SHOWN);
}

function undecided([first]: DuplicateLine[]) {
  return problem(
    "duplicate-undecided",
    bilingual(
      `相同申请人、地址和业务的申请已经受理：${first?.acceptanceNumber ?? ""}（${first?.window ?? ""}，责任人 ${first?.dutyHolder.name ?? ""}）。`,
      `The same applicant, address and utility were already accepted: ${first?.acceptanceNumber ?? ""} ` +
        `(${first?.window ?? ""}, case owner ${first?.dutyHolder.name ?? ""}).`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请选择：打开已有申请并案办理、说明理由另行受理，或作废本次填写。",
      "Choose: open the stored one and go on there, take in a new one for a reason, or discard what was typed.",
    ),
  );
}

/** What a likely duplicate adds to the new record: a warning, and ids and reason for the audit log. */
export type DuplicateNote = { warnings: FieldProblem[]; duplicateOf: string[]; reason: string | null };

/**
 * Checks an application for likely duplicates; call it inside the intake's transaction. Throws `duplicate-undecided`
 * when a person has to choose first.
 */
export function resolveDuplicates(
  context: StationContext,
  profile: Profile,
  content: ApplicationContent,
  word: DuplicateWord,
): DuplicateNote {
  const lines = duplicatesOf(context, profile, content, word === "note" ? 1 : MAX_SHOWN);
  const [first] = lines;
  if (first === undefined) return { warnings: [], duplicateOf: [], reason: null };
  if (word === "ask") throw undecided(lines);
  const duplicateOf = lines.map((line) => line.id);
  if (word === "note") {
    // No number here: at a kiosk the visitor reads it, and another person's case is none of their business.
    return {
      warnings: [
        {
          path: "duplicate",
          message: bilingual(
            "可能与已受理的申请重复，请窗口核对",
            "May repeat an application already accepted; a window should check",
          ),
        },
      ],
      duplicateOf,
      reason: null,
    };
  }
  const reason = DUPLICATE_REASONS[word.reason];
  const [zh, en] =
    word.note === "" ? [reason.zh, reason.en] : [`${reason.zh}：${word.note}`, `${reason.en}: ${word.note}`];
  const numbers = lines.map((line) => line.acceptanceNumber);
  return {
    warnings: [
      {
        path: "duplicate",
        message: bilingual(
          `与 ${numbers.join("、")} 申请人、地址和业务相同，另行受理：${zh}`,
          `Same applicant, address and utility as ${numbers.join(", ")}; accepted all the same: ${en}`,
        ),
      },
    ],
    duplicateOf,
    reason: word.reason,
  };
}

/** Audits which applications the new one resembles, and why it was accepted. A typed note stays in the record only. */
export function noteDuplicates(unit: Unit, applicationId: string, { duplicateOf, reason }: DuplicateNote): void {
  if (duplicateOf.length === 0) return;
  const verb = reason === null ? "duplicate.noted" : "duplicate.overruled";
  unit.audit(verb, applicationId, { duplicateOf, reason });
}
