import { bilingual, counted } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, NOTHING_WRITTEN, problem, type ProblemError } from "#shared/lib/problem.ts";
import { countUnsentAttachments } from "#station/db/attachment-sends.ts";
import { countDrafts } from "#station/db/drafts.ts";
import { countDurable } from "#station/db/confirmed-entries.ts";
import { listOperators, type Operator } from "#station/db/operators.ts";
import { countByState } from "#station/db/outbox-entries.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs } from "#station/core/unit-of-work.ts";
import { findByPin } from "#station/people/pin-hash.ts";
import { countTry, forgiveTries, noteWrong, type PinTarget } from "#station/people/pin-tries.ts";

/**
 * What a wipe would take with it. `files` are attachments that lie only here; `filesWaiting` of them wait to be sent.
 * `notInBackup` are records at the centre that no backup of the centre holds.
 */
export type WipeToll = {
  waiting: number;
  quarantined: number;
  sent: number;
  notInBackup: number;
  drafts: number;
  files: number;
  filesWaiting: number;
};

/** Counts what a wipe of this hall would take with it. */
export function countToll({ db }: StationContext): WipeToll {
  const { waiting, sending, quarantined, sent } = countByState(db);
  const files = countUnsentAttachments(db);
  return {
    waiting: waiting + sending,
    quarantined,
    sent,
    notInBackup: countDurable(db).notYet,
    drafts: countDrafts(db),
    files: files.waiting + files.quarantined,
    filesWaiting: files.waiting,
  };
}

/** The supervisor with this PIN; throws a problem and writes it to the audit log where there is none. */
export async function supervisorOf(context: StationContext, pin: string): Promise<Operator> {
  const supervisors = listOperators(context.db).filter(({ role }) => role === "supervisor");
  // It is a try at the PIN of each of them, and counts with those at the sign-in page.
  const targets = supervisors.map(({ id }): PinTarget => ({ operatorId: id, place: "window" }));
  targets.forEach((target) => countTry(context, target));
  const supervisor = await findByPin(supervisors, pin);
  if (supervisor !== null) {
    changeAs(context, supervisor.id, (unit) => targets.forEach((target) => forgiveTries(unit, target)));
    return supervisor;
  }
  changeAs(context, "unknown", (unit) => {
    unit.audit("wipe.refused", "hall", {});
    targets.forEach((target) => noteWrong(unit, target));
  });
  throw problem(
    "wrong-pin",
    bilingual("不是值班主管的口令。", "This is not a supervisor's PIN."),
    DATA_IS_SAFE,
    bilingual("没有删除任何内容；请值班主管本人操作。", "Nothing was removed; the supervisor has to do this."),
  );
}

const unsent = ({ waiting, quarantined, filesWaiting }: WipeToll): ProblemError =>
  problem(
    "wipe-unsent",
    bilingual(
      [
        `还有 ${waiting} 条记录没有同步，${quarantined} 条被隔离`,
        filesWaiting === 0 ? "" : `，${filesWaiting} 个附件没有上传`,
        "，不能清除。",
      ].join(""),
      [
        `The hall is not wiped. Not at the centre: ${counted(waiting, "record")}, ${quarantined} quarantined`,
        filesWaiting === 0 ? "." : `, ${counted(filesWaiting, "attachment")}.`,
      ].join(""),
    ),
    DATA_IS_SAFE,
    bilingual(
      [
        "先用 hall sync 同步；没有网络时用 hall outbox export 加密导出，",
        "由另一窗口或中心平台导入，再把回执导入本机（附件只在联网后上传）；被隔离的请值班主管更正后重新同步。",
      ].join(""),
      [
        "Send them with `hall sync`.",
        "Without a network, use `hall outbox export`, import the file at another station or the centre, and the receipts here.",
        "Attachments go only over a network. Quarantined records: the supervisor corrects and resends them.",
      ].join(" "),
    ),
  );

const onlyHere = ({ notInBackup, drafts, files }: WipeToll): ProblemError =>
  problem(
    "wipe-only-here",
    bilingual(
      [
        `${notInBackup} 条记录中心平台已收到但其备份尚未覆盖；`,
        `${drafts} 份草稿、${files} 个没有上传的附件在本机。清除后无法找回。`,
      ].join(""),
      [
        `At the centre but in none of its backups: ${counted(notInBackup, "record")}.`,
        `Only on this machine: ${counted(drafts, "draft")} and ${counted(files, "unsent attachment")}.`,
        "A wipe loses them for good.",
      ].join(" "),
    ),
    DATA_IS_SAFE,
    bilingual(
      "请等中心平台备份后再清除，或处理草稿和附件；确实不需要时加 --accept-loss。",
      "Wait for the centre's next backup and finish drafts and attachments. If they are not needed, add --accept-loss.",
    ),
  );

/** Refuses while anything is unsent, always; while anything lies only here, unless the loss was accepted. */
export function refuseLoss(toll: WipeToll, isLossAccepted: boolean): void {
  if (toll.waiting + toll.quarantined + toll.filesWaiting > 0) throw unsent(toll);
  if (toll.notInBackup + toll.drafts + toll.files > 0 && !isLossAccepted) throw onlyHere(toll);
}

/** The problem of a folder name that was typed wrongly. */
export const notTyped = (): ProblemError =>
  problem(
    "wipe-not-confirmed",
    bilingual("输入的文件夹名不一致，没有清除。", "The folder's name was typed differently; nothing was wiped."),
    NOTHING_WRITTEN,
    bilingual(
      "需要清除时重新运行，并照样输入文件夹名。",
      "Run it again where it is meant, and type the name as it stands.",
    ),
  );

/** The problem of a hall that was used while its wipe was being confirmed. */
export const usedMeanwhile = (): ProblemError =>
  problem(
    "wipe-used",
    bilingual(
      "确认期间有人打开了本大厅，没有清除。",
      "The hall was opened while this was being confirmed; nothing was wiped.",
    ),
    DATA_IS_SAFE,
    bilingual("请关闭其他窗口程序后重新运行。", "Close the other program and run it again."),
  );
