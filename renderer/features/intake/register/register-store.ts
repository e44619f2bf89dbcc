import { create } from "zustand";
import type { RegisterView } from "#shared/contract/register.ts";
import type { RegisterCompany } from "#shared/contract/centre/register.ts";
import { checkCreditCode } from "#shared/identifiers/credit-code.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { roleField, setRole } from "#renderer/features/intake/intake-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

/** The roles that a company register knows. */
export const REGISTER_ROLES = ["applicant", "legal-representative", "site"] as const;
/** A role whose value the register knows. */
export type RegisterRole = (typeof REGISTER_ROLES)[number];

type RegisterState = {
  /** The form and the code that was asked for; a late answer for another is dropped. */
  key: string;
  code: string;
  answer: RegisterView | "asking" | null;
  /** Differences for which the clerk keeps the declared value. */
  kept: Partial<Record<RegisterRole, true>>;
};

const EMPTY: RegisterState = { key: "", code: "", answer: null, kept: {} };

/** The centre's data on the company on screen. */
export const useRegisterStore = create<RegisterState>()(() => EMPTY);

/** The register's value for a field; null if it has none. */
export function registeredValue(company: RegisterCompany, role: RegisterRole): string | null {
  switch (role) {
    case "applicant":
      return company.name;
    case "legal-representative":
      return company.legalRepresentative;
    case "site":
      return company.address;
  }
}

/** Fills empty fields. The address is only offered: the site is seldom the registered address. */
function fillEmpty(company: RegisterCompany): void {
  for (const role of ["applicant", "legal-representative"] as const) {
    const value = registeredValue(company, role);
    if (value !== null && roleField(role)?.typed.trim() === "") setRole(role, value);
  }
}

/** Looks a company up and fills empty fields while the clerk goes on typing. */
export async function lookUpCompany(code: string): Promise<void> {
  const { key } = useIntakeStore.getState();
  const before = useRegisterStore.getState();
  if (before.key === key && before.code === code && before.answer !== null) return;
  useRegisterStore.setState({ key, code, answer: "asking", kept: {} });
  let answer: RegisterView;
  try {
    answer = await ask("register.find", { creditCode: code });
  } catch (thrown) {
    answer = { kind: "unavailable", why: problemOf(thrown).what };
  }
  const now = useRegisterStore.getState();
  if (now.key !== key || now.code !== code || useIntakeStore.getState().key !== key) return;
  useRegisterStore.setState({ answer });
  if (answer.kind === "found") fillEmpty(answer.company);
}

/** Looks a company up once its whole code is typed and forgets it with the form. Returns a function that stops it. */
export function followCreditCode(): () => void {
  return useIntakeStore.subscribe((now, was) => {
    if (now.key !== was.key) useRegisterStore.setState(EMPTY);
    else if (now.form === was.form) return;
    const typed = roleField("credit-code")?.typed ?? "";
    const checked = typed.trim() === "" ? null : checkCreditCode(typed);
    if (checked?.result === "valid") void lookUpCompany(checked.normalised);
  });
}

/** Keeps a declared value that differs from the register. */
export const keepDeclared = (role: RegisterRole): void =>
  useRegisterStore.setState((was) => ({ kept: { ...was.kept, [role]: true } }));
