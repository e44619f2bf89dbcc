import type { Problem } from "#shared/lib/problem.ts";

/** A problem from the host: what happened, whether the data is safe, and what to do. */
export class HostProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.what.zh}`);
    this.name = "HostProblem";
    this.problem = problem;
  }
}

/** The code of {@link unreachable}. */
export const UNREACHABLE = "host-unreachable";

/** The host did not answer: the page cannot know whether the call was carried out. */
export const unreachable = (): Problem => ({
  code: UNREACHABLE,
  what: {
    zh: "与本机服务的连接中断，没有收到答复。",
    en: "The connection to this computer's service was lost; no answer came.",
  },
  safe: {
    zh: "屏幕上填写的内容仍在；已显示“已保存”的内容是安全的。",
    en: "What you typed is still on screen; everything shown as saved is safe.",
  },
  next: {
    zh: "稍候重试；重复提交同一张表不会产生第二条记录。",
    en: "Wait and try again; sending the same form twice makes no second record.",
  },
  fields: [],
});

/** The host does not know this page: its address was used before, or the program was started again. */
export const notAdmitted = (): Problem => ({
  code: "page-not-admitted",
  what: {
    zh: "这个页面没有获准打开：打开它的地址已经用过或已过期，或者程序已重新启动。",
    en: "This page was not let in: its address was used before or is too old, or the program was started again.",
  },
  safe: {
    zh: "这次没有写入任何内容；已保存的数据是安全的。",
    en: "Nothing was written; everything saved is safe.",
  },
  next: {
    zh: "请关闭这个页面，用启动程序的系统用户重新打开窗口。",
    en: "Close this page and open the window anew, as the user who started the program.",
  },
  fields: [],
});

/** The host let this page in and does not know it any more: the program was started again. */
export const startedAnew = (): Problem => ({
  code: "page-not-known",
  what: {
    zh: "本机服务已重新启动，这个页面需要重新登录。",
    en: "This computer's service was started again; this page needs a new sign-in.",
  },
  safe: {
    zh: "这次没有写入任何内容；已显示“已保存”的内容是安全的，其余只在这个屏幕上。",
    en: "Nothing was written; what was shown as saved is safe, anything else is on this screen only.",
  },
  next: {
    zh: "请先记下屏幕上没有保存的内容，再关闭这个页面，重新打开窗口并登录；已保存的草稿在“暂存”里。",
    en: "Note what is not saved, then close this page, open the window anew and sign in; a saved draft is under Parked.",
  },
  fields: [],
});

/** Turns anything thrown into a problem that can be shown; what a program calls its errors helps nobody at the counter. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof HostProblem) return thrown.problem;
  return {
    code: "page-fault",
    what: {
      zh: "页面的这一部分出现程序错误，没有显示出来。",
      en: "A fault in the program kept this part of the page from being shown.",
    },
    safe: {
      zh: "页面其余部分和填写的内容仍在；已保存的数据是安全的。",
      en: "The rest of the page and what you typed are still there; what was saved is safe.",
    },
    next: {
      zh: "请重试；仍然出现时，请记下时间和正在做的事，告诉值班主管。",
      en: "Try again; if it happens again, note the time and what you were doing, and tell the supervisor.",
    },
    fields: [],
  };
}
