import type { DraftBody } from "#shared/case/draft-body.ts";
import type { HandlerInput, Role } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { IntakeCheck, SubmitAnswer } from "#shared/contract/intake.ts";
import { badInput, type FieldProblem, ProblemError } from "#shared/lib/problem.ts";
import type { Caller } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { channelProblems } from "./channels.ts";
import { refuseChangedDraft } from "./drafts.ts";
import { findDuplicates } from "./duplicates.ts";
import { checkIntake, submitApplication } from "./submit.ts";

/** A kiosk always uses the kiosk channel, whatever its page sends. */
const withChannel = (role: Role, body: DraftBody): DraftBody =>
  role === "kiosk" ? { ...body, channel: "kiosk" } : body;

/** What is wrong with the channel that a page sent; a kiosk's is set for it. */
const sentChannelProblems = (role: Role, { channel }: DraftBody): FieldProblem[] =>
  role === "kiosk" ? [] : channelProblems("window", channel);

/** Checks a form as its page shows it; stores nothing. */
export function checkFromPage(context: StationContext, caller: Caller, { body }: { body: DraftBody }): IntakeCheck {
  const { role } = caller.session;
  const { problems, warnings } = checkIntake(context, caller, withChannel(role, body));
  return { problems: [...sentChannelProblems(role, body), ...problems], warnings };
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
    if (sentChannelProblems(session.role, body).length > 0)
      throw badInput(checkFromPage(context, caller, input).problems);
    if (input.shownVersion !== null) refuseChangedDraft(context, input.key, input.shownVersion);
    const application = submitApplication(context, caller, { key: input.key, body, place: "page", duplicate });
    if (isKiosk) session.visit.add(application.id);
    return { kind: "accepted", application };
  } catch (error) {
    return answerInForm(context, body, error);
  }
}
