import { acceptedState } from "../../shared/act/apply-act.ts";
import type { CaseState } from "../../shared/act/case-state.ts";
import { findLastAct } from "../db/acts.ts";
import type { ApplicationRow } from "../db/applications.ts";
import type { Hall } from "./hall.ts";

/** Where a case stands: after its last act, or as it was accepted. */
export const stateOf = (hall: Hall, row: ApplicationRow): CaseState =>
  findLastAct(hall.db, row.id)?.state ?? acceptedState(row.content.utilities, row.decision.routes, row.content.outsideLines);
