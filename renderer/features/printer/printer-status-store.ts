import { create } from "zustand";
import type { PrinterStatusView } from "#shared/contract/printer-calls.ts";
import { ask } from "#renderer/host/host.ts";
import { onNews } from "#renderer/shell/news-store.ts";

type StatusState = { view: PrinterStatusView | null; read: () => Promise<void> };

/** The printers of this station as the counter sees them. */
export const usePrinterStatus = create<StatusState>()((set) => ({
  view: null,
  read: async () => {
    try {
      set({ view: await ask("printer.status", {}) });
    } catch {
      // A banner that cannot be read says nothing; each sheet's own row still says how it stands.
      set({ view: null });
    }
  },
}));

/** Reads the printers now and with each piece of news about them; the answer stops it. */
export function followPrinters(): () => void {
  const { read } = usePrinterStatus.getState();
  void read();
  return onNews(
    (news) => {
      if (news.kind === "printer.changed") void read();
    },
    () => void read(),
  );
}
