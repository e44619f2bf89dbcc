import type { Calls } from "#shared/contract/calls.ts";
import { caseCalls } from "#station/cases/calls.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { Session } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { documentCalls } from "#station/documents/calls.ts";
import { healthCalls } from "#station/health/calls.ts";
import { intakeCalls } from "#station/intake/calls.ts";
import { hideAllChecks } from "#station/intake/joint-check.ts";
import { peopleCalls } from "#station/people/calls.ts";
import { printingCalls } from "#station/printing/calls.ts";
import type { PrinterWatch } from "#station/printing/printer-settings.ts";
import { holdSlipsOf } from "#station/printing/visit-slips.ts";
import { recordsCalls } from "#station/records/calls.ts";
import { rosterCalls } from "#station/roster/calls.ts";
import { rulesCalls } from "#station/rules/calls.ts";
import { searchCalls } from "#station/search/calls.ts";
import { supervisionCalls } from "#station/supervision/calls.ts";
import { syncCalls } from "#station/sync/calls.ts";
import type { SyncControls } from "#station/sync/outbox/outbox-view.ts";
import type { CentreAccess } from "#station/sync/transport/centre-link.ts";

/** The workers that some calls wake. */
export type CallWorkers = { sync: SyncControls; centre: CentreAccess; printers: PrinterWatch };

/** Leaves nothing of the person served at a page to whoever comes next. */
function endVisit(context: StationContext, session: Session): void {
  hideAllChecks(context);
  holdSlipsOf(context, session.visit);
}

/** The functions that answer the calls of the page, joined from all slices. */
export const stationCalls = ({ sync, centre, printers }: CallWorkers): HandlersOf<Calls> => ({
  ...peopleCalls(endVisit),
  ...rulesCalls,
  ...rosterCalls,
  ...recordsCalls,
  ...documentCalls,
  ...printingCalls(printers),
  ...caseCalls(),
  ...intakeCalls,
  ...searchCalls,
  ...supervisionCalls,
  ...syncCalls(sync, centre),
  ...healthCalls,
});
