import { actCalls } from "./acts.ts";
import { attachmentSendCalls } from "./attachment-sync.ts";
import { attachmentCalls } from "./attachments.ts";
import { callbackCalls } from "./callbacks.ts";
import { conflictCalls } from "./conflicts.ts";
import { consentCalls } from "./consent.ts";
import { daySummaryCalls } from "./day-summary.ts";
import { documentCalls } from "./documents.ts";
import { faultCalls } from "./faults.ts";
import { handoverCalls } from "./handover.ts";
import { intakeCalls } from "./intake.ts";
import { jointCheckCalls } from "./joint-check.ts";
import { paperFormCalls } from "./paper-forms.ts";
import { materialCalls } from "./materials.ts";
import { outboxCalls } from "./outbox.ts";
import { peopleCalls } from "./people.ts";
import { printerCalls } from "./printers.ts";
import { printCalls } from "./printing.ts";
import { publicationCalls } from "./publications.ts";
import { receptionCalls } from "./reception.ts";
import { recordsCalls } from "./records.ts";
import { registerCalls } from "./register.ts";
import { rosterCalls } from "./roster.ts";
import { rulesCalls } from "./rules.ts";
import { searchCalls } from "./search.ts";
import { suspensionCalls } from "./suspension.ts";
import { worklistCalls, centreMessageCalls } from "./worklist.ts";

/** Everything that a page can ask of the host. */
export const calls = {
  ...peopleCalls,
  ...rulesCalls,
  ...suspensionCalls,
  ...rosterCalls,
  ...recordsCalls,
  ...documentCalls,
  ...printCalls,
  ...printerCalls,
  ...actCalls,
  ...materialCalls,
  ...attachmentCalls,
  ...callbackCalls,
  ...handoverCalls,
  ...intakeCalls,
  ...consentCalls,
  ...jointCheckCalls,
  ...receptionCalls,
  ...paperFormCalls,
  ...searchCalls,
  ...worklistCalls,
  ...centreMessageCalls,
  ...daySummaryCalls,
  ...outboxCalls,
  ...attachmentSendCalls,
  ...conflictCalls,
  ...publicationCalls,
  ...registerCalls,
  ...faultCalls,
} as const;

/** The contract as a type. */
export type Calls = typeof calls;
/** The name of a call, `noun.verb`. */
export type CallName = keyof Calls;
