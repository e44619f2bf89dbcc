import type { SessionView } from "../../shared/contract/calls.ts";
import { ShellHeader } from "../shell/ShellHeader.tsx";

/** The counter's page; only its frame so far. */
export function CounterShell({ session }: { session: SessionView }) {
  return <ShellHeader session={session} />;
}
