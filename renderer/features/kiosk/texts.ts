import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of the kiosk's questions and screens. */
export const kioskTexts = {
  "kiosk.welcome": { zh: "联动报装 一次办好", en: "One form for every utility" },
  "kiosk.welcomeSub": {
    zh: "水、电、气、网等报装，填一张表，一次申请。",
    en: "Water, power, gas, network and more: one form, one application.",
  },
  "kiosk.start": { zh: "开始办理", en: "Start" },
  "kiosk.startHint": { zh: "轻触这里", en: "Touch here" },
  "kiosk.steps": { zh: "办理步骤", en: "How it goes" },
  "kiosk.step1": { zh: "选择要办的业务", en: "Choose what to apply for" },
  "kiosk.step2": { zh: "一题一题填写", en: "Answer one question at a time" },
  "kiosk.step3": { zh: "核对、提交、取小票", en: "Check, send, take your slip" },
  "kiosk.noMaterials": {
    zh: "您填写的内容只用于这次申请；离开时本机自动清除屏幕上的内容。",
    en: "What you write is used for this application only; the screen is cleared when you leave.",
  },
  "kiosk.pausedTitle": { zh: "自助办理暂停服务", en: "This kiosk is out of service" },
  "kiosk.pausedText": {
    zh: "本机暂时不能办理。没有提交的内容已经清除，已经提交的申请不受影响。请到窗口办理；恢复后会自动重新开放。",
    en:
      "This kiosk cannot serve you now. What was not sent is cleared; an application already sent is not affected. " +
      "Please go to a window. The kiosk opens again by itself.",
  },
  "kiosk.chooseTitle": { zh: "您要办哪些业务？", en: "What do you want to apply for?" },
  "kiosk.chooseHint": { zh: "可以选多项，再点一次取消。", en: "Choose one or several; touch again to undo." },
  "kiosk.chosen": { zh: "已选", en: "Chosen" },
  "kiosk.chosenCount": { zh: "已选 {n} 项", en: "{n} chosen" },
  "kiosk.chooseNone": { zh: "请至少选一项业务。", en: "Please choose at least one." },
  "kiosk.basis": { zh: "依据：{title}（{number}）", en: "Based on {title} ({number})" },
  "kiosk.next": { zh: "下一步", en: "Next" },
  "kiosk.back": { zh: "上一步", en: "Back" },
  "kiosk.backToStart": { zh: "返回首页并清除", en: "Back to the start, clear" },
  "kiosk.skip": { zh: "跳过", en: "Skip" },
  "kiosk.toReview": { zh: "返回核对", en: "Back to the check" },
  "kiosk.progress": { zh: "第 {at} 题，共 {all} 题", en: "Question {at} of {all}" },
  "kiosk.required": { zh: "必填", en: "required" },
  "kiosk.optional": { zh: "选填，可以跳过", en: "optional, may be skipped" },
  "kiosk.needAnswer": { zh: "这一项必须填写。", en: "An answer is needed here." },
  "kiosk.checking": { zh: "正在检查…", en: "Checking…" },
  "kiosk.reviewTitle": { zh: "请核对您填写的内容", en: "Please check your answers" },
  "kiosk.reviewHint": {
    zh: "如有不对，请点“修改”。电话和证件号已遮住，按住按钮可以查看。",
    en: "Touch “Change” where something is wrong. Phone and identity numbers are hidden; hold the button to see them.",
  },
  "kiosk.lineTitle": { zh: "外线工程", en: "Outside line" },
  "kiosk.lineNote": {
    zh: "不需要您填写，由窗口或企业现场测量。",
    en: "Nothing for you to fill in: the window or the utility measures it on site.",
  },
  "kiosk.chosenUtilities": { zh: "申请业务", en: "Applying for" },
  "kiosk.submit": { zh: "确认提交", en: "Send" },
  "kiosk.submitting": { zh: "正在提交…", en: "Sending…" },
  "kiosk.mendFirst": {
    zh: "还有 {n} 项需要改好才能提交：",
    en: "{n} {n|answer has|answers have} to be corrected first:",
  },
  "kiosk.answersKept": {
    zh: "您填的内容都还在。再次提交不会产生两份申请。",
    en: "All your answers are still here. Sending again makes no second application.",
  },
  "kiosk.doneTitle": { zh: "申请已受理", en: "Application accepted" },
  "kiosk.number": { zh: "受理编号", en: "Acceptance number" },
  "kiosk.numberHint": {
    zh: "请记下编号，查询进度时要用。",
    en: "Keep this number; you need it to ask how things stand.",
  },
  "kiosk.duty": { zh: "负责您这件事的人", en: "Your case owner" },
  "kiosk.dutyHint": { zh: "有问题请找他（她）。", en: "Ask this person if you have a question." },
  "kiosk.nextTitle": { zh: "接下来", en: "What happens next" },
  "kiosk.nextSurvey": {
    zh: "窗口或企业会打您留的电话，约时间到现场测量外线。",
    en: "The window or the utility will call you to agree on a day for measuring the outside line.",
  },
  "kiosk.nextRoute": {
    zh: "测量之后确定办理路径；在此之前暂按“{route}”登记。",
    en: "The route is decided after measuring; until then it is entered as “{route}”.",
  },
  "kiosk.nextDeadline": { zh: "{name}：{date} 前", en: "{name}: by {date}" },
  "kiosk.nextPaper": {
    zh: "还需要您补充什么，负责人会联系您。",
    en: "If anything more is needed, the person above will call you.",
  },
  "kiosk.slipPrinted": { zh: "小票已打印，请取走。", en: "Your slip is printed. Please take it." },
  "kiosk.slipPrinting": { zh: "正在打印小票…", en: "Printing your slip…" },
  "kiosk.slipSent": {
    zh: "小票已送到打印机，请取走。没有出纸时，请凭受理编号 {number} 请工作人员补打。",
    en: "Your slip was sent to the printer. Please take it. If no paper came, give staff the number {number}.",
  },
  "kiosk.slipFolder": {
    zh: "本机没有小票打印机，小票没有打印。请记下受理编号 {number}，凭编号请工作人员打印。",
    en: "This kiosk has no slip printer: the slip is not printed. Note the number {number}; staff can print it.",
  },
  "kiosk.slipWaiting": {
    zh: "小票现在打印不出来（{reason}）。申请不受影响，不必等：小票留给工作人员，请凭受理编号 {number} 领取。",
    en:
      "The slip cannot be printed now ({reason}). Your application is not affected. You need not wait: " +
      "staff has the slip; ask for it with the number {number}.",
  },
  "kiosk.slipHeld": {
    zh: "小票没有打印出来。申请不受影响，小票留给工作人员，请凭受理编号 {number} 领取。",
    en:
      "The slip was not printed. Your application is not affected. Staff has the slip; ask for it with the " +
      "number {number}.",
  },
  "kiosk.slipUnsure": {
    zh: "不确定小票是否已经打印。申请不受影响，没有拿到时请凭受理编号 {number} 请工作人员补打。",
    en:
      "It is not certain that the slip was printed. Your application is not affected; if you have none, give staff " +
      "the number {number}.",
  },
  "kiosk.slipNone": {
    zh: "没有打印小票。申请不受影响，请记下受理编号 {number}，凭编号请工作人员打印。",
    en: "No slip was printed. Your application is not affected; note the number {number}, staff can print one.",
  },
  "kiosk.slipUnknown": {
    zh: "暂时查不到小票是否已经打印。申请不受影响，没有拿到时请凭受理编号 {number} 请工作人员补打。",
    en:
      "Whether the slip was printed cannot be seen just now. Your application is not affected; if you have none, " +
      "give staff the number {number}.",
  },
  "kiosk.slipLooking": { zh: "正在查看小票…", en: "Looking for your slip…" },
  "kiosk.slipAlt": { zh: "受理小票", en: "Acceptance slip" },
  "kiosk.slipMissing": {
    zh: "小票图样暂时显示不出来，申请不受影响。",
    en: "The picture of the slip cannot be shown just now; your application is not affected.",
  },
  "kiosk.finish": { zh: "办完了，返回首页", en: "Done, back to the start" },
  "kiosk.finishIn": { zh: "{n} 秒后自动返回首页", en: "Back to the start in {n} {n|second|seconds}" },
  "kiosk.padTitle": { zh: "数字键盘", en: "Number pad" },
  "kiosk.padBack": { zh: "删除", en: "Delete" },
  "kiosk.padClear": { zh: "清空", en: "Clear" },
  "kiosk.unit": { zh: "单位", en: "Unit" },
  "kiosk.explain.applicant": {
    zh: "写单位的全称，和营业执照上的一样。",
    en: "The full name of your organisation, as on its licence.",
  },
  "kiosk.explain.creditCode": {
    zh: "营业执照上的 18 位统一社会信用代码。没有可以跳过。",
    en: "The 18 characters of the unified social credit code on the licence. Skip it if you have none.",
  },
  "kiosk.explain.site": {
    zh: "要装水、电、气等的地方，尽量写到门牌号或楼栋。",
    en: "Where the water, power or gas is to be installed, down to the house number if you can.",
  },
  "kiosk.explain.contact": {
    zh: "写一个人的姓名，工作人员会联系他（她）。",
    en: "The name of one person whom staff can contact.",
  },
  "kiosk.explain.phone": {
    zh: "手机号，或带区号的固定电话。工作人员会打这个电话。",
    en: "A mobile number, or a landline with its area code. Staff will call it.",
  },
  "kiosk.explain.projectCode": {
    zh: "项目批复上的代码，如 2211-420000-04-01-123456。没有可以跳过。",
    en: "The code on the project's approval, like 2211-420000-04-01-123456. Skip it if you have none.",
  },
  "kiosk.explain.legalRepresentative": {
    zh: "营业执照上的法定代表人姓名。",
    en: "The legal representative named on the licence.",
  },
  "kiosk.explain.identityNumber": {
    zh: "身份证上的 18 位号码，最后一位可能是 X。",
    en: "The 18 characters of the identity card; the last may be X.",
  },
  "kiosk.explain.appointment": {
    zh: "您希望哪一天、几点来接通。例如 2026 年 11 月 21 日 9 时，按 2026112109。",
    en: "The day and hour you would like to be connected. For 9:00 on 21 November 2026 press 2026112109.",
  },
  "kiosk.explain.wishes": {
    zh: "有什么特别的要求，用自己的话写。",
    en: "Anything special you need, in your own words.",
  },
  "kiosk.explain.businessType": {
    zh: "以前没有装过，选带“新”字的一项。不确定可以跳过。",
    en: "Choose “new” if there is none yet. Skip it if you are not sure.",
  },
  "kiosk.explain.mainCapacity": {
    zh: "平时用电需要的容量。不清楚可以跳过，供电企业会帮您算。",
    en: "The capacity you normally need. Skip it if you do not know; the power company will work it out.",
  },
  "kiosk.explain.backupCapacity": {
    zh: "停电时备用的容量。没有备用电源可以跳过。",
    en: "The capacity for a power cut. Skip it if you have no backup supply.",
  },
  "kiosk.explain.demand": {
    zh: "大约用多少。不清楚可以跳过，工作人员会帮您确认。",
    en: "About how much you will use. Skip it if you do not know; staff will ask you.",
  },
  "kiosk.explain.meterSize": {
    zh: "水表上写的口径数字，如 15、20、25。",
    en: "The number on the water meter, such as 15, 20 or 25.",
  },
  "kiosk.explain.dualSupply": {
    zh: "从两条水管供水，一条停了另一条还有水。一般选“否”。",
    en: "Two water pipes, so that one can fail. Most people choose No.",
  },
  "kiosk.explain.premises": {
    zh: "厂房是自己的选“自有”，租来的选“租赁”。",
    en: "Whether the building is your own or rented.",
  },
  "kiosk.explain.kindText": { zh: "用自己的话写，简单明白就行。", en: "In your own words, short and simple." },
  "kiosk.explain.kindAmount": {
    zh: "只填数字。不清楚可以跳过，工作人员会帮您确认。",
    en: "A number only. Skip it if you do not know; staff will ask you.",
  },
  "kiosk.explain.kindInteger": { zh: "填整数。", en: "A whole number." },
  "kiosk.explain.kindDate": {
    zh: "按年、月、日的顺序按数字，例如 20261121。",
    en: "Press the digits of year, month and day, like 20261121.",
  },
  "kiosk.explain.kindHour": {
    zh: "按年、月、日、时的顺序按数字，例如 2026112109。",
    en: "Press the digits of year, month, day and hour, like 2026112109.",
  },
  "kiosk.explain.kindChoice": { zh: "选一项。不确定可以跳过。", en: "Choose one. Skip it if you are not sure." },
  "kiosk.explain.kindChoices": { zh: "可以选几项。", en: "Choose as many as you need." },
  "kiosk.explain.kindYesNo": {
    zh: "选“是”或“否”。不确定可以跳过。",
    en: "Choose yes or no. Skip it if you are not sure.",
  },
  "kiosk.explain.kindList": { zh: "一行写一件，可以增加行。", en: "One item to a row; you can add rows." },
} as const satisfies Record<string, Bilingual>;
