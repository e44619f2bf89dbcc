import { bilingual } from "#shared/lib/bilingual.ts";
import { NEXT_STEPS } from "#station/sync/transport/failure-words.ts";
import type { FailureReason } from "#station/db/outbox-port.ts";

const SCAN_AGAIN = bilingual(
  "请在“材料”里把这份纸质件重新扫描附上，或从备份恢复大厅文件夹中的 files 目录后点“立即重试”。",
  'Scan the paper again and attach it under "Materials", or restore the folder `files` of the hall from a backup and press "Retry now".',
);

/** The file is not where it was kept. */
export const FILE_GONE: FailureReason = {
  what: bilingual(
    "保存在本机的这个文件不见了。登记信息不在这个文件里，其他附件照常上传。",
    "The file kept on this machine is gone. The record lies elsewhere; other attachments go on.",
  ),
  next: SCAN_AGAIN,
};

/** The file is not what was kept. */
export const FILE_DAMAGED: FailureReason = {
  what: bilingual(
    "保存在本机的这个文件已损坏，与登记时的内容不符，没有上传。登记信息不在这个文件里，其他附件照常上传。",
    "The file on this machine is damaged and was not sent. The record lies elsewhere; other attachments are sent as usual.",
  ),
  next: SCAN_AGAIN,
};

/** The centre holds less than it said, or its answer is impossible. */
export const SETBACK: FailureReason = {
  what: bilingual(
    "中心平台对这个附件的应答前后不符，不作为已上传，将从它实有之处续传。",
    "The centre's answers about this attachment contradict each other. It does not count as sent; sending resumes.",
  ),
  next: NEXT_STEPS["server-trouble"],
};

/** What came whole at the centre was not of its hash. */
export const WRONG_WHOLE: FailureReason = {
  what: bilingual(
    "传齐后中心平台核对，内容与校验值不符，已丢弃，将重新传送。",
    "What arrived at the centre did not match its hash. It was dropped there and is sent again.",
  ),
  next: NEXT_STEPS["server-trouble"],
};

/** It happened too often to go on by itself. */
export const GIVEN_UP: FailureReason = {
  what: bilingual(
    "中心平台多次丢失或否认已收到的部分，暂停自动上传这个附件。文件完好保存在本机。",
    "The centre lost this attachment too many times, so it is no longer sent automatically. The file is safe on this machine.",
  ),
  next: bilingual(
    "请联系中心平台管理员；处理后点“立即重试”。",
    'Call the centre\'s administrator; then press "Retry now".',
  ),
};

/** The far end knows no attachments. */
export const NOT_TAKEN_THERE: FailureReason = {
  what: bilingual(
    "中心平台不接收附件（版本较旧，或途中的网关不放行）。",
    "The centre takes no attachments: it is older, or a gate on the way lets none through.",
  ),
  next: bilingual(
    "无需操作，稍后自动重试；请告知中心平台管理员。",
    "Nothing to do: it is tried again; tell the centre's administrator.",
  ),
};

/** A gate on the way finds a piece too large; the next try goes in smaller ones. */
export const PIECE_TOO_LARGE: FailureReason = {
  what: bilingual(
    "这一段被途中的网关嫌大退回，改用更小的段续传。",
    "A gate on the way found the piece too large; it goes on in smaller ones.",
  ),
  next: NEXT_STEPS["server-trouble"],
};

/** The centre was restored and no longer has this file. */
export const LOST_THERE: FailureReason = {
  what: bilingual(
    "中心平台恢复到了较早的备份，其中没有这个附件。",
    "The centre was restored from an earlier backup, which does not hold this attachment.",
  ),
  next: bilingual("无需操作，将自动重新上传。", "Nothing to do: it is sent again by itself."),
};
