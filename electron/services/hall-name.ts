import type { Bilingual } from "#shared/bilingual.ts";
import { findSetting } from "#station/db/settings.ts";
import type { Hall } from "./hall.ts";

/** The hall's Chinese name, as papers print it. */
export const hallName = (hall: Hall): string =>
  (JSON.parse(findSetting(hall.db, "hall.name") ?? '{"zh":"大厅","en":"Hall"}') as Bilingual).zh;
