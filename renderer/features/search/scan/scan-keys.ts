import { scanDetector, type Stroke } from "./scan-detector.ts";

/** Who takes the scans of the page: notes the page at a scan's first key and gives back how to undo the keys. */
export type ScanTaker = { look: () => () => void; take: (text: string) => void };

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

let taker: ScanTaker | null = null;

const isText = (field: Element | null): field is HTMLInputElement | HTMLTextAreaElement =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file"].includes(field.type));

const isSecret = (field: Element | null): boolean => field instanceof HTMLInputElement && field.type === "password";

function prototypeOf(field: Field): object {
  if (field instanceof HTMLTextAreaElement) return HTMLTextAreaElement.prototype;
  return field instanceof HTMLSelectElement ? HTMLSelectElement.prototype : HTMLInputElement.prototype;
}

/** Restores a field's text by the browser's own setter, so that React sees the change. */
function setText(field: Field, text: string): void {
  Object.getOwnPropertyDescriptor(prototypeOf(field), "value")?.set?.call(field, text);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
}

/** Notes the focused field, and gives back how to restore it; a list jumps to what is typed on it. */
function lookAtField(): () => void {
  const field = document.activeElement;
  if (!isText(field) && !(field instanceof HTMLSelectElement)) return () => undefined;
  const text = field.value;
  return () => {
    if (!field.isConnected) return;
    // Leaving the field ends an input method's composition of the scanner's keys.
    field.blur();
    if (field.value !== text) setText(field, text);
    field.focus();
  };
}

function lookAround(): () => void {
  const restoreField = lookAtField();
  const undo = taker?.look();
  return () => {
    restoreField();
    undo?.();
  };
}

/** Names who takes scans; returns how to give it up. Without a taker a scan is text, and presses nothing. */
export function takeScans(next: ScanTaker): () => void {
  taker = next;
  return () => {
    if (taker === next) taker = null;
  };
}

const strokeOf = (event: KeyboardEvent, at: number): Stroke => ({
  key: event.key,
  code: event.code,
  shift: event.shiftKey,
  ctrl: event.ctrlKey || event.metaKey,
  alt: event.altKey,
  up: event.type === "keyup",
  at,
});

function keepAway(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * Catches what a scanner types anywhere on the page, before any button, dialog or shortcut sees its keys. Event time
 * stamps are the clock: a busy page sees keys late.
 */
export function watchScans(stampOf: (event: Event) => number = (event) => event.timeStamp): () => void {
  const detect = scanDetector();
  let undo: (() => void) | null = null;
  let hasEnded = false;

  const finish = (text: string): void => {
    // Where nobody takes scans, a field in use keeps the text: it may be meant for it.
    if (taker !== null || !isText(document.activeElement)) undo?.();
    undo = null;
    hasEnded = true;
    taker?.take(text);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.repeat) return;
    // A secret is nobody's code.
    if (isSecret(document.activeElement)) return;
    const step = detect(strokeOf(event, stampOf(event)));
    if (event.type === "keydown" && step.kind !== "tail") hasEnded = false;
    switch (step.kind) {
      case "begin":
        undo = lookAround();
        return;
      case "more":
        // A space within the code would press a button. Two spaces alone are two presses.
        if (step.text.endsWith(" ") && step.text.trim().length > 1 && !isText(document.activeElement)) keepAway(event);
        return;
      case "control":
      case "tail":
        return keepAway(event);
      case "end":
        // The scanner's end is not the clerk's Enter.
        keepAway(event);
        return finish(step.text);
      case "none":
    }
  };
  /** Windows gives a character that was written by its number only here, after Alt went up. */
  const onCharacter = (event: KeyboardEvent): void => {
    if (hasEnded && ["Enter", "Tab", "\n"].includes(event.key)) keepAway(event);
  };
  window.addEventListener("keydown", onKey, { capture: true });
  window.addEventListener("keyup", onKey, { capture: true });
  window.addEventListener("keypress", onCharacter, { capture: true });
  return () => {
    window.removeEventListener("keydown", onKey, { capture: true });
    window.removeEventListener("keyup", onKey, { capture: true });
    window.removeEventListener("keypress", onCharacter, { capture: true });
  };
}
