import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { PrinterStateLine, ReadinessLine } from "./printers.ts";
import type { PrinterKind, SLIP_PROOFS } from "./printer-settings.ts";

/** What is said of a printer's test print of the day. */
export const READINESS_WORDS: Record<ReadinessLine["status"], Bilingual> = {
  confirmed: bilingual("测试页已确认", "Test print confirmed"),
  faulty: bilingual("测试页有问题", "Test print faulty"),
  waiting: bilingual("测试页待确认", "Test print not confirmed yet"),
  missing: bilingual("今日未测试", "Not tested today"),
};

/** What a printer's state is called. */
export const PRINTER_STATE_WORDS: Record<NonNullable<PrinterStateLine>["state"], Bilingual> = {
  ready: bilingual("正常", "Ready"),
  attention: bilingual("需要留意", "Needs attention"),
  stopped: bilingual("不能打印", "Cannot print"),
  unknown: bilingual("不报告状态", "Does not say"),
};

/** What each kind of printer is called, for whoever sets it up. */
export const PRINTER_KIND_WORDS: Record<PrinterKind, Bilingual> = {
  tray: bilingual("打印文件夹", "Print folder"),
  ipp: bilingual("A4 打印机（IPP / CUPS）", "A4 printer (IPP / CUPS)"),
  "escpos-tcp": bilingual("网口小票机（ESC/POS）", "Slip printer on the network (ESC/POS)"),
  "device-file": bilingual("USB、串口小票机", "Slip printer on USB or serial"),
  "cups-raw": bilingual("小票机（CUPS 原始队列）", "Slip printer (CUPS raw queue)"),
  "windows-spooler": bilingual("Windows 打印机", "Windows printer"),
};

/** How a slip printer shows that it printed, for whoever sets it up. */
export const PROOF_WORDS: Record<(typeof SLIP_PROOFS)[number], Bilingual> = {
  "process-id": bilingual("逐单回执（GS ( H）", "A receipt for each job (GS ( H)"),
  "paper-status": bilingual("数据后的纸张状态（GS r）", "Paper status after the data (GS r)"),
  "real-time": bilingual("只有实时状态（DLE EOT）", "Real-time status only (DLE EOT)"),
  none: bilingual("不应答", "No answer at all"),
};
