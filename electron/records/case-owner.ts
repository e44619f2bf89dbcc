import type { DutyHolder } from "#shared/case/application.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { findDutyOperatorId, type ApplicationRow } from "#station/db/applications.ts";
import { findLastAccepted } from "#station/db/handovers.ts";
import { findOperator } from "#station/db/operators.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** The case owner: the person named at intake, until somebody accepts a hand-over. */
export function dutyHolderNow(context: StationContext, row: ApplicationRow): DutyHolder {
  const first = row.decision.dutyHolder;
  const id = findDutyOperatorId(context.db, row.id);
  if (id === null || id === first.operatorId) return first;
  const holder = findOperator(context.db, id);
  if (holder === null) return first;
  const giver = findLastAccepted(context.db, row.id)?.fromOperatorId;
  const from = (giver === undefined ? null : findOperator(context.db, giver)?.name) ?? first.name;
  return {
    operatorId: holder.id,
    name: holder.name,
    phone: holder.phone,
    organisation: holder.organisation,
    reason: bilingual(
      `由${from}移交，${holder.name}已接收；首接为${first.name}`,
      `Handed over by ${from} and accepted by ${holder.name}; first contact: ${first.name}`,
    ),
    clause: first.clause,
  };
}
