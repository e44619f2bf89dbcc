import { z } from "zod";

/** Who may ask: `none` is a host nobody has signed in to; `applicant` is the window turned to the applicant, which only takes part in the joint check. */
export const Role = z.enum(["none", "clerk", "supervisor", "kiosk", "applicant"]);
export type Role = z.infer<typeof Role>;

/** Every page that somebody works at; the applicant's window is none. */
export const EVERYONE: Role[] = ["none", "clerk", "supervisor", "kiosk"];
/** Who works at a counter or supervises it. */
export const STAFF: Role[] = ["clerk", "supervisor"];
/** Whoever takes an application in, the kiosk with its visitor included. */
export const INTAKE: Role[] = ["clerk", "supervisor", "kiosk"];
/** The window turned to the applicant, alone. */
export const APPLICANT: Role[] = ["applicant"];
