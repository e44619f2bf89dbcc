import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of the outbox, its entries and the encrypted export. */
export const outboxTexts = {
  "outboxPage.title": { zh: "数据同步", en: "Outbox" },
  "outboxPage.cover": {
    zh: "已同步的记录中，中心平台的备份已覆盖 {durable} 条，尚未覆盖 {notYet} 条；覆盖之前请勿清除本机数据。",
    en:
      "A backup of the centre covers {durable} of the sent entries and not yet {notYet}. Until it does, " +
      "keep this machine's data.",
  },
  "outboxPage.intro": {
    zh: "每份申请受理后都要送达中心平台。断网时继续受理，恢复后自动同步；被拒收的列为同步异常，不影响其他申请。",
    en:
      "Each accepted application has to reach the centre. Intake goes on without the network and sends " +
      "later. Rejected entries are quarantined and do not block others.",
  },
  "outboxPage.entry": { zh: "内容", en: "Entry" },
  "outboxPage.state": { zh: "状态", en: "State" },
  "outboxPage.story": { zh: "经过", en: "What happened" },
  "outboxPage.notTried": { zh: "尚未尝试", en: "not tried yet" },
  "outboxPage.open": { zh: "查看申请", en: "Open the application" },
  "outbox.badge": { zh: "待同步 {n}", en: "To send {n}" },
  "outbox.reading": { zh: "同步…", en: "Sync…" },
  "outbox.unknown": { zh: "同步状态未知", en: "Sync unknown" },
  "outbox.allSent": { zh: "已全部同步", en: "All sent" },
  "outbox.title": { zh: "数据同步", en: "Outbox" },
  "outbox.waiting": { zh: "等待 {n}", en: "{n} waiting" },
  "outbox.sent": { zh: "已同步 {n}", en: "{n} sent" },
  "outbox.quarantined": { zh: "异常 {n}", en: "{n} quarantined" },
  "outbox.retry": { zh: "立即重试", en: "Retry now" },
  "outbox.empty": { zh: "队列为空。", en: "The outbox is empty." },
  "outbox.nextTry": { zh: "下次尝试 {time}", en: "next try {time}" },
  "outbox.attempts": { zh: "已试 {n} 次", en: "{n} {n|try|tries}" },
  "outbox.receipt": { zh: "回执 {receipt}", en: "receipt {receipt}" },
  "outbox.state.waiting": { zh: "等待同步", en: "Waiting" },
  "outbox.state.sending": { zh: "正在同步", en: "Sending" },
  "outbox.state.sent": { zh: "已同步", en: "Sent" },
  "outbox.state.quarantined": { zh: "同步异常", en: "Quarantined" },
  "outbox.reason": { zh: "原因", en: "Reason" },
  "outbox.next": { zh: "下一步", en: "Next step" },
  "outbox.hold": { zh: "现在报不出去：{what}", en: "Nothing gets through now: {what}" },
  "outbox.holdUntil": { zh: "下次尝试 {time}。{next}", en: "Next try {time}. {next}" },
  "outbox.state.replaced": { zh: "已另行同步", en: "Sent again" },
  "outbox.story.open": { zh: "全部经过", en: "History" },
  "outbox.story.made": { zh: "生成", en: "created" },
  "outbox.story.failed": { zh: "未报成", en: "did not arrive" },
  "outbox.story.set-aside": { zh: "同步异常", en: "quarantined" },
  "outbox.story.resent": { zh: "更正后以新版本重新同步", en: "corrected and sent as a new version" },
  "outbox.story.exported": { zh: "导出到离线包", en: "exported to an encrypted file" },
  "outbox.story.receipt-imported": { zh: "由回执文件确认已同步", en: "confirmed by a file of receipts" },
  "outbox.story.sent": { zh: "中心平台给出回执", en: "the centre gave its receipt" },
  "outbox.story.replaces": {
    zh: "这一条代替先前同步异常的一条同步。",
    en: "This entry replaces a quarantined one.",
  },
  "outbox.story.span": { zh: "{from} 至 {to}，{n} 次", en: "{from} to {to}, {n} {n|time|times}" },
  "outbox.story.key": { zh: "编号 {key} · 校验 {hash}", en: "key {key} · hash {hash}" },
  "outbox.resend.button": { zh: "更正后重新同步", en: "Send corrected" },
  "outbox.resend.title": { zh: "更正后以新版本重新同步", en: "Send as a new version" },
  "outbox.resend.what": {
    zh: "先在“查看申请”里把登记内容更正好。确定后，按登记的现状生成新版本、用新的编号同步；同步异常的这一条原样保留，排在它后面的继续同步。",
    en:
      'First correct the record under "Open the application". A new version of the record is then sent ' +
      "under a new key. The quarantined entry stays as it is, and entries behind it go on.",
  },
  "outbox.resend.visit": {
    zh: "确定后用新的编号重新同步；同步异常的这一条原样保留。",
    en: "It is sent again under a new key; the quarantined entry stays as it is.",
  },
  "outbox.resend.note": { zh: "更正了什么、为什么重新同步", en: "What was corrected, and why it is sent again" },
  "outbox.resend.fill": { zh: "请写明更正了什么", en: "Say what was corrected" },
  "outbox.resend.send": { zh: "重新同步", en: "Send again" },
  "outbox.resend.cancel": { zh: "取消", en: "Cancel" },
  "outbox.encrypted.export": { zh: "加密导出", en: "Encrypted export" },
  "outbox.encrypted.exportWhat": {
    zh: "把全部未同步的记录加密存成一个文件，用 U 盘带到本大厅另一窗口，由它用“导入离线包、回执”代为同步，或带到中心平台导入。记录仍留在本机继续自动同步，两边都同步也只算一份。口令与文件分开告知对方。",
    en:
      "Encrypts all unsent entries into one file for USB. Another station of this hall imports it, " +
      "or the centre does. The entries also stay here and are sent; they count once. " +
      "Pass the passphrase on separately.",
  },
  "outbox.encrypted.passphrase": { zh: "口令", en: "Passphrase" },
  "outbox.encrypted.again": { zh: "再输一次口令", en: "Passphrase again" },
  "outbox.encrypted.short": { zh: "口令至少 {n} 个字符", en: "At least {n} {n|character|characters}" },
  "outbox.encrypted.differs": { zh: "两次输入的口令不一样", en: "The two are not the same" },
  "outbox.encrypted.save": { zh: "导出文件", en: "Export the file" },
  "outbox.encrypted.exported": {
    zh: "已导出 {n} 条。带回回执文件后点“导入离线包、回执”，这些记录才算已同步。",
    en: "{n} exported. {n|It counts|They count} as sent once the file of receipts is imported here.",
  },
  "outbox.encrypted.nothing": {
    zh: "没有未同步的记录，不需要导出。",
    en: "Nothing is unsent; there is nothing to export.",
  },
  "outbox.encrypted.close": { zh: "知道了", en: "Close" },
  "outbox.encrypted.import": { zh: "导入离线包、回执", en: "Import file or receipts" },
  "outbox.encrypted.importWhat": {
    zh: "可导入两种文件：带回的回执文件（.receipts），中心平台已收到的记录即标为已同步，拒收的列为同步异常；或本大厅另一窗口的加密导出文件，由本窗口代为同步，随后把生成的回执文件带回。重复导入不产生重复记录。",
    en:
      "Imports one of two files. Receipts (.receipts) mark accepted entries as sent and quarantine " +
      "rejected ones. An encrypted export of another station of this hall is sent from here and gives a " +
      "file of receipts to bring back. A second import adds nothing.",
  },
  "outbox.encrypted.file": { zh: "离线包", en: "Encrypted file" },
  "outbox.encrypted.fill": { zh: "请选择文件并输入口令", en: "Choose the file and type the passphrase" },
  "outbox.encrypted.take": { zh: "导入", en: "Import" },
  "outbox.encrypted.large": {
    zh: "文件较大，请在命令行用 hall outbox import 导入。",
    en: "The file is large: import it on the command line with hall outbox import.",
  },
  "outbox.encrypted.relayed": {
    zh: "中心平台已收到 {delivered} 条，拒收 {refused} 条，还有 {left} 条未报成。",
    en: "The centre accepted {delivered} and rejected {refused}; {left} did not get through.",
  },
  "outbox.encrypted.bringBack": {
    zh: "回执已存为 {file}，请带回原窗口，用同一口令导入。",
    en: "The receipts were saved as {file}: bring them back and import them there with the same passphrase.",
  },
  "outbox.encrypted.taken": {
    zh: "新确认已同步 {confirmed} 条，早已知道 {known} 条，被拒收而列为同步异常 {quarantined} 条。",
    en: "{confirmed} newly confirmed, {known} known before, {quarantined} quarantined.",
  },
  "outbox.encrypted.foreign": {
    zh: "有 {n} 条不是本机的记录，没有改动。",
    en: "{n} {n|entry belongs|entries belong} to another station and {n|was|were} ignored.",
  },
} as const satisfies Record<string, Bilingual>;
