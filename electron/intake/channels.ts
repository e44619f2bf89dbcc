import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { badInput, type FieldProblem } from "#shared/lib/problem.ts";
import type { Channel } from "#shared/profile/profile.ts";

/** By whose hand an application comes in: a person's at a window, or a service account's. */
export type Hand = "window" | "account";

/**
 * The channels (渠道) of each. The channel decides who is case owner, so a clerk cannot claim the applicant's own
 * entry, and no program can claim that somebody stood at a counter.
 */
const CHANNELS_OF: Record<Hand, readonly Channel[]> = {
  window: ["counter", "on-behalf", "phone"],
  account: ["online"],
};

/** The channel of an application that names none. */
export const USUAL_CHANNELS: Record<Hand, Channel> = { window: "counter", account: "online" };

const NOT_BY_ACCOUNT = bilingual(
  "服务账号只报入线上申请；窗口、帮办代办和电话申请请由经办人登录受理",
  "a service account takes in online applications only; a clerk signs in for window, on behalf and telephone",
);

function wordsOf(hand: Hand, channel: Channel): Bilingual {
  if (hand === "account") return NOT_BY_ACCOUNT;
  return channel === "kiosk"
    ? bilingual(
        "自助机渠道只能由自助机受理；窗口请选“窗口”“帮办代办”或“电话”",
        "only a kiosk takes in as a kiosk; at a window choose window, on behalf or telephone",
      )
    : bilingual(
        "线上渠道只能由线上入口报入；窗口请选“窗口”“帮办代办”或“电话”",
        "online applications come in online only; at a window choose window, on behalf or telephone",
      );
}

/** Says which channel is not theirs who hand an application in. */
export const channelProblems = (hand: Hand, channel: Channel): FieldProblem[] =>
  CHANNELS_OF[hand].includes(channel) ? [] : [{ path: "channel", message: wordsOf(hand, channel) }];

/** Refuses a channel that is not theirs. */
export function refuseOtherChannels(hand: Hand, channel: Channel): void {
  const problems = channelProblems(hand, channel);
  if (problems.length > 0) throw badInput(problems);
}
