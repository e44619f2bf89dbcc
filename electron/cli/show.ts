import { auditLabel } from "#shared/case/audit-verbs.ts";
import { listAudit } from "#station/db/audit.ts";
import { readApplicationFor } from "#station/records/read-application.ts";
import { viewApplication } from "#station/records/application.ts";
import { listPrints } from "#station/printing/print-requests.ts";
import type { CommandBody } from "./command.ts";
import { inHall } from "./enter-hall.ts";
import { terminal } from "./terminal.ts";

/** `hall show`: one application whole, by id or acceptance number, with its audit and print jobs. */
export const showCommand: CommandBody = {
  run: (input) =>
    inHall(input, { command: "show", company: "beside-a-window" }, ({ context, actor }) => {
      const row = readApplicationFor(context, actor, input.operands[0] ?? "", "show");
      terminal.result({
        ...viewApplication(context, row),
        audit: listAudit(context.db, row.id).map((entry) => ({ ...entry, label: auditLabel(entry.verb) })),
        printJobs: listPrints(context, row.id),
      });
      return 0;
    }),
};
