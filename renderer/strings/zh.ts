import { answers } from "./zh/answers.ts";
import { attachment } from "./zh/attachment.ts";
import { callback } from "./zh/callback.ts";
import { caseTexts } from "./zh/case.ts";
import { conflict } from "./zh/conflict.ts";
import { consent } from "./zh/consent.ts";
import { counter } from "./zh/counter.ts";
import { desk } from "./zh/desk.ts";
import { duplicate } from "./zh/duplicate.ts";
import { handover } from "./zh/handover.ts";
import { jointCheck } from "./zh/joint-check.ts";
import { kiosk } from "./zh/kiosk.ts";
import { materials } from "./zh/materials.ts";
import { reception } from "./zh/reception.ts";
import { printer } from "./zh/printer.ts";
import { outbox } from "./zh/outbox.ts";
import { publication } from "./zh/publication.ts";
import { roster } from "./zh/roster.ts";
import { scan } from "./zh/scan.ts";
import { sheet } from "./zh/sheet.ts";
import { search } from "./zh/search.ts";
import { service } from "./zh/service.ts";
import { shell } from "./zh/shell.ts";
import { supervisor } from "./zh/supervisor.ts";
import { suspension } from "./zh/suspension.ts";

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
