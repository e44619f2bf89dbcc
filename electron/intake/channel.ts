import type { DraftBody } from "#shared/case/draft-body.ts";
import type { Role } from "#shared/contract/call.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Channel } from "#shared/profile/profile.ts";

/** The channels (渠道) of a window: somebody there, an entry on behalf, or the telephone. */
const WINDOW_CHANNELS: readonly Channel[] = ["counter", "on-behalf", "phone"];

/** A kiosk's intake is always a kiosk's, whatever its page says. */
export const withChannel = (role: Role, body: DraftBody): DraftBody =>
  role === "kiosk" ? { ...body, channel: "kiosk" } : body;

/** Refuses a window the channels of others: the channel decides who answers, and a clerk cannot claim the applicant's own entry. */
export function channelProblems(role: Role, { channel }: DraftBody): FieldProblem[] {
  if (role === "kiosk" || WINDOW_CHANNELS.includes(channel)) return [];
  return [
    {
      path: "channel",
      message:
        channel === "kiosk"
          ? bilingual(
              "自助机渠道只能由自助机受理；窗口请选“窗口”“帮办代办”或“电话”",
              "only a kiosk takes in as a kiosk; at a window choose window, on behalf or telephone",
            )
          : bilingual(
              "线上渠道只能由线上入口报入；窗口请选“窗口”“帮办代办”或“电话”",
              "online applications come in online only; at a window choose window, on behalf or telephone",
            ),
    },
  ];
}
