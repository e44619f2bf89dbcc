import { readApplicationFor } from "#station/records/read-application.ts";
import { renderSet } from "#station/documents/document-set.ts";
import { needed, type CommandBody } from "./command.ts";
import { inHall } from "./enter-hall.ts";
import { writeFiles } from "./out-folder.ts";
import { terminal } from "./terminal.ts";

/** `hall print`: writes the documents and the slip of an application into a folder, marked as copies. */
export const printCommand: CommandBody = {
  run(input) {
    const out = needed(input, "out");
    return inHall(input, { command: "print", company: "beside-a-window" }, async ({ context, actor }) => {
      const row = readApplicationFor(context, actor, input.operands[0] ?? "", "print");
      const set = await renderSet(context, row);
      const files = await writeFiles(out, set.files);
      set.unprintable.forEach((each) =>
        terminal.note(
          `无法打印的字符 ${each.codePoint}（${each.where}），纸面上以代码标出`,
          `cannot be printed: ${each.codePoint} (${each.where}); marked by its code on paper`,
        ),
      );
      set.specimens.forEach((name) =>
        terminal.note(
          `${name}：办理路径不需要这份文件，仅作预览样张`,
          `${name}: the route does not call for it; a preview only`,
        ),
      );
      terminal.result({ out, files, specimens: set.specimens, unprintable: set.unprintable });
      return 0;
    });
  },
};
