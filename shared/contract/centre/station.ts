import { z } from "zod";

/** A secret that a header carries unchanged; other characters would cut the station off from the centre. */
export const Token = z.string().regex(/^[\x21-\x7e]{32,200}$/);

/** A station's next token, given once; it counts from its first use, and the one before for a while longer. */
export const TokenAnswer = z.strictObject({ token: Token });
export type TokenAnswer = z.infer<typeof TokenAnswer>;

/** Heads every acceptance number that a station gives. */
export const StationPrefix = z.string().regex(/^[A-Z0-9]{2,8}$/);

/**
 * What a station is to the centre: a clerk's window (窗口), a self-service kiosk (自助机) or a supervisor's desk (主管台).
 * The enrolment code fixes it. A kiosk stands where anybody can take it away, so its token reads none of the hall's records.
 */
export const StationKind = z.enum(["window", "kiosk", "supervisor"]);
export type StationKind = z.infer<typeof StationKind>;

/** A window of the hall, as the centre knows it. */
export const EntryWindow = z.strictObject({ name: z.string().min(1).max(200), prefix: StationPrefix });
export type EntryWindow = z.infer<typeof EntryWindow>;
