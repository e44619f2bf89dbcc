import type { Bilingual } from "#shared/lib/bilingual.ts";
import { casesTexts } from "#renderer/features/cases/texts.ts";
import { actsTexts } from "#renderer/features/cases/acts/texts.ts";
import { callbacksTexts } from "#renderer/features/cases/callbacks/texts.ts";
import { handoversTexts } from "#renderer/features/cases/handovers/texts.ts";
import { documentsTexts } from "#renderer/features/documents/texts.ts";
import { healthTexts } from "#renderer/features/health/texts.ts";
import { intakeTexts } from "#renderer/features/intake/texts.ts";
import { consentTexts } from "#renderer/features/intake/consent/texts.ts";
import { draftsTexts } from "#renderer/features/intake/drafts/texts.ts";
import { duplicatesTexts } from "#renderer/features/intake/duplicates/texts.ts";
import { jointCheckTexts } from "#renderer/features/intake/joint-check/texts.ts";
import { lateEntryTexts } from "#renderer/features/intake/late-entry/texts.ts";
import { receptionTexts } from "#renderer/features/intake/reception/texts.ts";
import { companyRegisterTexts } from "#renderer/features/intake/register/texts.ts";
import { utilitiesTexts } from "#renderer/features/intake/utilities/texts.ts";
import { kioskTexts } from "#renderer/features/kiosk/texts.ts";
import { peopleTexts } from "#renderer/features/people/texts.ts";
import { printTexts } from "#renderer/features/printing/jobs/texts.ts";
import { printerTexts } from "#renderer/features/printing/printers/texts.ts";
import { recordsTexts } from "#renderer/features/records/texts.ts";
import { materialsTexts } from "#renderer/features/records/materials/texts.ts";
import { rosterTexts } from "#renderer/features/roster/texts.ts";
import { rulesTexts } from "#renderer/features/rules/texts.ts";
import { suspensionsTexts } from "#renderer/features/rules/suspensions/texts.ts";
import { searchTexts } from "#renderer/features/search/texts.ts";
import { scanTexts } from "#renderer/features/search/scan/texts.ts";
import { supervisionTexts } from "#renderer/features/supervision/texts.ts";
import { daySummaryTexts } from "#renderer/features/supervision/day-summary/texts.ts";
import { worklistTexts } from "#renderer/features/supervision/worklist/texts.ts";
import { attachmentsTexts } from "#renderer/features/sync/attachments/texts.ts";
import { conflictsTexts } from "#renderer/features/sync/conflicts/texts.ts";
import { outboxTexts } from "#renderer/features/sync/outbox/texts.ts";
import { publicationsTexts } from "#renderer/features/sync/publications/texts.ts";
import { formTexts } from "#renderer/form/texts.ts";
import { shellTexts } from "./texts.ts";
import { applicantTexts } from "#renderer/shells/applicant/texts.ts";
import { kioskShellTexts } from "#renderer/shells/kiosk/texts.ts";
import { uiTexts } from "#renderer/ui/texts.ts";
import { registerTexts } from "#renderer/lib/text.ts";

const catalogues = [
  casesTexts,
  actsTexts,
  callbacksTexts,
  handoversTexts,
  documentsTexts,
  healthTexts,
  intakeTexts,
  consentTexts,
  draftsTexts,
  duplicatesTexts,
  jointCheckTexts,
  lateEntryTexts,
  receptionTexts,
  companyRegisterTexts,
  utilitiesTexts,
  kioskTexts,
  peopleTexts,
  printTexts,
  printerTexts,
  recordsTexts,
  materialsTexts,
  rosterTexts,
  rulesTexts,
  suspensionsTexts,
  searchTexts,
  scanTexts,
  supervisionTexts,
  daySummaryTexts,
  worklistTexts,
  attachmentsTexts,
  conflictsTexts,
  outboxTexts,
  publicationsTexts,
  formTexts,
  shellTexts,
  applicantTexts,
  kioskShellTexts,
  uiTexts,
] as const;

type KeyOf<Catalogue> = Catalogue extends unknown ? keyof Catalogue : never;

declare module "#renderer/lib/text.ts" {
  interface TextCatalogue extends Record<KeyOf<(typeof catalogues)[number]>, Bilingual> {}
}

registerTexts(catalogues);
