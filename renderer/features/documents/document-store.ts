import { create } from "zustand";
import type { DocumentView } from "#shared/contract/documents.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

/** What a document is drawn from: a stored application, a draft, or a reception. */
export type DocumentSource = { applicationId: string } | { draft: DraftBody } | { receptionId: string };
type DocumentState = {
  /** The requested document; null while nothing is shown. */
  wanted: { source: DocumentSource; kind: DocumentKind; utility: string | null } | null;
  view: DocumentView | null;
  problem: Problem | null;
  open: (source: DocumentSource, kind: DocumentKind, utility: string | null) => Promise<void>;
  close: () => void;
};

/** The document in the preview. */
export const useDocumentStore = create<DocumentState>()((set, get) => ({
  wanted: null,
  view: null,
  problem: null,
  open: async (source, kind, utility) => {
    const wanted = { source, kind, utility };
    set({ wanted, view: null, problem: null });
    try {
      const view = await ask("document.preview", wanted);
      if (get().wanted === wanted) set({ view });
    } catch (thrown) {
      if (get().wanted === wanted) set({ problem: problemOf(thrown) });
    }
  },
  close: () => set({ wanted: null, view: null, problem: null }),
}));
