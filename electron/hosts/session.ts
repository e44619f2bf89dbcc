import type { Role } from "../../shared/contract/roles.ts";

/** Who sits at one page: nobody until somebody signs in; a kiosk page has a role but no operator, and sees only what this visit took in. */
export type Session = { role: Role; operatorId: string | null; visit: Set<string> };

/** A page that nobody has signed in to. */
export const openSession = (): Session => ({ role: "none", operatorId: null, visit: new Set() });
