import { useState } from "react";
import type { DocumentView } from "#shared/contract/documents.ts";
import type { PrintJobLine } from "#shared/contract/printing.ts";
import type { DocumentSource } from "#renderer/features/documents/document-store.ts";
import { ask } from "#renderer/host/host.ts";
import { callKey, type Read, refresh, useCall } from "#renderer/host/query.ts";
import { type Acting, useAct } from "#renderer/host/use-act.ts";
import type { DocumentRef } from "./printable-documents.ts";

/** Whose documents they are: an accepted application's, or a visit's without a number. */
export type PrintSubject = { of: "application" | "reception"; id: string };

/** The source of its previews. */
export const sourceOf = ({ of, id }: PrintSubject): DocumentSource =>
  of === "application" ? { applicationId: id } : { receptionId: id };

/** All its print jobs, oldest first. */
function useJobs({ of, id }: PrintSubject): Read<PrintJobLine[]> {
  const ofApplication = useCall("print.list", of === "application" ? { applicationId: id } : null);
  const ofReception = useCall("reception.get", of === "reception" ? { id } : null);
  return of === "application" ? ofApplication : { ...ofReception, data: ofReception.data?.prints ?? null };
}

/** Asks to print one of its documents (again). */
async function requestPrint({ of, id }: PrintSubject, printable: DocumentRef, why: string | null): Promise<void> {
  await (of === "application"
    ? ask("print.request", { applicationId: id, ...printable, why })
    : ask("reception.print", { id, why }));
}

/** A document with unprintable characters that waits for a person's decision. */
type Pending = { document: DocumentRef; why: string | null; unprintable: DocumentView["unprintable"] };

/** The print jobs of what is on screen (打印任务), and what may be done to them. */
export type PrintJobs = Pick<Acting, "busy" | "problem"> & {
  read: Read<PrintJobLine[]>;
  pending: Pending | null;
  dropPending: () => void;
  print: (printable: DocumentRef, why: string | null, evenSo?: boolean) => Promise<void>;
  confirm: (jobId: string, paperCame: boolean) => Promise<void>;
  retry: (jobId: string) => Promise<void>;
  resume: (jobId: string, fromPage: number) => Promise<void>;
  cancel: (jobId: string, why: string) => Promise<void>;
  release: (jobId: string) => Promise<void>;
};

/** The print jobs of an application or a reception, kept fresh; one act at a time. */
export function usePrintJobs(subject: PrintSubject): PrintJobs {
  const { of, id } = subject;
  const key = of === "application" ? callKey("print.list", { applicationId: id }) : callKey("reception.get", { id });
  const read = useJobs(subject);
  const { busy, problem, run } = useAct(key);
  const [pending, setPending] = useState<Pending | null>(null);
  const change = async (act: () => Promise<unknown>): Promise<void> =>
    void (await run(async () => (await act(), refresh(key))));
  const print: PrintJobs["print"] = (printable, why, evenSo = false) => {
    setPending(null);
    return change(async () => {
      const { unprintable } = evenSo
        ? { unprintable: [] }
        : await ask("document.preview", { source: sourceOf(subject), ...printable });
      if (unprintable.length > 0) setPending({ document: printable, why, unprintable });
      else await requestPrint(subject, printable, why);
    });
  };
  return {
    busy,
    problem,
    read,
    pending,
    dropPending: () => setPending(null),
    print,
    confirm: (jobId, paperCame) => change(() => ask("print.confirm", { jobId, paperCame })),
    retry: (jobId) => change(() => ask("print.retry", { jobId })),
    resume: (jobId, fromPage) => change(() => ask("print.resume", { jobId, fromPage })),
    cancel: (jobId, why) => change(() => ask("print.cancel", { jobId, why })),
    release: (jobId) => change(() => ask("print.release", { jobId })),
  };
}
