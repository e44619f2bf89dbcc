import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../ledger/write-file.ts";
import { getApplicationRow } from "../services/application.ts";
import { openHallToRead } from "../services/open-hall.ts";
import { renderSet } from "../services/paper-set.ts";
import { needed, type CommandBody } from "./command.ts";
import { terminal } from "./terminal.ts";

/** `hall print`: writes the papers and the slip of an application into a folder, marked as copies. */
export const printCommand: CommandBody = {
  async run(input) {
    const out = needed(input, "out");
    const open = openHallToRead(input.dataDir);
    try {
      const set = await renderSet(open.hall, getApplicationRow(open.hall, input.operands[0] ?? ""));
      mkdirSync(out, { recursive: true });
      for (const file of set.files) await writeWhole(join(out, file.name), file.bytes);
      set.unprintable.forEach((each) => terminal.say(`无法打印的字符 ${each.codePoint}（${each.where}），纸面上以代码标出`, `cannot be printed: ${each.codePoint} (${each.where}); marked by its code on paper`));
      set.specimens.forEach((name) => terminal.say(`${name}：办理路径不需要这份文件，仅作预览样张`, `${name}: the route does not call for it; a preview only`));
      terminal.result({ out, files: set.files.map((file) => file.name), specimens: set.specimens, unprintable: set.unprintable });
      return 0;
    } finally {
      open.close();
    }
  },
};
