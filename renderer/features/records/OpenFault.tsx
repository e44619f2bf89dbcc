import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { useApplicationStore } from "./application-store.ts";

/** Why an application that was picked from a list could not be opened; what was on screen is still there. */
export function OpenFault() {
  const problem = useApplicationStore((state) => state.problem);
  if (problem === null) return null;
  return <ProblemNote problem={problem} onClose={() => useApplicationStore.setState({ problem: null })} />;
}
