import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of attachments on their way to the centre. */
export const attachmentsTexts = {
  "attachment.title": { zh: "附件上传", en: "Attachments on their way" },
  "attachment.intro": {
    zh: "扫描件和照片按内容校验值分段上传，断线后从中心平台已收到之处续传；记录优先，附件不会耽误记录同步，记录被拒收也不耽误附件。",
    en:
      "Scans and photos are sent in pieces and resume after an interruption. Entries go first; neither " +
      "waits for the other.",
  },
  "attachment.counts": {
    zh: "附件：等待 {waiting} · 已上传 {sent} · 异常 {quarantined}",
    en: "Attachments: waiting {waiting} · sent {sent} · quarantined {quarantined}",
  },
  "attachment.what": { zh: "附件", en: "Attachment" },
  "attachment.progress": { zh: "进度", en: "Progress" },
  "attachment.story": { zh: "经过", en: "Story" },
  "attachment.state": { zh: "状态", en: "State" },
  "attachment.open": { zh: "查看申请", en: "Open the application" },
  "attachment.kind.file": { zh: "附件", en: "Attachment" },
  "attachment.kind.sheet": { zh: "签字盖章扫描件", en: "Signed document, scanned" },
  "attachment.kind.consent": { zh: "代办同意书", en: "Consent to act on behalf" },
  "attachment.kind.signature": { zh: "共同核对签名", en: "Signature of the joint check" },
  "attachment.state.waiting": { zh: "等待上传", en: "Waiting" },
  "attachment.state.sending": { zh: "正在上传", en: "Being sent" },
  "attachment.state.sent": { zh: "已上传", en: "Sent" },
  "attachment.state.set-aside": { zh: "同步异常", en: "Quarantined" },
  "attachment.state.closed": { zh: "已了结", en: "Closed" },
  "attachment.close.button": { zh: "不再上传", en: "Close" },
  "attachment.close.title": { zh: "不再上传这个附件", en: "Try this attachment no more" },
  "attachment.close.what": {
    zh: "只在文件确实无法找回、已另行扫描附上或不再需要时使用。这一行连同原因保留在列表里；同一文件重新附上时会照常上传。",
    en:
      "Only if the file is lost, was scanned again, or is not needed. The line stays with the reason. If " +
      "the same file is attached again, it is sent.",
  },
  "attachment.close.note": { zh: "原因（例如：已重新扫描附上）", en: "Why (for example: scanned again and attached)" },
  "attachment.close.fill": { zh: "请写明原因", en: "Say why" },
  "attachment.close.send": { zh: "确定不再上传", en: "Try it no more" },
  "attachment.close.cancel": { zh: "取消", en: "Cancel" },
  "attachment.closed": { zh: "{at} {by}：{note}", en: "{at} {by}: {note}" },
  "attachment.of": { zh: "已传 {confirmed} / 共 {size}", en: "{confirmed} of {size}" },
  "attachment.whole": { zh: "{size}，已传齐", en: "{size}, whole" },
  "attachment.unknownSize": { zh: "大小待读取", en: "size not read yet" },
  "attachment.story.open": { zh: "全部经过", en: "Whole story" },
  "attachment.story.kept": { zh: "保存到本机", en: "kept on this machine" },
  "attachment.story.failed": { zh: "未传成", en: "did not arrive" },
  "attachment.story.set-aside": { zh: "同步异常", en: "quarantined" },
  "attachment.story.asked-again": { zh: "由人要求重试", en: "tried again at a person's word" },
  "attachment.story.put-back": { zh: "退回重传", en: "goes again" },
  "attachment.story.sent": { zh: "中心平台核对无误，给出回执", en: "the centre checked it and gave its receipt" },
  "attachment.story.hash": { zh: "内容校验 {hash}", en: "content hash {hash}" },
  "attachment.encrypted": {
    zh: "有 {n} 个附件还没有上传。附件不放进离线包：它们留在本机，联网后自动上传，请不要移走数据文件夹。",
    en:
      "{n} {n|attachment is|attachments are} not sent yet. The encrypted file does not contain " +
      "{n|it|them}: this machine sends {n|it|them} once the network is back. Do not move the data folder.",
  },
} as const satisfies Record<string, Bilingual>;
