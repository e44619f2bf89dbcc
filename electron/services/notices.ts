import type { Act, ActKind } from "../../shared/act/act.ts";
import type { DocumentKind } from "../../shared/contract/document-kind.ts";
import type { NoticeData } from "../../templates/document-data.ts";
import { listActs } from "../db/acts.ts";
import type { Hall } from "./hall.ts";

/** Acts that the applicant is told of on a numbered paper (通知书、回执). */
export const NOTICES: Partial<Record<ActKind, DocumentKind>> = {
  "supplement.requested": "supplement-notice",
  "tolerance.granted": "tolerance-notice",
  "application.refused": "refusal-notice",
  "application.withdrawn": "withdrawal-notice",
};

function contentOf(act: Act): Pick<NoticeData, "items" | "reason" | "dueOn"> {
  switch (act.kind) {
    case "supplement.requested":
      return { items: act.items, reason: act.reasonForAnother, dueOn: null };
    case "tolerance.granted":
      return { items: act.items, reason: null, dueOn: act.dueOn };
    case "application.refused":
    case "application.withdrawn":
      return { items: [], reason: act.reason, dueOn: null };
    default:
      return { items: [], reason: null, dueOn: null };
  }
}

/** What the newest notice of a kind says about an application, null where none was given. */
export function findNotice(hall: Hall, applicationId: string, kind: DocumentKind): NoticeData | null {
  const done = listActs(hall.db, applicationId).findLast(({ act }) => NOTICES[act.kind] === kind);
  return done === undefined ? null : { number: done.voucherNumber, at: done.at, ...contentOf(done.act) };
}
