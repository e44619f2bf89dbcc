import { create } from "zustand";
import { ATTACHMENT_PIECE_BYTES, type AttachmentLine } from "#shared/contract/attachments.ts";
import type { ScanMark } from "#shared/contract/documents.ts";
import type { MaterialsView } from "#shared/contract/materials.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { base64Of, saveFile } from "#renderer/lib/files.ts";
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
    if (attachment !== null) return attachment;
  }
}

type MaterialsState = {
  id: string | null;
  view: MaterialsView | null;
  files: AttachmentLine[];
  drafts: MaterialDraft[];
  /** True if something on screen is not recorded yet. */
  dirty: boolean;
  tried: boolean;
  busy: boolean;
  /** The part of a file already sent, 0 to 1; null while none is sent. */
  sending: number | null;
  problem: Problem | null;
  read: (id: string) => Promise<void>;
  change: (drafts: MaterialDraft[]) => void;
  save: () => Promise<void>;
  attach: (materialId: string, file: File) => Promise<void>;
  give: (hash: string) => Promise<void>;
  /** Shows a file that was stored from another part of the page. */
  take: (applicationId: string, file: AttachmentLine) => void;
  clearProblem: () => void;
};

const nothing = {
  view: null,
  files: [],
  drafts: [],
  dirty: false,
  tried: false,
  busy: false,
  sending: null,
  problem: null,
};

/** The register of materials of the application on screen. */
export const useMaterialsStore = create<MaterialsState>()((set, get) => {
  const fail = (thrown: unknown): void => set({ problem: problemOf(thrown) });
  const show = (view: MaterialsView): void =>
    set({ view, drafts: view.materials.map(draftOf), dirty: false, tried: false });
  return {
    id: null,
    ...nothing,
    read: async (id) => {
      if (get().id !== id) set({ id, ...nothing });
      try {
        const [view, files] = await Promise.all([
          ask("materials.get", { applicationId: id }),
          ask("attachment.list", { applicationId: id }),
        ]);
        if (get().id !== id) return;
        set({ files });
        // Events of other work keep the typed text; only the version that it is saved against changes.
        if (!get().dirty) show(view);
        else if (view.recorded?.at === get().view?.recorded?.at) set({ view });
      } catch (thrown) {
        fail(thrown);
      }
    },
    change: (drafts) => set({ drafts, dirty: true }),
    save: async () => {
      const { view, drafts, busy } = get();
      const materials = entriesOf(drafts);
      set({ tried: true });
      if (view === null || materials === null || busy) return;
      set({ busy: true, problem: null });
      try {
        show(
          await ask("materials.record", { applicationId: view.applicationId, shownVersion: view.version, materials }),
        );
      } catch (thrown) {
        fail(thrown);
      } finally {
        set({ busy: false });
      }
    },
    attach: async (materialId, file) => {
      const { id, sending } = get();
      if (id === null || sending !== null) return;
      set({ sending: 0, problem: null });
      try {
        const kept = await sendFile(id, file, (part) => set({ sending: part }));
        if (get().id !== id) return;
        set({ files: [...get().files.filter((one) => one.hash !== kept.hash), kept] });
        get().change(
          get().drafts.map((draft) =>
            draft.id === materialId && !draft.files.includes(kept.hash)
              ? { ...draft, files: [...draft.files, kept.hash] }
              : draft,
          ),
        );
      } catch (thrown) {
        fail(thrown);
      } finally {
        set({ sending: null });
      }
    },
    give: async (hash) => {
      const { id } = get();
      if (id === null) return;
      try {
        const { fileName, base64 } = await ask("attachment.get", { applicationId: id, hash });
        // Never with its own type: a visitor's file is saved, not opened.
        saveFile(fileName, "application/octet-stream", base64);
      } catch (thrown) {
        fail(thrown);
      }
    },
    take: (applicationId, file) => {
      if (get().id === applicationId) set({ files: [...get().files.filter((one) => one.hash !== file.hash), file] });
    },
    clearProblem: () => set({ problem: null }),
  };
});
