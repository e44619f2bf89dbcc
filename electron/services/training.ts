import { findSetting } from "#station/db/settings.ts";
import type { Hall } from "./hall.ts";

/** Whether this hall is an exercise (培训): every paper of it says so. */
export const isTraining = (hall: Hall): boolean => findSetting(hall.db, "hall.training") === "yes";
