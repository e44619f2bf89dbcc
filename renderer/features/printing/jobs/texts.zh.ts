/** Texts about a printed paper in the hand and the scan of it signed (纸面文书). */
export const sheet = {
  "sheet.current": "{paper}：第 {version} 版，与记录一致，是最新的",
  "sheet.unchanged": "{paper}：第 {version} 版，仍可使用；记录现为第 {record} 版，其间申请人信息和办理路径都没有变",
  "sheet.superseded": "{paper}：第 {version} 版，已被第 {by} 版取代，请勿再用",
  "sheet.other-hash": "{paper}：纸上的校验码与第 {version} 版记录不符，请勿使用这份文书",
  "sheet.no-version": "{paper}：记录没有第 {version} 版（现为第 {record} 版），请勿使用这份文书",
  "sheet.paper": "文书",
  "sheet.notPrinted": "打印台账里没有这一版的这份文书，不能绑定扫描件。",
  "sheet.attach": "＋ 附上这份文书的签章扫描件",
  "sheet.attaching": "正在保存扫描件…",
  "sheet.attached": "✓ 已附 {name}，绑定第 {version} 版",
  "sheet.scan": "签章扫描件（第 {version} 版）",
  "sheet.supersededBy": "已被第 {version} 版取代",
  "sheet.older": "{time} 打印的第 {version} 版已被第 {by} 版取代，请收回作废",
} as const;
