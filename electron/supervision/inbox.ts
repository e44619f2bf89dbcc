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

/**
 * The centre's messages that nobody has acknowledged (待处理来讯), oldest first. `mine`: only applications of which the
 * asker is case owner.
 */
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

/** Acknowledges a message of the centre (已知悉); false if somebody did before. */
export function acknowledgeMessage(context: StationContext, actor: Actor, id: string): { acknowledged: boolean } {
  return change(context, actor, (unit): { acknowledged: boolean } => {
    const about = markSeen(context.db, id, actor.operator.id, unit.at);
    if (about === null) return { acknowledged: false };
    unit.audit("told.acknowledged", about, { item: id });
    unit.emit({ kind: "warning.raised" });
    return { acknowledged: true };
  });
}
