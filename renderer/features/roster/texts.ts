import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of the roster and of assignments. */
export const rosterTexts = {
  "roster.title": { zh: "名册：受理授权与服务专员", en: "Roster: authority to accept, and service specialists" },
  "roster.authorities": { zh: "共同授权", en: "Shared authority" },
  "roster.authoritiesHint": {
    zh: "授权以外的业务照样受理，同时转办给该业务的单位；首接责任人不变。授权按当日日期判断，起止两日都算在内。",
    en:
      "Utilities outside an authority are accepted and referred to that utility's unit; the case owner " +
      "stays. Authority depends on the day, first and last day included.",
  },
  "roster.shared": {
    zh: "还没有人登记授权，所有经办人都可受理：{utilities}",
    en: "Nobody's authority is recorded, so every clerk may accept: {utilities}",
  },
  "roster.utility": { zh: "业务", en: "Utility" },
  "roster.clerk": { zh: "经办人", en: "Clerk" },
  "roster.days": { zh: "起止", en: "Days" },
  "roster.state": { zh: "状态", en: "State" },
  "roster.recordedBy": { zh: "登记人", en: "Recorded by" },
  "roster.acts": { zh: "操作", en: "Acts" },
  "roster.since": { zh: "{from} 起", en: "from {from}" },
  "roster.span": { zh: "{from} 至 {to}", en: "{from} to {to}" },
  "roster.withdrawn": { zh: "{from} 起，未生效即作废", en: "from {from}, withdrawn before it began" },
  "roster.inForce": { zh: "有效", en: "In force" },
  "roster.notYet": { zh: "尚未开始", en: "Not begun" },
  "roster.ended": { zh: "已终止", en: "Ended" },
  "roster.endedBy": { zh: "{name} 终止", en: "ended by {name}" },
  "roster.end": { zh: "终止", en: "End" },
  "roster.endOf": { zh: "终止 {name} {utility}", en: "End {name} {utility}" },
  "roster.endHint": {
    zh: "填最后一日，当日仍有效。记录只终止、不删除；登记错了的，填起始日的前一天即作废。",
    en:
      "Enter the last day, which still counts. Entries are ended, never removed. To withdraw a mistake, " +
      "enter the day before it begins.",
  },
  "roster.grant": { zh: "登记授权", en: "Record an authority" },
  "roster.keep": { zh: "登记", en: "Record" },
  "roster.from": { zh: "起始日期", en: "First day" },
  "roster.toOpen": { zh: "最后一日（未定可不填）", en: "Last day (may stay open)" },
  "roster.lastDay": { zh: "最后一日", en: "Last day" },
  "roster.specialists": { zh: "服务专员与替班", en: "Service specialists and stand-ins" },
  "roster.specialistsHint": {
    zh: "受理时按业务派给当日在岗的服务专员；专员不在岗时派给替班。同一业务有几位时派给最近到岗的一位。",
    en:
      "On acceptance each utility is assigned to its specialist on duty, or to the stand-in during an " +
      "absence. Of several, the one who began last.",
  },
  "roster.noLimit": {
    zh: "本地文件没有规定响应时限，只记录等待时间。",
    en: "The local rules set no limit for a response; only the waiting time is recorded.",
  },
  "roster.noSpecialists": {
    zh: "名册里还没有服务专员；受理时不派单。",
    en: "No specialist is on the roster; nothing is assigned on acceptance.",
  },
  "roster.appoint": { zh: "登记服务专员或替班", en: "Record a specialist or stand-in" },
  "roster.duty": { zh: "职责", en: "Duty" },
  "roster.person": { zh: "人员", en: "Person" },
  "roster.outside": { zh: "企业人员（不在本厅登录）", en: "Somebody of the utility (does not sign in here)" },
  "roster.name": { zh: "姓名", en: "Name" },
  "roster.phone": { zh: "电话（没有可不填）", en: "Phone (may stay blank)" },
  "roster.ofCentre": { zh: "中心平台下发，第 {version} 版", en: "from the centre, version {version}" },
  "roster.ofCentreHint": {
    zh: "标有“中心平台下发”的由中心平台维护，整份更新；同一职责以本大厅登记的优先。",
    en:
      "Entries from the centre are maintained there and replaced as a whole. For the same duty this hall's " +
      "own entries come first.",
  },
  "roster.noPhone": { zh: "未登记电话", en: "no phone recorded" },
  "roster.organisation": { zh: "所属单位", en: "Unit" },
  "roster.onDuty": { zh: "今日派给", en: "On duty" },
  "roster.awayToday": { zh: "今日不在岗", en: "Away today" },
  "roster.waiting": { zh: "候补", en: "In reserve" },
  "roster.away": { zh: "不在岗", en: "Away" },
  "roster.setAway": { zh: "登记不在岗", en: "Set absence" },
  "roster.awayHint": {
    zh: "这段日期里由替班接单；返岗日期未定可不填最后一日。",
    en: "A stand-in gets the work on these days. Leave the last day open if the return is not known.",
  },
  "roster.back": { zh: "提前返岗", en: "Back early" },
  "roster.backHint": {
    zh: "填不在岗的最后一日；次日起恢复派单。",
    en: "Enter the last day of the absence; work is assigned again from the next day.",
  },
  "roster.windowTitle": { zh: "本窗口归属", en: "Whose window this is" },
  "roster.window": { zh: "本窗口", en: "This window" },
  "roster.windowShared": { zh: "共用窗口", en: "Shared window" },
  "roster.windowOwn": { zh: "属于一个单位", en: "Of one unit" },
  "roster.windowHint": {
    zh: "由首次接待受理的单位牵头的地方：共用窗口由经办人选定牵头单位（默认为经办人所在单位），属于一个单位的窗口由该单位牵头。",
    en:
      "If the first receiver's unit leads: at a shared window the clerk picks the lead (default: their own " +
      "employer). A window of one unit leads with that unit.",
  },
  "assignment.title": { zh: "派单", en: "Assignments" },
  "assignment.referral": { zh: "转办", en: "Referral" },
  "assignment.referralHint": {
    zh: "不在受理人的授权范围，已受理并转办；首接责任人不变",
    en: "outside the accepting clerk's authority: accepted and referred; the case owner stays",
  },
  "assignment.standIn": { zh: "替班", en: "stand-in" },
  "assignment.noPhone": { zh: "未登记电话", en: "no phone recorded" },
  "assignment.nobody": { zh: "无在岗服务专员", en: "no specialist on duty" },
  "assignment.sent": { zh: "{time} 派出", en: "sent {time}" },
  "assignment.waiting": { zh: "未响应，已等 {time}", en: "No response, waiting {time}" },
  "assignment.answered": { zh: "{name} {at} 响应，用时 {time}", en: "{name} responded {at}, after {time}" },
  "assignment.noCalendar": { zh: "缺节假日安排，算不出用时", en: "no calendar for the year; time not counted" },
  "assignment.hours": { zh: "{h} 小时 {m} 分（办公时间）", en: "{h} h {m} min (counter time)" },
  "assignment.due": { zh: "须于 {time} 前响应", en: "response due {time}" },
  "assignment.late": { zh: "已逾期", en: "late" },
  "assignment.worklistTitle": { zh: "待响应的派单", en: "Assignments without a response" },
  "assignment.toMe": { zh: "派给我", en: "assigned to me" },
} as const satisfies Record<string, Bilingual>;
