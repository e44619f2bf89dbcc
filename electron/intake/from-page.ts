import type { DraftBody } from "#shared/case/draft-body.ts";
import type { HandlerInput, Role } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { IntakeCheck, SubmitAnswer } from "#shared/contract/intake.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, type FieldProblem, ProblemError } from "#shared/lib/problem.ts";
import type { Channel } from "#shared/profile/profile.ts";
import type { Caller } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { refuseChangedDraft } from "./drafts.ts";
import { findDuplicates } from "./duplicates.ts";
import { checkIntake, submitApplication } from "./submit.ts";

/** The channels (渠道) of a window: in person, on behalf, or by telephone. */
const WINDOW_CHANNELS: readonly Channel[] = ["counter", "on-behalf", "phone"];

/** A kiosk always uses the kiosk channel, whatever its page sends. */
const withChannel = (role: Role, body: DraftBody): DraftBody =>
  role === "kiosk" ? { ...body, channel: "kiosk" } : body;

/**
 * Refuses channels that are not a window's. The channel decides who is case owner, so a clerk cannot claim the
 * applicant's own entry.
 */
function channelProblems(role: Role, { channel }: DraftBody): FieldProblem[] {
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

/** Checks a form as its page shows it; stores nothing. */
export function checkFromPage(context: StationContext, caller: Caller, { body }: { body: DraftBody }): IntakeCheck {
  const { role } = caller.session;
  const { problems, warnings } = checkIntake(context, caller, withChannel(role, body));
  return { problems: [...channelProblems(role, body), ...problems], warnings };
}

/** Turns a refusal that the clerk resolves in the form into an answer; rethrows any other. */
function answerInForm(context: StationContext, body: DraftBody, error: unknown): SubmitAnswer {
  if (!(error instanceof ProblemError)) throw error;
  switch (error.problem.code) {
    case "bad-input":
      return { kind: "problems", problem: error.problem };
    case "duplicate-undecided": {
      const lines = findDuplicates(context, body);
      if (lines.length > 0) return { kind: "duplicates", lines };
    }
  }
  throw error;
}

/** Accepts what a page submits, or answers what is wrong or needs a decision first. */
export function submitFromPage(
  context: StationContext,
  caller: Caller,
  input: HandlerInput<Calls["application.submit"]>,
): SubmitAnswer {
  const { session } = caller;
  const isKiosk = session.role === "kiosk";
  const body = withChannel(session.role, input.body);
  // A kiosk's visitor cannot judge another person's case, so a likely duplicate is noted for the window.
  const duplicate = isKiosk ? "note" : (input.duplicate ?? "ask");
  try {
    if (channelProblems(session.role, body).length > 0) throw badInput(checkFromPage(context, caller, input).problems);
    if (input.shownVersion !== null) refuseChangedDraft(context, input.key, input.shownVersion);
    const application = submitApplication(context, caller, { key: input.key, body, place: "window", duplicate });
    if (isKiosk) session.visit.add(application.id);
    return { kind: "accepted", application };
  } catch (error) {
    return answerInForm(context, body, error);
  }
}
