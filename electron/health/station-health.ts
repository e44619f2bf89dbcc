import { bilingual } from "#shared/lib/bilingual.ts";
import { problem, type Problem } from "#shared/lib/problem.ts";
import type { HealthBook } from "#station/core/health-book.ts";

/** Says that the store's file is damaged, with what its check found. */
export const damagedStore = (fault: string) =>
  problem(
    "store-damaged",
    bilingual(`数据文件有损坏：${fault}`, `The store is damaged: ${fault}`),
    bilingual(
      "已上报的申请在中心平台也有一份；未上报的可能受影响。",
      "Applications that were sent are at the centre too; those not sent yet may be affected.",
    ),
    bilingual(
      "请停止受理，复制整个数据文件夹留存，并联系管理员。",
      "Stop taking applications, copy the whole data folder, and tell the administrator.",
    ),
  );

/** Says which entry of the audit does not follow from the one before it. */
export const brokenChain = (seq: number) =>
  problem(
    "audit-broken",
    bilingual(
      `操作留痕从第 ${seq} 条起接不上：该条或其前一条在程序之外被改动过。`,
      `The audit does not hold from entry ${seq} on: that entry, or the one before it, was changed behind the program's back.`,
    ),
    seq === 1
      ? bilingual(
          "申请数据不由留痕推出，未受影响；留痕本身不能再作为凭据。",
          "Applications do not rest on the audit; the audit itself is no evidence any more.",
        )
      : bilingual(
          `申请数据不由留痕推出，未受影响；第 1–${seq - 1} 条留痕逐条核对无误。`,
          `Applications do not rest on the audit; entries 1 to ${seq - 1} were recomputed and hold.`,
        ),
    bilingual(
      "请复制整个数据文件夹留存，并报告管理员；受理可以继续。",
      "Copy the whole data folder and tell the administrator; intake may go on.",
    ),
  );

const doubtedNumbers = (number: string) =>
  problem(
    "numbers-doubted",
    bilingual(
      `中心平台称本窗口的受理编号已用到 ${number}，与本机相差太多，没有采信。`,
      `The centre claims that this station's numbers are used up to ${number}, too far ahead to be believed.`,
    ),
    bilingual("受理照常，本机按自己的流水号继续编号。", "Intake goes on with this station's own numbers."),
    bilingual(
      "请联系中心平台管理员核对；本机刚由旧备份恢复的，先核对再受理。",
      "Have the centre's administrator look into it; where this station was just put back to an older backup, before anything is taken in.",
    ),
  );

const restoredStore = (recovery: "reading" | "read") =>
  problem(
    "store-put-back",
    recovery === "reading"
      ? bilingual(
          "本窗口的数据比中心平台旧，多半是由旧备份恢复的：正在从中心平台取回之后的记录。",
          "This window's store is older than what the centre has of it, probably put back from a backup: its later records are being read back.",
        )
      : bilingual(
          "本窗口的数据曾比中心平台旧，多半是由旧备份恢复的：之后上报过的记录已取回。",
          "This window's store was older than what the centre had of it, probably put back from a backup: its later records have been read back.",
        ),
    bilingual(
      "上报过的记录中心平台都有；恢复之前没有上报的取不回来。",
      "The centre has all that was sent; what was not sent before the store was put back cannot be read back.",
    ),
    bilingual(
      "受理前先查询，以免重复；请对照当天的纸质材料核对台账。",
      "Search before taking an application in, lest it be a second time; compare the day's ledger with the papers.",
    ),
  );

/** What has to be said on every staff page about the store, worst first; empty where it is sound as far as it was looked at. */
export const troublesOf = ({ damage, chain, doubtedNumber, recovery: ownRecords }: HealthBook): Problem[] => [
  ...(damage === null ? [] : [damagedStore(damage).problem]),
  ...(chain.brokenAt === null ? [] : [brokenChain(chain.brokenAt).problem]),
  ...(doubtedNumber === null ? [] : [doubtedNumbers(doubtedNumber).problem]),
  ...(ownRecords === null ? [] : [restoredStore(ownRecords).problem]),
];
