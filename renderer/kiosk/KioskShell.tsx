import type { SessionView } from "../../shared/contract/calls.ts";
import { ShellHeader } from "../shell/ShellHeader.tsx";

/** The kiosk's page; only its frame so far. */
export function KioskShell({ session }: { session: SessionView }) {
  return <ShellHeader session={session} />;
}
