import { answers } from "#renderer/form/texts.en.ts";
import { attachment } from "#renderer/features/sync/attachments/texts.en.ts";
import { callback } from "#renderer/features/cases/callbacks/texts.en.ts";
import { caseTexts } from "#renderer/features/cases/texts.en.ts";
import { conflict } from "#renderer/features/sync/conflicts/texts.en.ts";
import { consent } from "#renderer/features/intake/consent/texts.en.ts";
import { counter } from "#renderer/features/intake/texts.en.ts";
import { desk } from "#renderer/features/supervision/worklist/texts.en.ts";
import { duplicate } from "#renderer/features/intake/duplicates/texts.en.ts";
import { handover } from "#renderer/features/cases/handovers/texts.en.ts";
import { jointCheck } from "#renderer/features/intake/joint-check/texts.en.ts";
import { kiosk } from "#renderer/features/kiosk/texts.en.ts";
import { materials } from "#renderer/features/records/materials/texts.en.ts";
import { reception } from "#renderer/features/intake/reception/texts.en.ts";
import { printer } from "#renderer/features/printing/printers/texts.en.ts";
import { outbox } from "#renderer/features/sync/outbox/texts.en.ts";
import { publication } from "#renderer/features/sync/publications/texts.en.ts";
import { roster } from "#renderer/features/roster/texts.en.ts";
import { scan } from "#renderer/features/search/scan/texts.en.ts";
import { sheet } from "#renderer/features/printing/jobs/texts.en.ts";
import { search } from "#renderer/features/search/texts.en.ts";
import { service } from "#renderer/features/records/texts.en.ts";
import { shell } from "./texts.en.ts";
import { supervisor } from "#renderer/features/supervision/texts.en.ts";
import { suspension } from "#renderer/features/rules/suspensions/texts.en.ts";
import type { TextKey } from "./texts-zh.ts";

/** Every text of the page in English; the compiler says which one is missing. */
export const en: Record<TextKey, string> = {
  ...shell,
  ...counter,
  ...caseTexts,
  ...kiosk,
  ...supervisor,
  ...suspension,
  ...answers,
  ...jointCheck,
  ...duplicate,
  ...scan,
  ...sheet,
  ...search,
  ...materials,
  ...desk,
  ...handover,
  ...callback,
  ...service,
  ...roster,
  ...outbox,
  ...attachment,
  ...publication,
  ...printer,
  ...conflict,
  ...consent,
  ...reception,
};
