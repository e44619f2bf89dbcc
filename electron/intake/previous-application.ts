import { statusLabel } from "#shared/case/case-status.ts";
import type { ApplicationContent } from "#shared/case/application.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { findRole } from "#shared/profile/form.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import { foldSearch } from "#shared/case/search-terms.ts";
import { findApplication, type ApplicationRow } from "#station/db/applications.ts";
import { profileOf } from "#station/records/application.ts";
import { profileForDraft } from "#station/rules/profile-registry.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** The stored application that a change follows. `warnings` say what to check before it is linked. */
export type PreviousApplication = {
  problems: FieldProblem[];
  warnings: FieldProblem[];
  link: Pick<ApplicationContent, "earlier">;
};

const NONE: PreviousApplication = { problems: [], warnings: [], link: {} };

/** Why a change cannot follow this application; null if it can. */
function refusalOf(found: ApplicationRow | null, profileId: string): Bilingual | null {
  if (found === null)
    return bilingual(
      "本机没有这个受理编号的申请；请核对，或留空。",
      "No application with this number is stored here; check it, or leave it blank.",
    );
  if (found.profileId !== profileId)
    return bilingual(
      "这个受理编号的申请属于另一地方；请核对，或留空。",
      "The application with this number belongs to another locality; check it, or leave it blank.",
    );
  if (found.status !== "refused" && found.status !== "withdrawn") return null;
  const status = statusLabel(found.status, {});
  return bilingual(
    `这个受理编号的申请${status.zh}，没有接通；请核对，或留空。`,
    `The application with this number is ${status.en.toLowerCase()}, so nothing was connected; check it, or leave it blank.`,
  );
}

/** Whether both name the same site. An application without a site matches any. */
function isSameSite(context: Pick<StationContext, "db" | "profiles">, body: DraftBody, found: ApplicationRow): boolean {
  const [here, there] = [
    findRole(profileForDraft(context, body).profile.form, body.form, "site"),
    findRole(profileOf(context, found).form, found.content.form, "site"),
  ];
  return here === null || there === null || foldSearch(here) === foldSearch(there);
}

/** Finds the application that a change of name or transfer follows, by acceptance number. Empty if none is named. */
export function findPreviousApplication(
  context: Pick<StationContext, "db" | "profiles">,
  body: DraftBody,
): PreviousApplication {
  const number = body.earlier?.trim() ?? "";
  if (number === "" || body.service === undefined) return NONE;
  const found = findApplication(context.db, number.toUpperCase());
  const refusal = refusalOf(found, body.profileId);
  if (found === null || refusal !== null)
    return refusal === null ? NONE : { ...NONE, problems: [{ path: "earlier", message: refusal }] };
  const remote = {
    path: "earlier",
    message: bilingual(
      "原报装的安装地址与这次填写的不同，请核对受理编号。",
      "The earlier connection stands at another address than the one typed; compare the number.",
    ),
  };
  return {
    problems: [],
    warnings: isSameSite(context, body, found) ? [] : [remote],
    link: { earlier: { id: found.id, acceptanceNumber: found.acceptanceNumber } },
  };
}
