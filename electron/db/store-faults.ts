import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { problem, type ProblemError } from "#shared/lib/problem.ts";
import type { LastSerial, StorePosition } from "./store-position.ts";

/** What is true of the data where less is there than was saved, or where it cannot be read. */
const MAYBE_LOST = bilingual(
  "本机的数据可能不完整。已同步的申请在中心平台也有一份；没有同步的可能丢失。程序没有改动任何文件。",
  "Data here may be missing. What was sent is also at the centre; the rest may be lost. No file was changed.",
);

const WAY_BACK = bilingual(
  [
    "请停止受理，并通知管理员。先复制整个数据文件夹留存；",
    "再把最近的备份整个放回（连同 hall.mark），或请中心平台核对缺少的受理编号；",
    "没有备份时，由值班主管运行 hall restored 接受现有数据。步骤见管理员手册“数据文件打不开”。",
  ].join(""),
  [
    "Stop taking applications and tell the administrator. First copy the whole data folder.",
    "Then put the latest backup back whole (with hall.mark), or ask the centre for the missing numbers.",
    "Without a backup, a supervisor accepts what is there with `hall restored`. The administrator's guide has the steps.",
  ].join(" "),
);

/** Damage of the database itself, with what its check or SQLite found. */
export const damagedStore = (fault: Bilingual): ProblemError =>
  problem(
    "store-damaged",
    bilingual(`数据文件有损坏：${fault.zh}`, `The database is damaged: ${fault.en}`),
    bilingual(
      "已同步的申请在中心平台也有一份；未同步的可能受影响。",
      "Applications that were sent are also at the centre. Those not yet sent may be affected.",
    ),
    bilingual(
      "请停止受理，复制整个数据文件夹留存，并联系管理员。",
      "Stop taking applications, copy the whole data folder, and tell the administrator.",
    ),
  );

/** A run of numbers that were given and are not in the store. */
export type MissingNumbers = { first: string; last: string; count: number };

/** The numbers that the mark knows and the store does not. */
export function missingNumbers(mark: readonly LastSerial[], stored: readonly LastSerial[]): MissingNumbers[] {
  return mark.flatMap(({ prefix, year, serial }) => {
    const here = stored.find((one) => one.prefix === prefix && one.year === year)?.serial ?? 0;
    if (here >= serial) return [];
    const number = (nth: number): string => formatAcceptanceNumber({ prefix, year, serial: nth });
    return [{ first: number(here + 1), last: number(serial), count: serial - here }];
  });
}

const runOf = ({ first, last, count }: MissingNumbers): Bilingual =>
  count === 1
    ? bilingual(first, first)
    : bilingual(`${first} 至 ${last}（${count} 个）`, `${first} to ${last} (${count})`);

/** Which numbers are missing, in words; empty where none is known to be. */
export function missingInWords(missing: readonly MissingNumbers[]): Bilingual {
  if (missing.length === 0) return bilingual("", "");
  const runs = missing.map(runOf);
  return bilingual(
    `缺少编号：${runs.map(({ zh }) => zh).join("、")}。`,
    ` Missing numbers: ${runs.map(({ en }) => en).join(", ")}.`,
  );
}

/** The store holds less than was saved in it. `stored` is null where it holds nothing of this hall. */
export function behindMark(mark: StorePosition, stored: StorePosition | null): ProblemError {
  const missing = missingInWords(missingNumbers(mark.series, stored?.series ?? []));
  const acts = mark.audit.seq - (stored?.audit.seq ?? 0);
  const [actsZh, actsEn] =
    acts > 0
      ? [`操作日志少 ${acts} 条。`, ` The audit log is ${acts} ${acts === 1 ? "entry" : "entries"} short.`]
      : ["", ""];
  return problem(
    "store-behind",
    bilingual(
      `数据文件比最后一次保存时少：后来保存的内容不在其中。${actsZh}${missing.zh}`,
      `The store holds less than was saved in it: what was saved later is not there.${actsEn}${missing.en}`,
    ),
    MAYBE_LOST,
    WAY_BACK,
  );
}

/** The store is of another hall, or of another history of this one, than the mark beside it. */
export const notOfMark = (): ProblemError =>
  problem(
    "store-of-another",
    bilingual(
      "数据文件和旁边的 hall.mark 不是同一份数据：其中一个被换过。",
      "The store and the `hall.mark` beside it do not belong together: one of them was replaced.",
    ),
    MAYBE_LOST,
    WAY_BACK,
  );

/** The mark that belongs to the store is gone or unreadable, so nobody can say whether the store is complete. */
export const markUnknown = (isThere: boolean): ProblemError =>
  problem(
    "store-mark-unknown",
    bilingual(
      `${isThere ? "hall.mark 读不出来" : "数据文件旁边的 hall.mark 不见了"}，无法确认数据是否完整。`,
      `${isThere ? "`hall.mark` cannot be read" : "`hall.mark` is not beside the store"}, so whether the data is complete is unknown.`,
    ),
    MAYBE_LOST,
    WAY_BACK,
  );

/** The log holds saved acts behind a damaged place; SQLite would leave them out without a word. */
export const damagedLog = (): ProblemError =>
  problem(
    "store-log-damaged",
    bilingual(
      "数据日志 hall.db-wal 有损坏：损坏处之后保存的内容读不出来。",
      "The log `hall.db-wal` is damaged: what was saved after the damaged place cannot be read.",
    ),
    MAYBE_LOST,
    WAY_BACK,
  );

/** The log was written for another copy of the store; SQLite would mix the two and lose what lies between them. */
export const logOfAnother = (): ProblemError =>
  problem(
    "store-log-of-another",
    bilingual(
      "数据日志 hall.db-wal 不是这个 hall.db 的：其中一个被换过，例如只放回了较早的 hall.db。",
      "The log `hall.db-wal` is not of this `hall.db`: one of them was replaced, as where only an older `hall.db` was put back.",
    ),
    MAYBE_LOST,
    WAY_BACK,
  );

/** What became of a store among files that a hall leaves. `without-hall`: it holds no station any more. */
export type StoreEnd = "gone" | "empty" | "without-hall";

const ENDS: Record<StoreEnd, Bilingual> = {
  gone: bilingual("数据文件 hall.db 不见了", "`hall.db` is gone"),
  empty: bilingual("数据文件 hall.db 是空的", "`hall.db` is empty"),
  "without-hall": bilingual("数据文件 hall.db 里已没有这个大厅", "`hall.db` holds this hall no longer"),
};

/** The store is gone or empty among files that a hall leaves: beginning a new one would give its numbers again. */
export const goneStore = (dir: string, end: StoreEnd, remains: readonly string[]): ProblemError =>
  problem(
    "store-missing",
    bilingual(
      `${ENDS[end].zh}，但文件夹里还有大厅的文件（${remains.join("、")}）：${dir}`,
      `${ENDS[end].en}, while other files of a hall are there (${remains.join(", ")}): ${dir}`,
    ),
    MAYBE_LOST,
    bilingual(
      [
        "没有新建大厅。请通知管理员：找回 hall.db，或把最近的备份整个放回；",
        "都没有时，把这个文件夹移走留存，在空文件夹里新开大厅并重新登记，已同步的申请可在中心平台查到。",
      ].join(""),
      [
        "No new hall was begun. Tell the administrator: find `hall.db` again, or put the latest backup back whole.",
        "Without either, move this folder away and keep it, begin in an empty folder, and enrol again. The centre has what was sent.",
      ].join(" "),
    ),
  );
