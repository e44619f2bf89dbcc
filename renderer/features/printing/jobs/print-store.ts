import { create } from "zustand";
import type { DocumentView } from "#shared/contract/documents.ts";
import type { PrintJobLine } from "#shared/contract/printing.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { DocumentSource } from "#renderer/features/documents/document-store.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import type { DocumentRef } from "./printable-documents.ts";

/** Whose documents they are: an accepted application's, or a visit's without a number. */
export type PrintSubject = { of: "application" | "reception"; id: string };

/** The source of its previews. */
export const sourceOf = ({ of, id }: PrintSubject): DocumentSource =>
  of === "application" ? { applicationId: id } : { receptionId: id };

/** All its print jobs, oldest first. */
const printsOf = async ({ of, id }: PrintSubject): Promise<PrintJobLine[]> =>
  of === "application" ? await ask("print.list", { applicationId: id }) : (await ask("reception.get", { id })).prints;

/** Asks to print one of its documents (again). */
async function requestPrint({ of, id }: PrintSubject, printable: DocumentRef, why: string | null): Promise<void> {
  await (of === "application"
    ? ask("print.request", { applicationId: id, ...printable, why })
    : ask("reception.print", { id, why }));
}

type PrintState = {
  /** Whose jobs are shown; null before the first read. */
  subject: PrintSubject | null;
  jobs: PrintJobLine[];
  problem: Problem | null;
  /** A document with unprintable characters waits for a person's decision. */
  pending: { document: DocumentRef; why: string | null; unprintable: DocumentView["unprintable"] } | null;
  busy: boolean;
  read: (subject: PrintSubject) => Promise<void>;
  print: (printable: DocumentRef, why: string | null, evenSo?: boolean) => Promise<void>;
  confirm: (jobId: string, paperCame: boolean) => Promise<void>;
  retry: (jobId: string) => Promise<void>;
  resume: (jobId: string, fromPage: number) => Promise<void>;
  cancel: (jobId: string, why: string) => Promise<void>;
  release: (jobId: string) => Promise<void>;
  dropPending: () => void;
};

const isSame = (one: PrintSubject | null, other: PrintSubject): boolean => one?.of === other.of && one.id === other.id;

/** The print jobs of what is on screen (打印任务), an application or a reception. */
export const usePrintStore = create<PrintState>()((set, get) => {
  /** A change of one job; if it fails, the page shows the job's current state. */
  const run = async (asked: () => Promise<PrintJobLine>): Promise<void> => {
    if (get().busy) return;
    set({ busy: true, problem: null });
    try {
      const job = await asked();
      set({ jobs: get().jobs.map((one) => (one.id === job.id ? job : one)) });
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
      const { subject } = get();
      if (subject !== null) await get().read(subject);
    } finally {
      set({ busy: false });
    }
  };
  return {
    subject: null,
    jobs: [],
    problem: null,
    pending: null,
    busy: false,
    read: async (subject) => {
      if (!isSame(get().subject, subject)) set({ subject, jobs: [], problem: null, pending: null });
      try {
        const jobs = await printsOf(subject);
        if (isSame(get().subject, subject)) set({ jobs });
      } catch (thrown) {
        set({ problem: problemOf(thrown) });
      }
    },
    print: async (printable, why, evenSo = false) => {
      const { subject, busy } = get();
      if (subject === null || busy) return;
      set({ busy: true, problem: null, pending: null });
      try {
        const { unprintable } = evenSo
          ? { unprintable: [] }
          : await ask("document.preview", { source: sourceOf(subject), ...printable });
        if (unprintable.length > 0) set({ pending: { document: printable, why, unprintable } });
        else {
          await requestPrint(subject, printable, why);
          await get().read(subject);
        }
      } catch (thrown) {
        set({ problem: problemOf(thrown) });
      } finally {
        set({ busy: false });
      }
    },
    confirm: (jobId, paperCame) => run(() => ask("print.confirm", { jobId, paperCame })),
    retry: (jobId) => run(() => ask("print.retry", { jobId })),
    resume: (jobId, fromPage) => run(() => ask("print.resume", { jobId, fromPage })),
    cancel: (jobId, why) => run(() => ask("print.cancel", { jobId, why })),
    release: (jobId) => run(() => ask("print.release", { jobId })),
    dropPending: () => set({ pending: null }),
  };
});
