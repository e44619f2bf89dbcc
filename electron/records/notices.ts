import type { Act, ActKind } from "#shared/case/act.ts";
import type { CaseState, SignedLetter } from "#shared/case/case-state.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { Instant } from "#shared/time/instant.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { utilityName } from "#shared/profile/services.ts";
import type { NoticeData } from "#templates/documents/document-data.ts";
import { ROUTE_TEXT } from "#templates/documents/route-trace.ts";
import { dayText } from "#templates/documents/value-text.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listActs, type ActRow } from "#station/db/acts.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** Acts of which the applicant always gets a numbered notice (通知书、回执). */
const NOTICES: Partial<Record<ActKind, DocumentKind>> = {
  "supplement.requested": "supplement-notice",
  "tolerance.granted": "tolerance-notice",
  "application.refused": "refusal-notice",
  "application.withdrawn": "withdrawal-notice",
};

/** The commitment letters that an act made invalid. */
const voidedAt = (state: CaseState, at: Instant): SignedLetter[] =>
  state.letters.filter((letter) => letter.voided?.at === at);

/** The notice that an act creates, null if none. `state` is the case after the act, done at `at`. */
export function noticeOf(act: Act, state: CaseState, at: Instant): DocumentKind | null {
  if (act.kind === "survey.recorded") return voidedAt(state, at).length > 0 ? "letter-void-note" : null;
  return NOTICES[act.kind] ?? null;
}

/** One line of the note: whose letter, signed by whom and when, and the new route. */
function letterText(profile: Profile, state: CaseState, letter: SignedLetter): string {
  const route = state.routes.find((decision) => decision.utility === letter.utility)?.route;
  const approval = profile.routing.jointApproval.label.zh;
  const instead = route === undefined ? "无外线工程" : { ...ROUTE_TEXT, "joint-approval": approval }[route];
  return `${utilityName(profile, letter.utility).zh}外线工程，承诺单位：${letter.promisor}，签署日期：${dayText(letter.signedOn)}；重新判定为：${instead}`;
}

function contentOf(profile: Profile, { act, state, at }: ActRow): Pick<NoticeData, "items" | "reason" | "dueOn"> {
  switch (act.kind) {
    case "supplement.requested":
      return { items: act.items, reason: act.reasonForAnother, dueOn: null };
    case "tolerance.granted":
      return { items: act.items, reason: null, dueOn: act.dueOn };
    case "application.refused":
    case "application.withdrawn":
      return { items: [], reason: act.reason, dueOn: null };
    case "survey.recorded": {
      const letters = voidedAt(state, at);
      return {
        items: letters.map((letter) => letterText(profile, state, letter)),
        reason: letters[0]?.voided?.why ?? null,
        dueOn: null,
      };
    }
    default:
      return { items: [], reason: null, dueOn: null };
  }
}

/** The act that the newest notice of a kind tells of; null if none was issued. */
export const findNoticeAct = (context: StationContext, applicationId: string, kind: DocumentKind): ActRow | null =>
  listActs(context.db, applicationId).findLast((done) => noticeOf(done.act, done.state, done.at) === kind) ?? null;

/** What the newest notice of a kind says; null if none was issued. */
export function findNotice(
  context: StationContext,
  profile: Profile,
  applicationId: string,
  kind: DocumentKind,
): NoticeData | null {
  const done = findNoticeAct(context, applicationId, kind);
  return done === null ? null : { number: done.voucherNumber, at: done.at, ...contentOf(profile, done) };
}

const ONLY_AFTER_AN_ACT: ReadonlySet<DocumentKind> = new Set([
  ...Object.values(NOTICES),
  "letter-void-note",
  "received-notice",
]);

/** Refuses a document that this application cannot have: a notice of no act, or one for another utility. */
export function refuseForeignDocument(
  context: StationContext,
  row: ApplicationRow,
  kind: DocumentKind,
  utility: string | null,
): void {
  if (utility !== null && !row.content.utilities.includes(utility)) {
    throw badInput([
      {
        path: "utility",
        message: bilingual(
          `这份申请没有报装这项业务：${utility.slice(0, 60)}`,
          `Not part of the application: ${utility.slice(0, 60)}`,
        ),
      },
    ]);
  }
  if (!ONLY_AFTER_AN_ACT.has(kind) || findNoticeAct(context, row.id, kind) !== null) return;
  throw problem(
    "paper-not-given",
    bilingual(
      "这份申请没有办过这张通知书所写的事项，不能打印。",
      "The act of this notice was not done on this application, so it cannot be printed.",
    ),
    DATA_IS_SAFE,
    bilingual("请先办理该事项，通知书会随之打印。", "Record the act first; its notice is printed with it."),
  );
}
