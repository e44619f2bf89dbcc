import { create } from "zustand";
import type {
  OutboxCover,
  OutboxLine,
  OutboxStory,
  OutboxView,
  EncryptedFileImported,
} from "#shared/contract/outbox.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { followEvents } from "#renderer/host/events.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { base64Of, saveFile } from "#renderer/lib/files.ts";

type OutboxState = {
  view: OutboxView | null;
  /** Why the view could not be read; only a later read of the view ends it. */
  problem: Problem | null;
  /** The opened histories, by entry. */
  stories: Record<string, OutboxStory>;
  /** Why a history could not be read, by entry. */
  storyProblems: Record<string, Problem | null>;
  /** How far the centre's backups reach, read for the outbox's own page. */
  cover: OutboxCover | null;
  coverProblem: Problem | null;
  read: () => Promise<void>;
  readCover: () => Promise<void>;
  retry: () => Promise<void>;
  readStory: (entry: Pick<OutboxLine, "id">) => Promise<void>;
  /** Encrypts all unsent entries and saves them; returns their number (0 for none) or the problem. */
  exportEncrypted: (passphrase: string) => Promise<number | Problem>;
  /** Imports an encrypted file; receipts for another station's entries are saved as a file. */
  importEncrypted: (file: File, passphrase: string) => Promise<EncryptedFileImported | Problem>;
  /** Sends a quarantined entry as the record's next version; returns null or the problem. */
  resend: (id: string, note: string) => Promise<Problem | null>;
};

/** What still has to reach the centre (数据同步). */
export const useOutboxStore = create<OutboxState>()((set, get) => {
  const take = async (asked: Promise<OutboxView>): Promise<void> => {
    try {
      set({ view: await asked, problem: null });
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  };
  return {
    view: null,
    problem: null,
    stories: {},
    storyProblems: {},
    cover: null,
    coverProblem: null,
    read: () => take(ask("outbox.get", {})),
    retry: () => take(ask("outbox.retryNow", {})),
    async readCover() {
      try {
        set({ cover: await ask("outbox.cover", {}), coverProblem: null });
      } catch (thrown) {
        set({ coverProblem: problemOf(thrown) });
      }
    },
    async readStory({ id }) {
      const note = (problem: Problem | null): void => set({ storyProblems: { ...get().storyProblems, [id]: problem } });
      try {
        const story = await ask("outbox.story", { id });
        set({ stories: { ...get().stories, [id]: story } });
        note(null);
      } catch (thrown) {
        note(problemOf(thrown));
      }
    },
    async exportEncrypted(passphrase) {
      try {
        const file = await ask("outbox.export", { passphrase });
        if (file !== null) saveFile(file.fileName, file.mime, file.base64);
        await get().read();
        return file?.entries ?? 0;
      } catch (thrown) {
        return problemOf(thrown);
      }
    },
    async importEncrypted(file, passphrase) {
      try {
        const taken = await ask("outbox.import", {
          passphrase,
          base64: base64Of(new Uint8Array(await file.arrayBuffer())),
        });
        if (taken.kind === "entries") saveFile(taken.fileName, taken.mime, taken.base64);
        await get().read();
        return taken;
      } catch (thrown) {
        return problemOf(thrown);
      }
    },
    async resend(id, note) {
      try {
        set({ view: await ask("outbox.resend", { id, note }), problem: null });
        return null;
      } catch (thrown) {
        return problemOf(thrown);
      }
    },
  };
});

/** Keeps the outbox fresh. Returns a function that stops it. */
export function followOutbox(): () => void {
  const { read } = useOutboxStore.getState();
  void read();
  return followEvents(
    (event) => {
      if (event.kind === "outbox.changed") void read();
    },
    () => void read(),
  );
}

/** Unsent and quarantined entries and attachments together; null while unknown. */
export const unsentOf = (view: OutboxView | null): { waiting: number; quarantined: number } => ({
  waiting: (view?.waiting ?? 0) + (view?.attachments.waiting ?? 0),
  quarantined: (view?.quarantined ?? 0) + (view?.attachments.quarantined ?? 0),
});

/** The same by kind: entries and attachments. */
export const unsentByKind = (view: OutboxView | null): { records: number; files: number } => ({
  records: (view?.waiting ?? 0) + (view?.quarantined ?? 0),
  files: (view?.attachments.waiting ?? 0) + (view?.attachments.quarantined ?? 0),
});
