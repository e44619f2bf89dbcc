import { join } from "node:path";

/** The store of a station, inside its folder. */
export const storeFile = (dir: string): string => join(dir, "hall.db");

/** The folder of the logs inside a station's folder. */
export const logFolder = (dir: string): string => join(dir, "logs");
