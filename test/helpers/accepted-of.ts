import type { Application } from "#shared/case/application.ts";
import type { SubmitAnswer } from "#shared/contract/intake.ts";

/** The application that a submission was accepted as; fails where it was not. */
export function acceptedOf(answer: SubmitAnswer): Application {
  if (answer.kind === "accepted") return answer.application;
  throw new Error(`not accepted: ${JSON.stringify(answer)}`);
}
