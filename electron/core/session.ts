import type { Role } from "#shared/contract/call.ts";

/** Who sits at one page. A kiosk has a role but no operator, and sees only the applications of this visit. */
export type Session = {
  role: Role;
  operatorId: string | null;
  visit: Set<string>;
  /**
   * Opens the window turned to the applicant; returns an address if the page has to open it itself, else null.
   * In a browser, one person can click in both windows. The proof that the applicant confirmed is the signature
   * kept with the version, and the audit log, which names the clerk who showed it.
   */
  openApplicantWindow: () => string | null;
};

/** A page that nobody has signed in to. */
export const openSession = (openApplicantWindow: Session["openApplicantWindow"] = () => null): Session => ({
  role: "none",
  operatorId: null,
  visit: new Set(),
  openApplicantWindow,
});

/** The window turned to the applicant. Its role never changes: no call open to it can do that. */
export const openApplicantSession = (): Session => ({ ...openSession(), role: "applicant" });
