import { bilingual } from "#shared/lib/bilingual.ts";
import { StationKind } from "#shared/contract/centre/station.ts";
import { badInput, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { openStation } from "#station/app/open-station.ts";
import { enrolAtCentre } from "#station/sync/transport/centre-link.ts";
import { type CommandBody, type CommandInput, needed, optional } from "./command.ts";
import { askSecret, readSecretFile } from "./secret-input.ts";
import { terminal } from "./terminal.ts";

/** The spelling of before: every user of the machine reads it in the process list, and it stays in the shell's history. */
const codeShown = () =>
  problem(
    "secret-on-command-line",
    bilingual(
      "注册码不能写在命令行上：这台电脑的其他用户在进程列表里看得到，也会留在命令历史里。",
      "An enrolment code does not go on the command line: other users read it in the process list, and the history keeps it.",
    ),
    NOTHING_WRITTEN,
    bilingual(
      "去掉 --code 再执行，按提示输入；或用 --code-file 指定只有自己能读的文件。写出过的注册码请管理员作废（revoke-codes）后重发。",
      "Run it without --code and type the code when asked, or name a file that only you can read with --code-file. " +
        "Have a code that was written there revoked (revoke-codes) and take a new one.",
    ),
  );

/** The address of the centre; one with a user and password would be stored, shown and exported with them. */
function centreIn(input: CommandInput): string {
  const text = needed(input, "centre");
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.username + url.password === "") return text;
  const message = bilingual(
    "须为 https://主机 这样的地址，不带用户名和口令",
    "must be an address such as https://host, without user and password",
  );
  throw badInput([{ path: "--centre", message }]);
}

function kindIn(input: CommandInput): StationKind | null {
  const read = StationKind.nullable().safeParse(optional(input, "kind"));
  if (read.success) return read.data;
  const message = bilingual("须为 window、kiosk 或 supervisor", "must be window, kiosk or supervisor");
  throw badInput([{ path: "--kind", message }]);
}

/** `hall enrol`: enrols this station at a centre with a code from its administrator. */
export const enrolCommand: CommandBody = {
  async run(input) {
    if (optional(input, "code") !== null) throw codeShown();
    const [centre, kind] = [centreIn(input), kindIn(input)];
    const file = optional(input, "code-file");
    const code = file === null ? await askSecret(bilingual("注册码", "enrolment code")) : readSecretFile(file).trim();
    const open = await openStation(input.dataDir);
    try {
      terminal.result(await enrolAtCentre(open.context, centre, code, kind));
      return 0;
    } finally {
      open.close();
    }
  },
};
