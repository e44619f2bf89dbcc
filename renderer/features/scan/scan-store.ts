import { create } from "zustand";
import type { Bilingual } from "../../../shared/bilingual.ts";
import { readScan, type Scan } from "../../../shared/scan.ts";
import { useApplicationStore } from "../application/application-store.ts";
import { useIntakeStore } from "../intake/intake-store.ts";
import { roleField, setRole } from "../form/role-field.ts";
import { lookUpCompany } from "../register/register-store.ts";

/** What a scan led to. */
export type ScanOutcome =
  | { kind: "filled"; what: "credit-code" | "project-code"; code: string; differs: string | null; noField: boolean }
  | { kind: "not-on-form" }
  | { kind: "opened"; number: string }
  | { kind: "paper"; state: "current" | "old" | "other-hash"; paper: number; version: number }
  | { kind: "not-found"; id: string }
  | { kind: "unknown"; why: Bilingual };

/** The last scan's outcome, null when it was put away. */
export const useScanStore = create<{ outcome: ScanOutcome | null }>()(() => ({ outcome: null }));

/** Puts the outcome away. */
export const closeScan = (): void => useScanStore.setState({ outcome: null });

/** Puts the outcome away once another form or application is on the page: it spoke of the one before. */
export function followPage(): () => void {
  const leaveForm = useIntakeStore.subscribe((state, before) => {
    if (state.key !== before.key) closeScan();
  });
  const leaveCase = useApplicationStore.subscribe((state, before) => {
    if (state.application?.id !== before.application?.id) closeScan();
  });
  return () => {
    leaveForm();
    leaveCase();
  };
}

function fill(what: "credit-code" | "project-code", code: string): ScanOutcome {
  if (useApplicationStore.getState().application !== null) return { kind: "not-on-form" };
  const place = roleField(what);
  const typed = place?.typed.trim() ?? "";
  if (typed === "") setRole(what, code);
  if (what === "credit-code") void lookUpCompany(code);
  return { kind: "filled", what, code, differs: typed === "" || typed.toUpperCase() === code ? null : typed, noField: place === null };
}

async function openCase(id: string): Promise<ReturnType<typeof useApplicationStore.getState>["application"]> {
  await useApplicationStore.getState().open(id);
  const { application, problem } = useApplicationStore.getState();
  if (problem !== null) useApplicationStore.setState({ problem: null });
  return problem === null && (application?.id === id.toLowerCase() || application?.acceptanceNumber === id) ? application : null;
}

async function follow(scan: Scan): Promise<ScanOutcome> {
  switch (scan.kind) {
    case "credit-code":
    case "project-code":
      return fill(scan.kind, scan.code);
    case "acceptance-number":
      return (await openCase(scan.number)) === null ? { kind: "not-found", id: scan.number } : { kind: "opened", number: scan.number };
    case "paper": {
      const application = await openCase(scan.id);
      if (application === null) return { kind: "not-found", id: scan.id };
      const paper = { kind: "paper", paper: scan.version, version: application.version } as const;
      if (scan.version !== application.version) return { ...paper, state: "old" };
      return { ...paper, state: application.hash.startsWith(scan.shortHash) ? "current" : "other-hash" };
    }
    case "unknown":
      return { kind: "unknown", why: scan.why };
  }
}

/** Does what a scan asks for and says what came of it. */
export async function takeScan(text: string): Promise<void> {
  useScanStore.setState({ outcome: await follow(readScan(text)) });
}

/** Puts a scanned code in the place of the one typed. */
export function replaceByScanned(what: "credit-code" | "project-code", code: string): void {
  setRole(what, code);
  closeScan();
}
