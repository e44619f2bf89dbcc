/**
 * The environment that this command was started with. These files run before any package is there, so no schema reads it; the station
 * itself reads its own in `core/config.ts`.
 */
export const environment = process.env;
