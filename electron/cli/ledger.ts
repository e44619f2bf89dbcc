import { extname } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { LocalDate } from "#shared/time/instant.ts";
import { writeWhole } from "#station/lib/write-whole.ts";
import { noteLedgerExport, streamLedger } from "#station/supervision/ledger.ts";
import { needed, type CommandBody } from "./command.ts";
import { inHall } from "./enter-hall.ts";
import { terminal } from "./terminal.ts";

function formatOf(file: string): "xlsx" | "csv" {
  const ending = extname(file).toLowerCase();
  if (ending === ".xlsx") return "xlsx";
  if (ending === ".csv") return "csv";
  throw badInput([
    { path: "--out", message: bilingual("文件名须以 .xlsx 或 .csv 结尾", "the file must end in .xlsx or .csv") },
  ]);
}

/** `hall ledger`: the day's ledger as a file, beside whoever works in the hall. */
export const ledgerCommand: CommandBody = {
  run(input) {
    const out = needed(input, "out");
    const format = formatOf(out);
    const date = LocalDate.safeParse(needed(input, "date"));
    if (!date.success)
      throw badInput([
        {
          path: "--date",
          message: bilingual("须为存在的日期，写成 YYYY-MM-DD", "must be a day that exists, written YYYY-MM-DD"),
        },
      ]);
    const on = date.data;
    return inHall(input, { command: "ledger", company: "beside-a-window" }, async ({ context, actor }) => {
      const ledger = streamLedger(context, on, format);
      noteLedgerExport(context, actor, on, { format, rows: ledger.rows });
      const bytes = await writeWhole(out, ledger.chunks);
      terminal.result({ out, date: on, format, rows: ledger.rows, bytes });
      return 0;
    });
  },
};
