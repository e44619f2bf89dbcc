import { useIntakeStore, type Intake } from "#renderer/features/intake/intake-store.ts";
import { scanDetector } from "./scan-detector.ts";

type Editable = HTMLInputElement | HTMLTextAreaElement;

/** What a scanner may spoil before it is recognised: the form and the text of the focused field. */
type Before = { intake: Pick<Intake, "key" | "form" | "utilities" | "lines">; field: Editable | null; text: string };

const isText = (field: Element | null): field is Editable =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(field.type));

function look(): Before {
  const { key, form, utilities, lines } = useIntakeStore.getState();
  const field = document.activeElement;
  return {
    intake: { key, form, utilities, lines },
    field: isText(field) ? field : null,
    text: isText(field) ? field.value : "",
  };
}

/** Restores a field's text by the browser's own setter, so that React sees the change. */
function setText(field: Editable, text: string): void {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(kind, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function restore({ intake, field, text }: Before): void {
  if (field?.isConnected === true) {
    // Leaving the field ends an input method's composition of the scanner's keys.
    field.blur();
    if (field.value !== text) setText(field, text);
    field.focus();
  }
  if (useIntakeStore.getState().key === intake.key)
    useIntakeStore.setState({ form: intake.form, utilities: intake.utilities, lines: intake.lines });
}

/** Catches what a scanner types anywhere and undoes its keys. Event time stamps are the clock: a busy page sees keys late. */
export function followScans(onScan: (text: string) => void): () => void {
  const detect = scanDetector();
  let before: Before | null = null;
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const step = detect({ key: event.key, code: event.code, shift: event.shiftKey, at: event.timeStamp });
    if (step.kind === "begin") before = look();
    if (step.kind !== "end") return;
    // The scanner's Enter is not the clerk's.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (before !== null) restore(before);
    before = null;
    onScan(step.text);
  };
  window.addEventListener("keydown", onKey, { capture: true });
  return () => window.removeEventListener("keydown", onKey, { capture: true });
}
