import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { findSetting } from "#station/db/settings.ts";
import { printPaperForms } from "#station/intake/paper-forms.ts";
import { needed, optional, type CommandBody } from "./command.ts";
import { inHall } from "./enter-hall.ts";
import { makeEmptyFolder, writeFiles } from "./out-folder.ts";
import { terminal } from "./terminal.ts";

const MAX_FORMS = 200;

function countOf(text: string): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MAX_FORMS) return count;
  throw badInput([
    {
      path: "--count",
      message: bilingual(`须为 1 至 ${MAX_FORMS} 的整数`, `must be a whole number from 1 to ${MAX_FORMS}`),
    },
  ]);
}

/** `hall paper-forms`: numbers and draws blank forms ahead for an outage, one PDF each, into an empty folder. */
export const paperFormsCommand: CommandBody = {
  run(input) {
    const out = needed(input, "out");
    const count = countOf(needed(input, "count"));
    makeEmptyFolder(out);
    return inHall(input, { command: "paper-forms", company: "alone" }, async ({ context, actor }) => {
      const profileId = optional(input, "profile") ?? findSetting(context.db, "hall.profile") ?? "";
      const forms = await printPaperForms(context, actor, profileId, count);
      const files = await writeFiles(out, forms);
      terminal.result({ out, profile: profileId, numbers: forms.map(({ number }) => number), files });
      return 0;
    });
  },
};
