import { useDocumentStore } from "#renderer/features/document/document-store.ts";
import { cleanBody } from "#renderer/features/intake/clean-body.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

/** Shows the unified form as it would be printed now, marked as a draft. */
export function previewDraft(): void {
  const intake = useIntakeStore.getState();
  if (intake.profile !== null)
    void useDocumentStore.getState().open({ draft: cleanBody(intake) }, "unified-form", null);
}
