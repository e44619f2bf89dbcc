import { useEffect, useRef, type RefObject } from "react";

/** Focuses a small form when it opens; Esc closes the form, not the page or drawer behind it. */
export function useFormKeys(isOpen: boolean, onLeave: () => void): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = isOpen ? form.current?.querySelector("input, select") : null;
    if (first instanceof HTMLElement) first.focus();
  }, [isOpen]);
  useEffect(() => {
    const box = isOpen ? form.current : null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    };
    box?.addEventListener("keydown", onKey);
    return () => box?.removeEventListener("keydown", onKey);
  }, [isOpen, onLeave]);
  return form;
}
