import type { CaseState } from "../../shared/act/case-state.ts";
import type { Bilingual } from "../../shared/bilingual.ts";
import { leadOf } from "../../shared/first-contact.ts";
import type { Profile } from "../../shared/profile.ts";
import type { ApplicationRow } from "../db/applications.ts";
import { listContacts } from "../db/contacts.ts";
import type { Hall } from "./hall.ts";
import { needsApproval } from "./routing.ts";

/** Who leads the joint approval as the case stands: fixed at intake, or found once a survey makes an approval needed. */
export function leadNow(hall: Hall, profile: Profile, row: ApplicationRow, state: CaseState): Bilingual | null {
  if (row.decision.lead !== null) return row.decision.lead;
  if (!needsApproval(state.routes)) return null;
  return leadOf(profile, listContacts(hall.db, row.id).map((contact) => ({ ...contact, processed: true }))).text;
}
