import type { SessionView } from "../../shared/contract/calls.ts";
import { ShellHeader } from "../shell/ShellHeader.tsx";

/** The supervisor's page; only its frame so far. */
export function SupervisorShell({ session }: { session: SessionView }) {
  return <ShellHeader session={session} />;
}
