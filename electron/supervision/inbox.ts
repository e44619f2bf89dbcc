import type { CentreMessageLine } from "#shared/contract/worklist.ts";
import { findRole } from "#shared/profile/form.ts";
import { findApplication } from "#station/db/applications.ts";
import { listUnseenAlerts, markSeen } from "#station/db/pulled-items.ts";
import { profileOf } from "#station/records/application.ts";
import { dutyHolderNow } from "#station/records/case-owner.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { readCentreMessage } from "#station/cases/centre-messages.ts";

const MAX_SHOWN = 100;

/** What the centre told and nobody has said to have seen (待处理来讯), oldest first; `mine`: of the applications that the asker answers for. */
export function listUnseenMessages(context: StationContext, actor: Actor, mine: boolean): CentreMessageLine[] {
  return listUnseenAlerts(context.db, MAX_SHOWN).flatMap(({ applicationId, body }) => {
    const row = findApplication(context.db, applicationId);
    const message = row === null ? null : readCentreMessage(context, row, body);
    if (row === null || message === null) return [];
    const duty = dutyHolderNow(context, row);
    if (mine && duty.operatorId !== actor.operator.id) return [];
    return [
      {
        ...message,
        applicationId,
        acceptanceNumber: row.acceptanceNumber,
        applicant: findRole(profileOf(context, row).form, row.content.form, "applicant") ?? "",
        dutyHolder: duty.name,
      },
    ];
  });
}

/** Notes that a person has seen what the centre told (已知悉); false where somebody had before. */
export function acknowledgeMessage(context: StationContext, actor: Actor, id: string): { acknowledged: boolean } {
  return change(context, actor, (unit): { acknowledged: boolean } => {
    const about = markSeen(context.db, id, actor.operator.id, unit.at);
    if (about === null) return { acknowledged: false };
    unit.audit("told.acknowledged", about, { item: id });
    unit.emit({ kind: "warning.raised" });
    return { acknowledged: true };
  });
}
