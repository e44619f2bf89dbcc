import type { CentreMessageLine } from "#shared/contract/worklist.ts";
import { findRole } from "#shared/profile/form.ts";
import { findApplication } from "#station/db/applications.ts";
import { countUnacknowledgedItems, listUnacknowledgedItems, acknowledgeItem } from "#station/db/pulled-items.ts";
import { profileOf } from "#station/records/application.ts";
import { dutyHolderNow } from "#station/records/case-owner.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { readCentreMessage } from "#station/cases/centre-messages.ts";

const MAX_SHOWN = 100;

/**
 * The centre's messages that nobody has acknowledged (待处理来讯), oldest first. `mine`: only applications of which the
 * asker is case owner. `notShown` counts the newer ones beyond those listed.
 */
export function listUnacknowledgedMessages(
  context: StationContext,
  actor: Actor,
  mine: boolean,
): { messages: CentreMessageLine[]; notShown: number } {
  const whose = mine ? actor.operator.id : null;
  const alerts = listUnacknowledgedItems(context.db, whose, MAX_SHOWN);
  const notShown = alerts.length < MAX_SHOWN ? 0 : countUnacknowledgedItems(context.db, whose) - alerts.length;
  const messages = alerts.flatMap(({ applicationId, body }) => {
    const row = findApplication(context.db, applicationId);
    const message = row === null ? null : readCentreMessage(context, row, body);
    if (row === null || message === null) return [];
    return [
      {
        ...message,
        applicationId,
        acceptanceNumber: row.acceptanceNumber,
        applicant: findRole(profileOf(context, row).form, row.content.form, "applicant") ?? "",
        dutyHolder: dutyHolderNow(context, row).name,
      },
    ];
  });
  return { messages, notShown };
}

/** Acknowledges a message of the centre (已知悉); false if somebody did before. */
export function acknowledgeMessage(context: StationContext, actor: Actor, id: string): { acknowledged: boolean } {
  return change(context, actor, (unit): { acknowledged: boolean } => {
    const about = acknowledgeItem(context.db, id, actor.operator.id, unit.at);
    if (about === null) return { acknowledged: false };
    unit.audit("told.acknowledged", about, { item: id });
    unit.emit({ kind: "worklist.changed" });
    return { acknowledged: true };
  });
}
