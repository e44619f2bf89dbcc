import { create } from "zustand";
import type { Application } from "#shared/case/application.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { ScanMark, ScanView } from "#shared/contract/documents.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { ReceptionLine } from "#shared/case/reception.ts";
import { readScan, type Scan } from "#shared/identifiers/scan.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { sendFile } from "#renderer/features/records/materials/materials-store.ts";
import { roleField, setRole } from "#renderer/features/intake/intake-store.ts";
import { lookUpCompany } from "#renderer/features/intake/register/register-store.ts";

/** The outcome of a scan. */
export type ScanOutcome =
  | { kind: "filled"; what: "credit-code" | "project-code"; code: string; differs: string | null; noField: boolean }
  | { kind: "not-on-form" }
  | { kind: "opened"; number: string }
  | {
      kind: "paper";
      mark: ScanMark;
      scan: ScanView;
      attaching: boolean;
      attached: string | null;
      problem: Problem | null;
    }
  | { kind: "visit"; visit: ReceptionLine }
  | { kind: "not-found"; id: string }
  | { kind: "failed"; problem: Problem }
  | { kind: "unknown"; why: Bilingual };

/** The last scan's outcome; null once dismissed. */
export const useScanStore = create<{ outcome: ScanOutcome | null }>()(() => ({ outcome: null }));

/** Dismisses the outcome. */
export const closeScan = (): void => useScanStore.setState({ outcome: null });

/** Dismisses the outcome once another form or application is on the page. */
export function followPage(): () => void {
  const leaveForm = useIntakeStore.subscribe((state, before) => {
    if (state.key !== before.key) closeScan();
  });
  const leaveCase = useApplicationStore.subscribe((state, before) => {
    if (state.id !== before.id) closeScan();
  });
  return () => {
    leaveForm();
    leaveCase();
  };
}

function fill(what: "credit-code" | "project-code", code: string): ScanOutcome {
  if (useApplicationStore.getState().id !== null) return { kind: "not-on-form" };
  const place = roleField(what);
  const typed = place?.typed.trim() ?? "";
  if (typed === "") setRole(what, code);
  if (what === "credit-code") void lookUpCompany(code);
  return {
    kind: "filled",
    what,
    code,
    differs: typed === "" || typed.toUpperCase() === code ? null : typed,
    noField: place === null,
  };
}

async function openCase(id: string): Promise<Application | null> {
  const opened = await useApplicationStore.getState().open(id);
  // The note of the scan says it.
  if (opened === null) useApplicationStore.setState({ problem: null });
  return opened;
}

/** Finds the visit of a scanned notice; if it was accepted since, opens its case. */
async function followNotice(id: string, document: string): Promise<ScanOutcome> {
  const visit =
    document === "received-notice" || document === "refusal-notice"
      ? await ask("reception.get", { id }).catch(() => null)
      : null;
  if (visit === null) return { kind: "not-found", id };
  if (visit.acceptedAs !== null) await openCase(visit.acceptedAs);
  return { kind: "visit", visit };
}

async function follow(scan: Scan): Promise<ScanOutcome> {
  switch (scan.kind) {
    case "credit-code":
    case "project-code":
      return fill(scan.kind, scan.code);
    case "acceptance-number":
      return (await openCase(scan.number)) === null
        ? { kind: "not-found", id: scan.number }
        : { kind: "opened", number: scan.number };
    case "paper": {
      const application = await openCase(scan.id);
      if (application === null) return followNotice(scan.id, scan.document);
      const mark: ScanMark = { document: scan.document, version: scan.version, shortHash: scan.shortHash };
      const view = await ask("scan.read", { applicationId: application.id, mark });
      return { kind: "paper", mark, scan: view, attaching: false, attached: null, problem: null };
    }
    case "unknown":
      return { kind: "unknown", why: scan.why };
  }
}

/** Acts on a scanned code and shows the outcome. */
export async function takeScan(text: string): Promise<void> {
  useScanStore.setState({
    outcome: await follow(readScan(text)).catch((thrown: unknown): ScanOutcome => ({
      kind: "failed",
      problem: problemOf(thrown),
    })),
  });
}

/** Stores the scan of the signed document and binds it to the printed version. */
export async function attachScan(file: File): Promise<void> {
  const { outcome } = useScanStore.getState();
  if (outcome?.kind !== "paper" || outcome.attaching) return;
  const { scan, mark } = outcome;
  useScanStore.setState({ outcome: { ...outcome, attaching: true, problem: null } });
  const finish = (attached: string | null, problem: Problem | null): void => {
    const now = useScanStore.getState().outcome;
    // Another scan may be on screen by now.
    if (now?.kind === "paper" && now.mark === mark)
      useScanStore.setState({ outcome: { ...now, attaching: false, attached: attached ?? now.attached, problem } });
  };
  try {
    const kept = await sendFile(scan.applicationId, file, () => undefined, mark);
    finish(kept.name, null);
  } catch (thrown) {
    finish(null, problemOf(thrown));
  }
}

/** Replaces the typed code by the scanned one. */
export function replaceByScanned(what: "credit-code" | "project-code", code: string): void {
  setRole(what, code);
  closeScan();
}
