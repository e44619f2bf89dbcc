/** Whether a part of the page holds something typed that is not saved. */
type Check = () => boolean;

const checks = new Set<Check>();
/** Text boxes that somebody typed into on this page; one that is gone holds nothing any more. */
const typedInto = new Set<HTMLInputElement | HTMLTextAreaElement>();

addEventListener("input", ({ target }) => {
  if (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "search"))
    typedInto.add(target);
});

/** Marks a form that is saved by itself: its boxes count as unsaved only while its own check says so. */
export const SAVED_FORM = "data-saved-form";

/** Adds a part that knows whether it is saved. Returns a function that takes it out again. */
export function whileUnsaved(check: Check): () => void {
  checks.add(check);
  return () => void checks.delete(check);
}

/** Whether reloading the page now would lose something that a person typed. */
export function isSomethingUnsaved(): boolean {
  for (const box of typedInto) if (!box.isConnected) typedInto.delete(box);
  return (
    [...checks].some((check) => check()) ||
    [...typedInto].some((box) => box.value !== "" && box.closest(`[${SAVED_FORM}]`) === null)
  );
}
