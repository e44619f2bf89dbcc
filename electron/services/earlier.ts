import type { ApplicationContent } from "../../shared/application.ts";
import { say } from "../../shared/bilingual.ts";
import type { DraftBody } from "../../shared/contract/draft-body.ts";
import type { FieldProblem } from "../../shared/problem.ts";
import { findApplication } from "../db/applications.ts";
import type { Hall } from "./hall.ts";

/** The stored application that a change of name or transfer follows, by its acceptance number; left out where none is named. */
export function readEarlier(hall: Pick<Hall, "db">, { earlier, service }: Pick<DraftBody, "earlier" | "service">): { problems: FieldProblem[]; link: Pick<ApplicationContent, "earlier"> } {
  const number = earlier?.trim() ?? "";
  if (number === "" || service === undefined) return { problems: [], link: {} };
  const found = findApplication(hall.db, number.toUpperCase());
  if (found === null) return { problems: [{ path: "earlier", message: say("本机没有这个受理编号的申请；请核对，或留空。", "No application with this number is stored here; check it, or leave it blank.") }], link: {} };
  return { problems: [], link: { earlier: { id: found.id, acceptanceNumber: found.acceptanceNumber } } };
}
