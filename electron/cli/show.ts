import { auditLabel } from "#shared/case/audit-verbs.ts";
import { listAudit } from "#station/db/audit.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { openStationToRead } from "#station/app/open-station.ts";
import { listPrints } from "#station/printing/print-requests.ts";
import type { CommandBody } from "./command.ts";
import { terminal } from "./terminal.ts";

/** `hall show`: one application whole, by id or acceptance number, with its audit and print jobs. */
export const showCommand: CommandBody = {
  run(input) {
    const open = openStationToRead(input.dataDir);
    try {
      const row = getApplicationRow(open.context, input.operands[0] ?? "");
      terminal.result({
        ...viewApplication(open.context, row),
        audit: listAudit(open.context.db, row.id).map((entry) => ({ ...entry, label: auditLabel(entry.verb) })),
        printJobs: listPrints(open.context, row.id),
      });
      return 0;
    } finally {
      open.close();
    }
  },
};
