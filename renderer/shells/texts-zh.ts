import { answers } from "#renderer/form/texts.zh.ts";
import { attachment } from "#renderer/features/sync/attachments/texts.zh.ts";
import { callback } from "#renderer/features/cases/callbacks/texts.zh.ts";
import { caseTexts } from "#renderer/features/cases/texts.zh.ts";
import { conflict } from "#renderer/features/sync/conflicts/texts.zh.ts";
import { consent } from "#renderer/features/intake/consent/texts.zh.ts";
import { counter } from "#renderer/features/intake/texts.zh.ts";
import { desk } from "#renderer/features/supervision/worklist/texts.zh.ts";
import { duplicate } from "#renderer/features/intake/duplicates/texts.zh.ts";
import { handover } from "#renderer/features/cases/handovers/texts.zh.ts";
import { jointCheck } from "#renderer/features/intake/joint-check/texts.zh.ts";
import { kiosk } from "#renderer/features/kiosk/texts.zh.ts";
import { materials } from "#renderer/features/records/materials/texts.zh.ts";
import { reception } from "#renderer/features/intake/reception/texts.zh.ts";
import { printer } from "#renderer/features/printing/printers/texts.zh.ts";
import { outbox } from "#renderer/features/sync/outbox/texts.zh.ts";
import { publication } from "#renderer/features/sync/publications/texts.zh.ts";
import { roster } from "#renderer/features/roster/texts.zh.ts";
import { scan } from "#renderer/features/search/scan/texts.zh.ts";
import { sheet } from "#renderer/features/printing/jobs/texts.zh.ts";
import { search } from "#renderer/features/search/texts.zh.ts";
import { service } from "#renderer/features/records/texts.zh.ts";
import { shell } from "./texts.zh.ts";
import { supervisor } from "#renderer/features/supervision/texts.zh.ts";
import { suspension } from "#renderer/features/rules/suspensions/texts.zh.ts";

/** Every text of the page in Chinese; the keys are the catalogue. */
export const zh = {
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
/** The key of a text; the Chinese ones are complete, and the English ones follow them. */
export type TextKey = keyof typeof zh;
