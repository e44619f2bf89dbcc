import { z } from "zod";

/** Heads every acceptance number that a station gives. */
export const StationPrefix = z.string().regex(/^[A-Z0-9]{2,8}$/);

/** A window of the hall, as the centre knows it. */
export const EntryWindow = z.strictObject({ name: z.string().min(1).max(200), prefix: StationPrefix });
export type EntryWindow = z.infer<typeof EntryWindow>;
