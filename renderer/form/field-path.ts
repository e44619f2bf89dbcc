/** The path of a field as the host names it: `form.water.demand`. */
export const formPath = (section: string, field: string): string => `form.${section}.${field}`;

/** The DOM id of the input of a path; ids may not hold dots where selectors are used. */
export const inputId = (path: string): string => `f-${path.replaceAll(".", "-")}`;

/** Moves the keyboard to the input of a path, or to the nearest part of the form; false if none is on screen. */
export function focusPath(path: string): boolean {
  const parts = path.split(".");
  while (parts.length > 0) {
    const box = document.querySelector(`[data-path="${CSS.escape(parts.join("."))}"]`);
    const target =
      box?.matches("input, select, textarea, button") === true
        ? box
        : box?.querySelector("input:checked, input:not([tabindex='-1']), select, textarea, button");
    if (target instanceof HTMLElement) {
      target.focus();
      target.scrollIntoView({ block: "center" });
      return true;
    }
    parts.pop();
  }
  return false;
}
