import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem, type ProblemError } from "#shared/lib/problem.ts";
import type { Session } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { getApplicationRow } from "./application.ts";

/** Refuses a kiosk that asks for more than its visitor's own applications. */
export const notAtKiosk = (): ProblemError =>
  problem(
    "not-allowed",
    bilingual("自助机只能查看本次办理的申请。", "A kiosk shows only the application of this visit."),
    NOTHING_WRITTEN,
    bilingual("请到窗口查询。", "Ask at a window."),
  );

/** Lets a kiosk see only the applications that its present visitor submitted. */
export function refuseOutsideVisit(context: StationContext, session: Session, applicationId: string): void {
  if (session.role !== "kiosk" || session.visit.has(getApplicationRow(context, applicationId).id)) return;
  throw notAtKiosk();
}
