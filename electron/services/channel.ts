import { say } from "#shared/bilingual.ts";
import type { DraftBody } from "#shared/contract/draft-body.ts";
import type { Role } from "#shared/contract/roles.ts";
import type { FieldProblem } from "#shared/problem.ts";
import type { Channel } from "#shared/profile.ts";

/** What a clerk at a window may take in: somebody there, somebody on the telephone, or an entry on behalf. */
export const WINDOW_CHANNELS: readonly Channel[] = ["counter", "on-behalf", "phone"];

/** A kiosk's intake is always a kiosk's, whatever its page says. */
export const withChannel = (role: Role, body: DraftBody): DraftBody =>
  role === "kiosk" ? { ...body, channel: "kiosk" } : body;

/** Why a window may not take in by the channel (渠道) that its page names: those two decide who answers, and the applicant's own entry cannot be claimed by a clerk. */
export function channelProblems(role: Role, { channel }: DraftBody): FieldProblem[] {
  if (role === "kiosk" || WINDOW_CHANNELS.includes(channel)) return [];
  return [
    {
      path: "channel",
      message:
        channel === "kiosk"
          ? say(
              "自助机渠道只能由自助机受理；窗口请选“窗口”“帮办代办”或“电话”",
              "only a kiosk takes in as a kiosk; at a window choose window, on behalf or telephone",
            )
          : say(
              "线上渠道只能由线上入口报入；窗口请选“窗口”“帮办代办”或“电话”",
              "online applications come in online only; at a window choose window, on behalf or telephone",
            ),
    },
  ];
}
