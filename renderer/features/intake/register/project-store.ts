import { create } from "zustand";
import type { ProjectView } from "#shared/contract/register.ts";
import type { RegisterProject } from "#shared/contract/centre/register.ts";
import { checkProjectCode } from "#shared/identifiers/project-code.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { roleField } from "#renderer/features/intake/intake-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

/** The roles that a register of projects knows. */
export const PROJECT_ROLES = ["applicant", "site"] as const;
/** A role whose value the register of projects knows. */
export type ProjectRole = (typeof PROJECT_ROLES)[number];

type ProjectState = {
  key: string;
  code: string;
  answer: ProjectView | "asking" | null;
  /** Differences for which the clerk keeps the declared value. */ kept: Partial<Record<ProjectRole, true>>;
};

const EMPTY: ProjectState = { key: "", code: "", answer: null, kept: {} };

/** The centre's data on the project. Nothing is filled in from it: the builder need not be the applicant. */
export const useProjectStore = create<ProjectState>()(() => EMPTY);

/** The register's value for a field; null if it has none. */
export const registeredFor = (project: RegisterProject, role: ProjectRole): string | null =>
  role === "applicant" ? project.organisation : project.site;

/** Keeps a declared value that differs from the register. */
export const keepDeclaredFor = (role: ProjectRole): void =>
  useProjectStore.setState((was) => ({ kept: { ...was.kept, [role]: true } }));

async function lookUp(code: string): Promise<void> {
  const { key } = useIntakeStore.getState();
  const before = useProjectStore.getState();
  if (before.key === key && before.code === code && before.answer !== null) return;
  useProjectStore.setState({ key, code, answer: "asking", kept: {} });
  const answer: ProjectView = await ask("register.findProject", { projectCode: code }).catch((thrown: unknown) => ({
    kind: "unavailable",
    why: problemOf(thrown).what,
  }));
  const now = useProjectStore.getState();
  if (now.key === key && now.code === code && useIntakeStore.getState().key === key)
    useProjectStore.setState({ answer });
}

/** Looks a project up once its whole code is typed and forgets it with the form. Returns a function that stops it. */
export const followProjectCode = (): (() => void) =>
  useIntakeStore.subscribe((now, was) => {
    if (now.key !== was.key) useProjectStore.setState(EMPTY);
    else if (now.form === was.form) return;
    const typed = roleField("project-code")?.typed ?? "";
    const checked = typed.trim() === "" ? null : checkProjectCode(typed);
    if (checked !== null && checked.result !== "invalid") void lookUp(checked.normalised);
  });
