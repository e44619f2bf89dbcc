import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { entryLabel, isEntryKind, type EntryKind } from "./entry-kinds.ts";

/** Audited acts that change no record; changes of a record have the label of their entry. */
const OTHERS = {
  "access.recorded": bilingual("记下人员、账号和设置的现状", "State of people, accounts and settings recorded"),
  "account.made": bilingual("开设服务账号", "Service account made"),
  "account.revoked": bilingual("停用服务账号", "Service account revoked"),
  "application.read": bilingual("用命令查阅申请", "Application read by command"),
  "application.pulled": bilingual("收到其他窗口受理的申请", "Application of another window received"),
  "attachment.added": bilingual("添加附件", "Attachment added"),
  "attachment.closed": bilingual("确认附件异常已处理", "Attachment trouble closed"),
  "attachment.given": bilingual("取出附件", "Attachment handed out"),
  "authority.ended": bilingual("结束一项授权", "Authority ended"),
  "authority.granted": bilingual("登记一项授权", "Authority granted"),
  "absence.ended": bilingual("结束专员缺勤", "Absence ended"),
  "centre.told": bilingual("收到中心平台消息", "Message of the centre received"),
  "check.confirmed": bilingual("申请人核对确认", "Applicant confirmed the check"),
  "check.pointed": bilingual("申请人指出有误", "Applicant pointed out a mistake"),
  "check.started": bilingual("请申请人核对", "Applicant asked to check"),
  "clock.confirmed": bilingual("确认本机时间", "Clock confirmed"),
  "clock.doubted": bilingual("本机时间存疑", "Clock doubted"),
  "clock.trusted": bilingual("本机时间恢复可信", "Clock trusted again"),
  "command.refused": bilingual("命令被拒绝", "Command refused"),
  "command.used": bilingual("使用命令", "Command used"),
  "draft.discarded": bilingual("作废草稿", "Draft discarded"),
  "draft.takenOver": bilingual("接手他人的草稿", "Draft of another person taken over"),
  "draft.takenUp": bilingual("打开暂存的草稿", "Draft taken up"),
  "duplicate.noted": bilingual("记下疑似重复", "Likely duplicate noted"),
  "duplicate.overruled": bilingual("确认不是重复", "Likely duplicate overruled"),
  "hall.profileSet": bilingual("更换大厅的地方规则", "Rules of the hall chosen"),
  "handover.declined": bilingual("不接收移交", "Hand-over declined"),
  "handover.offered": bilingual("发起移交", "Hand-over offered"),
  "handover.returned": bilingual("移交逾时退回", "Hand-over returned, not taken in time"),
  "handover.withdrawn": bilingual("撤回移交", "Hand-over withdrawn"),
  "ledger.exported": bilingual("导出台账", "Ledger exported"),
  "numbers.jumped": bilingual("受理编号跳过已用号段", "Acceptance numbers moved past used ones"),
  "outbox.carried": bilingual("代其他窗口同步", "Entries of another station carried"),
  "outbox.exported": bilingual("加密导出", "Entries exported, encrypted"),
  "outbox.putBack": bilingual("中心平台缺失，重新同步", "Entries that the centre lost are sent again"),
  "outbox.receiptsTaken": bilingual("导入回执文件", "Receipts imported"),
  "outbox.resent": bilingual("更正后重新同步", "Corrected and sent again"),
  "paperForm.printed": bilingual("印制纸质申请表", "Paper forms printed"),
  "paperForm.spoiled": bilingual("作废纸质申请表", "Paper form spoiled"),
  "print.cancelled": bilingual("取消打印", "Print cancelled"),
  "print.confirmed": bilingual("确认已出纸", "Paper confirmed"),
  "print.denied": bilingual("确认没有出纸", "No paper came"),
  "print.released": bilingual("放行打印", "Print released"),
  "print.requested": bilingual("要求打印", "Print requested"),
  "print.resumed": bilingual("继续打印", "Print resumed"),
  "print.retried": bilingual("再次打印", "Print tried again"),
  "printer.addressAllowed": bilingual("允许打印机地址", "Printer address allowed"),
  "printer.assigned": bilingual("指定打印机", "Printer assigned"),
  "printer.retired": bilingual("停用打印机", "Printer retired"),
  "printer.saved": bilingual("保存打印机", "Printer saved"),
  "printer.testFailed": bilingual("测试页没有打好", "Test page failed"),
  "printer.testPassed": bilingual("测试页打好", "Test page passed"),
  "printer.testRequested": bilingual("打印测试页", "Test page requested"),
  "publication.setAside": bilingual("发布的内容没有采用", "Publication not taken"),
  "publication.taken": bilingual("采用发布的内容", "Publication taken"),
  "publication.waiting": bilingual("发布的内容等待生效", "Publication waits for its day"),
  "reading.recorded": bilingual("登记政策口径", "Interpretation recorded"),
  "record.pulled": bilingual("收到其他窗口的办理", "Step of another window received"),
  "records.readBack": bilingual("从中心平台取回记录", "Records read back from the centre"),
  "session.kioskStarted": bilingual("转为自助机", "Kiosk started"),
  "session.lockedOut": bilingual("密码多次不对，暂停登录", "Sign-in paused after wrong PINs"),
  "session.refused": bilingual("登录被拒绝", "Sign-in refused"),
  "session.signedIn": bilingual("登录", "Signed in"),
  "session.signedOut": bilingual("退出登录", "Signed out"),
  "specialist.appointed": bilingual("登记服务专员", "Specialist appointed"),
  "specialist.away": bilingual("登记专员缺勤", "Specialist away"),
  "specialist.ended": bilingual("服务专员不再任职", "Specialist's appointment ended"),
  "station.enrolled": bilingual("向中心平台注册", "Station enrolled"),
  "station.tokenChanged": bilingual("更换窗口凭据", "Station's token changed"),
  "store.restored": bilingual("确认采用恢复的数据", "Restored store accepted"),
  "suspension.recorded": bilingual("登记暂停承诺", "Suspension recorded"),
  "suspension.rectified": bilingual("登记整改完成", "Suspension rectified"),
  "told.acknowledged": bilingual("知悉中心平台消息", "Message of the centre acknowledged"),
  "warning.acknowledged": bilingual("知悉时限提醒", "Deadline warning acknowledged"),
  "warning.raised": bilingual("时限提醒", "Deadline warning raised"),
  "window.assigned": bilingual("指定窗口的单位", "Window assigned"),
  "wipe.refused": bilingual("清除数据被拒绝", "Wipe refused"),
} as const satisfies Record<string, Bilingual>;

/** What the audit log says was done (操作), `noun.past`. */
export type AuditVerb = keyof typeof OTHERS | EntryKind;

const isOther = (verb: string): verb is keyof typeof OTHERS => Object.hasOwn(OTHERS, verb);

/** Every verb of the audit log that is no change of a record. */
export const AUDIT_VERBS: readonly AuditVerb[] = Object.keys(OTHERS).filter(isOther);

/** What stands for a verb of another version of the program. */
export const UNKNOWN_VERB: Bilingual = bilingual(
  "未知操作（由其他版本的程序记录）",
  "Unknown act (recorded by another version)",
);

/** What an audited act is called; the log may hold verbs of another version. */
export function auditLabel(verb: string): Bilingual {
  if (isEntryKind(verb)) return entryLabel(verb);
  return isOther(verb) ? OTHERS[verb] : UNKNOWN_VERB;
}
