import { say } from "../bilingual.ts";
import type { FieldProblem } from "../problem.ts";
import type { LocalDate } from "../time.ts";
import type { Act } from "./act.ts";

const notYet = (path: string): FieldProblem => ({ path, message: say("日期还没有到，只能登记已经发生的事。", "This day has not come yet; only what has happened can be recorded.") });
const past = (path: string): FieldProblem => ({ path, message: say("日期已经过去，请改为今天或以后。", "This day is past; choose today or later.") });

/** What is wrong with an act's date: what happened cannot lie ahead, what is agreed on cannot lie behind. */
export function dateProblem(act: Act, today: LocalDate): FieldProblem | null {
  switch (act.kind) {
    case "survey.recorded":
    case "approval.concluded":
    case "construction.started":
      return act.on > today ? notYet("on") : null;
    case "connection.made":
    case "case.closed":
      if (act.on > today) return notYet("on");
      return act.callbackOn !== undefined && act.callbackOn < today ? past("callbackOn") : null;
    case "letter.signed":
    case "opinion.recorded":
      return act.signedOn > today ? notYet("signedOn") : null;
    case "survey.scheduled":
      return act.on < today ? past("on") : null;
    case "tolerance.granted":
      return act.dueOn < today ? past("dueOn") : null;
    default:
      return null;
  }
}
