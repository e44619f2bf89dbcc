import { z } from "zod";

/** Who may ask: `none` is a host nobody has signed in to. */
export const Role = z.enum(["none", "clerk", "supervisor", "kiosk"]);
export type Role = z.infer<typeof Role>;

export const EVERYONE: Role[] = ["none", "clerk", "supervisor", "kiosk"];
export const STAFF: Role[] = ["clerk", "supervisor"];
export const INTAKE: Role[] = ["clerk", "supervisor", "kiosk"];
