import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that the project was unpacked to. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** A path inside the project. @param {...string} parts */
export const inRoot = (...parts) => join(ROOT, ...parts);
