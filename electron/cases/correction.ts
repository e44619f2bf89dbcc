import type { Act } from "#shared/case/act.ts";
import type { ApplicationContent } from "#shared/case/application.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { correctValues } from "#shared/case/correction.ts";
import type { FormValues } from "#shared/profile/form.ts";
import { badInput } from "#shared/lib/problem.ts";
import { offeredServices } from "#shared/profile/services.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { setApplicationContent, type ApplicationRow } from "#station/db/applications.ts";
import { findFirstForm } from "#station/db/outbox-entries.ts";
import { findPulledForm } from "#station/db/pulled-entries.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { profileOf } from "#station/records/application.ts";
import { noteCaseKeys } from "#station/records/case-keys.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { forgetRecentRows } from "#station/records/search-index.ts";

/** A correction to be stored: the new content, and what is audited. The audit names fields and hashes, never values. */
export type PlannedCorrection = {
  content: ApplicationContent;
  audit: { fields: string[]; contentBefore: string; contentAfter: string };
};

const hashOf = (content: ApplicationContent): string => sha256(canonicalJson(content));

/** The form as first accepted; its outbox entry keeps it and is never removed. */
export function acceptedForm(context: StationContext, row: ApplicationRow): FormValues {
  return findFirstForm(context.db, row.id) ?? findPulledForm(context.db, row.id) ?? row.content.form;
}

/** Reads a correction of the applicant's own data; null for any other act. */
export function plannedCorrection(context: StationContext, row: ApplicationRow, act: Act): PlannedCorrection | null {
  if (act.kind !== "details.corrected") return null;
  const profile = profileOf(context, row);
  const { values, problems } = correctValues(profile.form, row.content.form, act.changes, acceptedForm(context, row));
  if (problems.length > 0) {
    const other = problems.some(({ path }) => path === "details");
    const instead =
      offeredServices(profile).length > 1
        ? bilingual("；请办理更名、过户", "; take in a change of name or a transfer")
        : bilingual("；请撤回后由新申请人另行申请", "; withdraw this one and let the new applicant apply");
    throw badInput(
      other
        ? problems.map(({ path, message }) => ({
            path,
            message: bilingual(
              message.zh.replace(/。$/u, "") + instead.zh,
              message.en.replace(/\.$/u, "") + instead.en,
            ),
          }))
        : problems,
    );
  }
  const content = { ...row.content, form: values };
  return {
    content,
    audit: {
      fields: act.changes.map(({ section, field }) => `${section}.${field}`),
      contentBefore: hashOf(row.content),
      contentAfter: hashOf(content),
    },
  };
}

/**
 * Replaces the accepted content by the corrected one, which search and lookups use from then on. Call it inside the
 * change's transaction.
 */
export function keepCorrectedContent(context: StationContext, row: ApplicationRow, content: ApplicationContent): void {
  const rowid = setApplicationContent(context.db, row.id, content);
  noteCaseKeys(context.db, profileOf(context, row), content, rowid);
  forgetRecentRows(context.db);
}
