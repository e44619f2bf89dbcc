import { answers } from "./en/answers.ts";
import { attachment } from "./en/attachment.ts";
import { callback } from "./en/callback.ts";
import { caseTexts } from "./en/case.ts";
import { conflict } from "./en/conflict.ts";
import { consent } from "./en/consent.ts";
import { counter } from "./en/counter.ts";
import { desk } from "./en/desk.ts";
import { duplicate } from "./en/duplicate.ts";
import { handover } from "./en/handover.ts";
import { jointCheck } from "./en/joint-check.ts";
import { kiosk } from "./en/kiosk.ts";
import { materials } from "./en/materials.ts";
import { reception } from "./en/reception.ts";
import { printer } from "./en/printer.ts";
import { outbox } from "./en/outbox.ts";
import { publication } from "./en/publication.ts";
import { roster } from "./en/roster.ts";
import { scan } from "./en/scan.ts";
import { sheet } from "./en/sheet.ts";
import { search } from "./en/search.ts";
import { service } from "./en/service.ts";
import { shell } from "./en/shell.ts";
import { supervisor } from "./en/supervisor.ts";
import { suspension } from "./en/suspension.ts";
import type { TextKey } from "./zh.ts";

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
