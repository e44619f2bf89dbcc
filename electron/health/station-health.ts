import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { problem, type Problem } from "#shared/lib/problem.ts";
import { damagedStore } from "#station/db/store-faults.ts";
import type { ChangedRow, HealthBook } from "#station/core/health-book.ts";

/** The problem of an audit entry that does not follow from the one before it. */
export const brokenChain = (seq: number) =>
  problem(
    "audit-broken",
    bilingual(
      `操作留痕从第 ${seq} 条起接不上：该条或其前一条在程序之外被改动过。`,
      `The audit log is broken at entry ${seq}: that entry or the one before it was changed outside the program.`,
    ),
    seq === 1
      ? bilingual(
          "申请数据不由留痕推出，未受影响；留痕本身不能再作为凭据。",
          "The applications are not affected. The audit log is no longer evidence.",
        )
      : bilingual(
          `申请数据不由留痕推出，未受影响；第 1–${seq - 1} 条留痕逐条核对无误。`,
          `The applications are not affected. ${seq === 2 ? "Entry 1 was" : `Entries 1 to ${seq - 1} were`} verified.`,
        ),
    bilingual(
      "请复制整个数据文件夹留存，并报告管理员；受理可以继续。",
      "Copy the whole data folder and tell the administrator. Intake can continue.",
    ),
  );

/** The problem of rows that are not what was recorded. It names table and acceptance number, never the content. */
export const changedRecords = (rows: readonly ChangedRow[]) =>
  problem(
    "record-changed",
    bilingual(
      `有记录在程序之外被改动或已损坏：${rows.map(({ number, table }) => `${number}（${table}）`).join("、")}。`,
      `Records were changed outside the program or are damaged: ${rows.map(({ number, table }) => `${number} (${table})`).join(", ")}.`,
    ),
    bilingual(
      "这些记录的内容不可信；已同步的，中心平台有受理时的原样。",
      "What these records say is not reliable. Of those that were sent, the centre has what was accepted.",
    ),
    bilingual(
      "请不要按这些记录办理；复制整个数据文件夹留存，报告管理员，并与纸质材料核对。",
      "Do not act on these records. Copy the whole data folder, tell the administrator, and compare with the paper documents.",
    ),
  );

const GUARDED_TABLES: Record<string, Bilingual> = {
  operators: bilingual("人员", "person"),
  service_accounts: bilingual("服务账号", "service account"),
  stations: bilingual("窗口", "station"),
  settings: bilingual("设置", "setting"),
};

function guardWords(name: string): Bilingual {
  const [table = "", ...key] = name.split(" ");
  const words = GUARDED_TABLES[table] ?? bilingual(table, table);
  return bilingual(`${words.zh} ${key.join(" ")}`, `${words.en} ${key.join(" ")}`);
}

/** The problem of people, service accounts and settings that were changed outside the program. */
export function changedGuards(names: readonly string[]) {
  const words = names.map(guardWords);
  return problem(
    "access-changed",
    bilingual(
      `有人员、服务账号、窗口或设置在程序之外被改动、增加或删除：${words.map(({ zh }) => zh).join("、")}。`,
      `Rows on who may act were changed, added or removed outside the program: ${words.map(({ en }) => en).join(", ")}.`,
    ),
    bilingual(
      "申请记录另行核对，不在其中；但此后以这些人员、账号的名义办理的，不能确认是本人所为。",
      "Applications are compared by themselves. Whether acts in these names since then are theirs is not certain.",
    ),
    bilingual(
      "请停用本窗口，复制整个数据文件夹留存，报告管理员；查明之后从备份恢复。",
      "Stop using this window. Copy the whole data folder and tell the administrator, who restores a backup once the cause is known.",
    ),
  );
}

/** The problem of files of cases that are gone or not what was kept. It names acceptance numbers, no file name. */
export const damagedFiles = (numbers: readonly string[]) =>
  problem(
    "files-damaged",
    bilingual(
      `有申请的附件不见了或已损坏：${numbers.join("、")}。`,
      `Files of applications are missing or damaged: ${numbers.join(", ")}.`,
    ),
    bilingual(
      "登记信息不在这些文件里，未受影响；已同步的附件，中心平台有一份。",
      "The records lie elsewhere and are not affected. Of files that were sent, the centre has a copy.",
    ),
    bilingual(
      "请从备份恢复大厅文件夹中的 files 目录（程序一小时内会再核对），或请申请人重新提供；恢复之前不要清除原件和纸质材料。",
      "Restore the folder `files` from a backup; it is looked at again within an hour. Or ask the applicants again, and keep the paper.",
    ),
  );

