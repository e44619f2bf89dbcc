import { create } from "zustand";
import { ATTACHMENT_PIECE_BYTES, type AttachmentLine } from "#shared/contract/attachments.ts";
import type { ScanMark } from "#shared/contract/documents.ts";
import type { MaterialsView } from "#shared/contract/materials.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { callKey, keepAnswer, lastAnswer, refresh } from "#renderer/host/query.ts";
import { base64Of } from "#renderer/lib/files.ts";
import { draftOf, entriesOf, type MaterialDraft } from "./material-draft.ts";

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Sends a file in pieces and returns the stored file; `onPart` gets the part sent, 0 to 1. Throws if the host refuses it. */
export async function sendFile(
  applicationId: string,
  file: File,
  onPart: (part: number) => void,
  scan: ScanMark | null = null,
): Promise<AttachmentLine> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hash = hex(await crypto.subtle.digest("SHA-256", bytes));
  const uploadId = crypto.randomUUID();
  for (let offset = 0; ; offset += ATTACHMENT_PIECE_BYTES) {
    const piece = bytes.subarray(offset, offset + ATTACHMENT_PIECE_BYTES);
    const isLast = offset + piece.length >= bytes.length;
    const { received, attachment } = await ask("attachment.add", {
      applicationId,
      uploadId,
      offset,
      base64: base64Of(piece),
      last: isLast ? { name: file.name.slice(0, 300) || "file", hash, sheet: scan } : null,
    });
    onPart(bytes.length === 0 ? 1 : received / bytes.length);
    if (attachment === null) continue;
    await refresh(callKey("attachment.list", { applicationId }));
    return attachment;
  }
}

type MaterialsState = {
  id: string | null;
  /** What is typed and not recorded yet, and the register on which it was typed; null if nothing is. */
  typed: { drafts: MaterialDraft[]; on: MaterialsView } | null;
  tried: boolean;
  busy: boolean;
  /** The part of a file already sent, 0 to 1; null while none is sent. */
  sending: number | null;
  problem: Problem | null;
  begin: (id: string) => void;
  change: (view: MaterialsView, drafts: MaterialDraft[]) => void;
  save: (view: MaterialsView) => Promise<void>;
  attach: (materialId: string, file: File) => Promise<void>;
  clearProblem: () => void;
};

const nothing = { typed: null, tried: false, busy: false, sending: null, problem: null };

/** What is on screen of a register: the typed materials, else the recorded ones. */
export const draftsOn = (view: MaterialsView, typed: MaterialsState["typed"]): MaterialDraft[] =>
  typed?.on.applicationId === view.applicationId ? typed.drafts : view.materials.map(draftOf);

/** What is typed into the register of materials of the application on screen. */
export const useMaterialsStore = create<MaterialsState>()((set, get) => ({
  id: null,
  ...nothing,
  begin: (id) => {
    if (get().id !== id) set({ id, ...nothing });
  },
  change: (view, drafts) => set(({ typed }) => ({ typed: { drafts, on: typed?.on ?? view } })),
  save: async (view) => {
    const { typed, busy } = get();
    const { applicationId } = view;
    const materials = entriesOf(draftsOn(view, typed));
    set({ tried: true });
    if (typed === null || materials === null || busy) return;
    // Other work on the case moves its version only; a register that was recorded meanwhile must be refused.
    const { version } = view.recorded?.at === typed.on.recorded?.at ? view : typed.on;
    set({ busy: true, problem: null });
    try {
      const recorded = await ask("materials.record", { applicationId, shownVersion: version, materials });
      keepAnswer("materials.get", { applicationId }, recorded);
      if (get().id === applicationId) set({ typed: null, tried: false });
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    } finally {
      set({ busy: false });
    }
  },
  attach: async (materialId, file) => {
    const { id, sending } = get();
    if (id === null || sending !== null) return;
    set({ sending: 0, problem: null });
    try {
      const { hash } = await sendFile(id, file, (part) => set({ sending: part }));
      const view = lastAnswer("materials.get", { applicationId: id });
      if (get().id !== id || view === null) return;
      const drafts = draftsOn(view, get().typed).map((draft) =>
        draft.id === materialId && !draft.files.includes(hash) ? { ...draft, files: [...draft.files, hash] } : draft,
      );
      get().change(view, drafts);
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    } finally {
      set({ sending: null });
    }
  },
  clearProblem: () => set({ problem: null }),
}));
