import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { followEvents, startEvents } from "./events.ts";
import { queryClient } from "./query.ts";
import { refreshAll, refreshFor } from "./stale-reads.ts";

/** Links a page to the host: its reads, and the events that make them stale. */
export function HostLink({ children }: { children: ReactNode }) {
  useEffect(() => {
    const stopReads = followEvents(refreshFor, refreshAll);
    const stopEvents = startEvents();
    return () => {
      stopEvents();
      stopReads();
    };
  }, []);
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
