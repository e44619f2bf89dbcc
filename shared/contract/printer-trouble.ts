import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";

/** What keeps a printer from printing, or soon will (打印机状态); the names do not depend on how the printer is reached. */
export const PRINTER_TROUBLES = [
  "paper-out",
  "paper-near-end",
  "jam",
  "cover-open",
  "offline",
  "not-allowed",
  "busy",
  "cutter-error",
  "overheated",
  "wrong-answer",
  "no-answer",
  "connection-lost",
  "refused",
  "stopped",
  "cancelled",
  "not-found",
  "no-helper",
  "other",
] as const;
/** What can be wrong with a printer. */
export type PrinterTrouble = (typeof PRINTER_TROUBLES)[number];

/** The words for a trouble, and what to do next. */
export type TroubleWords = { what: Bilingual; next: Bilingual };

const words = (zh: string, en: string, nextZh: string, nextEn: string): TroubleWords => ({
  what: bilingual(zh, en),
  next: bilingual(nextZh, nextEn),
});

/** Every trouble in words. */
export const TROUBLE_WORDS: Record<PrinterTrouble, TroubleWords> = {
  "paper-out": words(
    "打印机缺纸",
    "The printer is out of paper",
    "请装纸，装好后自动继续。",
    "Load paper; printing goes on by itself.",
  ),
  "paper-near-end": words("纸快用完", "Paper is nearly out", "请准备一卷（一沓）新纸。", "Have new paper at hand."),
  jam: words(
    "打印机卡纸",
    "Paper is jammed",
    "请按机身提示取出卡纸，关好盖板。",
    "Take out the jammed paper as shown on the printer and close it.",
  ),
  "cover-open": words("打印机盖板没有关好", "The printer's cover is open", "请关好盖板。", "Close the cover."),
  offline: words(
    "连接不上打印机",
    "The printer cannot be reached",
    "请检查电源和连接线（网线、USB）。",
    "Check its power and its cable.",
  ),
  "not-allowed": words(
    "没有允许连接这个打印机地址",
    "This printer address is not allowed",
    "没有送出任何内容。请值班主管在“打印机”页核对地址，重新保存并输入口令。",
    "Nothing was sent. A supervisor checks the address on the printers' page and saves it again with the PIN.",
  ),
  busy: words(
    "打印机正忙",
    "The printer is busy",
    "请稍候，会自动再试。",
    "Wait a moment; it is tried again by itself.",
  ),
  "cutter-error": words(
    "切刀故障",
    "The cutter has failed",
    "请关机后取出卡住的纸，再开机。",
    "Turn it off, take out the stuck paper, turn it on.",
  ),
  overheated: words(
    "打印头过热",
    "The print head is too hot",
    "请稍候片刻，冷却后自动继续。",
    "Wait until it has cooled; printing goes on by itself.",
  ),
  "wrong-answer": words(
    "打印机的应答无法识别",
    "The printer's answer makes no sense",
    "请核对打印机的地址和型号设置。",
    "Check the printer's address and type in the settings.",
  ),
  "no-answer": words(
    "打印机没有应答",
    "The printer does not answer",
    "请看打印机是否通电、联网，必要时重新开机。",
    "See that it is on and connected; restart it if needed.",
  ),
  "connection-lost": words(
    "与打印机的连接中途断开",
    "The connection to the printer broke off",
    "请看是否出纸，再按“已出纸”或“没有出纸”。",
    "See whether paper came, then say so.",
  ),
  refused: words(
    "打印机不接收这份文书",
    "The printer refuses this document",
    "请核对打印机支持的格式，或换一台打印机。",
    "Check which formats it takes, or use another printer.",
  ),
  stopped: words(
    "打印队列已暂停",
    "The print queue is stopped",
    "请在系统打印设置中恢复该打印机。",
    "Resume the printer in the system's print settings.",
  ),
  cancelled: words("打印被取消", "The job was cancelled", "需要时请重新打印。", "Print it again if it is needed."),
  "not-found": words(
    "系统中没有这台打印机",
    "The system has no such printer",
    "请核对打印机设置中的名称，须与系统中的打印机名完全一致。",
    "Check the name in the printer settings; it must be the system's own, letter for letter.",
  ),
  "no-helper": words(
    "系统打印组件没有启动",
    "The system's print helper did not start",
    "请管理员确认本机允许运行 PowerShell，然后会自动再试。",
    "Have an administrator see that PowerShell may run on this machine; it is then tried again by itself.",
  ),
  other: words(
    "打印机报告故障",
    "The printer reports a fault",
    "请查看打印机面板上的提示。",
    "Look at the message on the printer's panel.",
  ),
};
