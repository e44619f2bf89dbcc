import type { Role } from "../../shared/contract/roles.ts";

/** Who sits at one page: nobody until somebody signs in; a kiosk page has a role but no operator. */
export type Session = { role: Role; operatorId: string | null };

/** A page that nobody has signed in to. */
export const openSession = (): Session => ({ role: "none", operatorId: null });
