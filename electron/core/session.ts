import type { Role } from "#shared/contract/call.ts";

/** Who sits at one page: nobody until somebody signs in; a kiosk page has a role but no operator, and sees only what this visit took in. */
export type Session = {
  role: Role;
  operatorId: string | null;
  visit: Set<string>;
  /**
   * Opens the window turned to the applicant; an address where the page has to open it itself, else null. In a browser that address lets
   * the counter's page do what the applicant's window may, as one person can click in both: what proves that it was the applicant is the
   * signature kept with the version confirmed, and the audit, which names the clerk who showed it and when.
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

/** The window turned to the applicant: its role never changes, as it may make no call that changes it. */
export const openApplicantSession = (): Session => ({ ...openSession(), role: "applicant" });
