import { first } from "./0001-first.ts";
import { acts } from "./0002-acts.ts";
import { jointChecks } from "./0003-joint-checks.ts";
import { search } from "./0004-search.ts";
import { materials } from "./0005-materials.ts";
import { clocks } from "./0006-clocks.ts";
import { suspensions } from "./0007-suspensions.ts";
import { handovers } from "./0008-handovers.ts";
import { consents } from "./0009-consents.ts";
import { callbacks } from "./0010-callbacks.ts";
import { speed } from "./0011-speed.ts";
import { draftVersions } from "./0012-draft-versions.ts";
import { roster } from "./0013-roster.ts";
import { receptions } from "./0014-receptions.ts";
import { printLedger } from "./0015-print-ledger.ts";
import { corrections } from "./0016-corrections.ts";
import { outboxTurn } from "./0017-outbox-turn.ts";
import { numberTerms } from "./0018-number-terms.ts";
import { pull } from "./0019-pull.ts";
import { heldPosition } from "./0020-held-position.ts";
import { signedSheets } from "./0021-signed-sheets.ts";
import { outboxStory } from "./0022-outbox-story.ts";
import { toldAlerts } from "./0023-told-alerts.ts";
import { sentDocuments } from "./0024-sent-documents.ts";
import { publications } from "./0025-publications.ts";
import { attachmentSends } from "./0026-attachment-sends.ts";
import { outboxPayloads } from "./0027-outbox-payloads.ts";
import { elsewhere } from "./0028-elsewhere.ts";
import { centreRosters } from "./0029-centre-rosters.ts";
import { undoneActs } from "./0030-undone-acts.ts";
import { registerEntries } from "./0031-register-entries.ts";
import { closedAttachments } from "./0032-closed-attachments.ts";
import { undoneMaterials } from "./0033-undone-materials.ts";
import { words } from "./0034-words.ts";
import { storeIdentity } from "./0035-store-identity.ts";
import { foldedNames } from "./0036-folded-names.ts";
import { visitEnded } from "./0037-visit-ended.ts";
import { serviceAccounts } from "./0038-service-accounts.ts";

/** Every step of the hall's store, frozen once landed, in order; `PRAGMA user_version` counts how many have run. */
export const allMigrations: readonly string[] = [
  first,
  acts,
  jointChecks,
  search,
  materials,
  clocks,
  suspensions,
  handovers,
  consents,
  callbacks,
  speed,
  draftVersions,
  roster,
  receptions,
  printLedger,
  corrections,
  outboxTurn,
  numberTerms,
  pull,
  heldPosition,
  signedSheets,
  outboxStory,
  toldAlerts,
  sentDocuments,
  publications,
  attachmentSends,
  outboxPayloads,
  elsewhere,
  centreRosters,
  undoneActs,
  registerEntries,
  closedAttachments,
  undoneMaterials,
  words,
  storeIdentity,
  foldedNames,
  visitEnded,
  serviceAccounts,
];
