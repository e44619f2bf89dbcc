import { focusPath } from "#renderer/form/field-path.ts";
import { focusFirst } from "./accept.ts";

const isUnanswered = (input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): boolean =>
  input instanceof HTMLInputElement && (input.type === "radio" || input.type === "checkbox")
    ? !input.checked
    : input.value.trim() === "";

/** Whether nothing of a field is answered. */
const isEmpty = (field: HTMLElement): boolean =>
  [
    ...field.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("input, select, textarea"),
  ].every(isUnanswered);

/**
 * Moves the keyboard to the next required field (必填) without an answer: after the present one, and round again from
 * the end. With all of them answered, it goes to the first that is to be put right.
 */
export function focusNextEmpty(): void {
  const required = [...document.querySelectorAll<HTMLElement>(".main-column .field:has(.field-required)")];
  const empty = required.filter(isEmpty);
  const { activeElement } = document;
  const next =
    empty.find(
      (field) =>
        activeElement !== null &&
        (activeElement.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    ) ?? empty[0];
  const path = next?.querySelector<HTMLElement>("[data-path]")?.dataset["path"];
  if (path === undefined) focusFirst("problems");
  else focusPath(path);
}
