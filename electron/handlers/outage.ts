import type { outageCalls } from "#shared/contract/outage-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { listPaper, printPaperZip, spoilPaper } from "#station/services/paper-forms.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about paper forms for an outage. */
export const outageHandlers = (hall: Hall): HandlersOf<typeof outageCalls> => ({
  "paperForm.list": () => listPaper(hall),
  "paperForm.print": (session, input) => printPaperZip(hall, actorOf(hall, session), input.count),
  "paperForm.spoil": (session, input) => spoilPaper(hall, actorOf(hall, session), input.number, input.why),
});
