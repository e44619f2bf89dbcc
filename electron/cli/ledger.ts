import { extname } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { LocalDate } from "#shared/time/instant.ts";
import { writeWhole } from "#station/lib/write-whole.ts";
import { streamLedger } from "#station/supervision/ledger.ts";
import { openStationToRead } from "#station/app/open-station.ts";
import { needed, type CommandBody } from "./command.ts";
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
  async run(input) {
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
    const open = openStationToRead(input.dataDir);
    try {
      const ledger = streamLedger(open.context, date.data, format);
      const bytes = await writeWhole(out, ledger.chunks);
      terminal.result({ out, date: date.data, format, rows: ledger.rows, bytes });
      return 0;
    } finally {
      open.close();
    }
  },
};
