import { create } from "zustand";
import type { DeadlineLine } from "#shared/case/application.ts";
import { ask } from "#renderer/host/host.ts";
import { cleanBody } from "./clean-body.ts";
import { useIntakeStore } from "./intake-store.ts";
import { useRouteStore } from "./route-store.ts";

/** The deadlines that would run if the application were accepted now; null while they are not known. */
export const useDeadlineStore = create<{ deadlines: DeadlineLine[] | null }>()(() => ({ deadlines: null }));

/** The agreed time typed so far; null if it is missing or incomplete. */
function appointment(): string | null {
  const intake = useIntakeStore.getState();
  const form = cleanBody(intake).form;
  for (const section of intake.profile?.form.sections ?? []) {
    for (const field of section.fields) {
      const value = form[section.id]?.[field.id];
      if (field.role === "appointment" && typeof value === "string" && /^\d{4}-\d{2}-\d{2}(T\d{2})?$/.test(value))
        return value;
    }
  }
  return null;
}

/** Asks for the deadlines of the routes decided so far. */
export async function previewDeadlines(): Promise<void> {
  const intake = useIntakeStore.getState();
  if (intake.profile === null) return;
  // The deadlines of the rules are for connections only.
  if (intake.service !== null) return useDeadlineStore.setState({ deadlines: [] });
  const routes = [...new Set(useRouteStore.getState().decisions.map((decision) => decision.route))];
  try {
    useDeadlineStore.setState({
      deadlines: await ask("deadline.preview", { profileId: intake.profile.id, appointment: appointment(), routes }),
    });
  } catch {
    // Dates that cannot be computed now are said to be unknown; acceptance computes them again and gives the reason.
    useDeadlineStore.setState({ deadlines: null });
  }
}
