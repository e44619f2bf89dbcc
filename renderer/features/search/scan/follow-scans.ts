import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { takeScans } from "./scan-keys.ts";

/** Takes scans at the counter, and undoes what their keys did to the form (ticks, texts). */
export const followScans = (onScan: (text: string) => void): (() => void) =>
  takeScans({
    look: () => {
      const { key, form, utilities, lines } = useIntakeStore.getState();
      return () => {
        if (useIntakeStore.getState().key === key) useIntakeStore.setState({ form, utilities, lines });
      };
    },
    take: onScan,
  });