/** The problem of a mark beside the store that cannot be written. */
export const unwrittenMark = (reason: Bilingual) =>
  problem(
    "store-mark-unwritten",
    bilingual(
      `数据文件旁的标记（hall.mark、hall.mark2）没能写入：${reason.zh}`,
      `The mark beside the store (hall.mark, hall.mark2) cannot be written: ${reason.en}`,
    ),
    bilingual(
      "受理照常，已保存的申请都在数据文件中；但此后数据文件若有缺失，下次打开时可能发现不了。",
      "Intake continues, and what was saved is in the store. If the store loses any of it from now on, the next opening may not notice.",
    ),
    bilingual(
      "请腾出磁盘空间，或检查数据文件夹和这两个文件的权限；恢复后程序自动补写，本提示随即消失。在此之前请不要关机，并留好纸质材料。",
      "Free disk space or set permissions right; the mark is then written by itself. Until then leave the machine on and keep the paper.",
    ),
  );

const doubtedNumbers = (number: string) =>
  problem(
    "numbers-doubted",
    bilingual(
      `中心平台称本窗口的受理编号已用到 ${number}，与本机相差太多，没有采信。`,
      `The centre reports this station's numbers as used up to ${number}, which is too far ahead to be true.`,
    ),
    bilingual("受理照常，本机按自己的流水号继续编号。", "Intake continues with this station's own numbers."),
    bilingual(
      "请联系中心平台管理员核对；本机刚由旧备份恢复的，先核对再受理。",
      "Ask the centre's administrator to check. Right after a restore from an older backup, wait for that before accepting anything.",
    ),
  );

const restoredStore = (recovery: "reading" | "read") =>
  problem(
    "store-put-back",
    recovery === "reading"
      ? bilingual(
          "本窗口的数据比中心平台旧，多半是由旧备份恢复的：正在从中心平台取回之后的记录。",
          "This window's database is older than the centre's copy, probably restored from a backup. Later records are being read back.",
        )
      : bilingual(
          "本窗口的数据曾比中心平台旧，多半是由旧备份恢复的：之后同步过的记录已取回。",
          "This window's database was older than the centre's copy, probably restored from a backup. Later records have been read back.",
        ),
    bilingual(
      "同步过的记录中心平台都有；恢复之前没有同步的取不回来。",
      "The centre has everything that was sent. What was not sent before the restore cannot be read back.",
    ),
    bilingual(
      "受理前先查询，以免重复；请对照当天的纸质材料核对台账。",
      "Search before accepting an application, so that none is entered twice. Compare the day's ledger with the paper documents.",
    ),
  );

const notPermitted = (said: Bilingual) =>
  problem(
    "not-permitted",
    bilingual(`中心平台没有下发大厅的记录。${said.zh}`, `The centre sends none of the hall's records. ${said.en}`),
    bilingual("受理和同步照常，记录没有丢失。", "Intake and sending go on; no record is lost."),
    bilingual(
      "请联系中心平台管理员核对本机的类别；登记之后会自动补齐。",
      "Have the centre's administrator check this station's kind; what is missing then comes by itself.",
    ),
  );

/** The problems that every staff page shows about the database, worst first; empty if none is known. */
export const troublesOf = ({
  damage,
  changedRows,
  changedGuards: guards,
  damagedFiles: numbers,
  markFault,
  chain,
  doubtedNumber,
  recovery: ownRecords,
  notPermitted: said,
}: HealthBook): Problem[] => [
  ...(damage === null ? [] : [damagedStore(bilingual(damage, damage)).problem]),
  ...(changedRows.length === 0 ? [] : [changedRecords(changedRows).problem]),
  ...(guards.length === 0 ? [] : [changedGuards(guards).problem]),
  ...(numbers.length === 0 ? [] : [damagedFiles(numbers).problem]),
  ...(markFault === null ? [] : [unwrittenMark(markFault).problem]),
  ...(chain.brokenAt === null ? [] : [brokenChain(chain.brokenAt).problem]),
  ...(doubtedNumber === null ? [] : [doubtedNumbers(doubtedNumber).problem]),
  ...(ownRecords === null ? [] : [restoredStore(ownRecords).problem]),
  ...(said === null ? [] : [notPermitted(said).problem]),
];
