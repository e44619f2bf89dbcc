import type { Page } from "playwright-core";

/** Runs within the page: what is wrong with the controls that it shows, a line for each. */
function findFaults(): string[] {
  const CONTROLS = "input, select, textarea, button, .pill, [role=radio], [role=checkbox]";
  const WORDS = "label, legend, .field-label, .field-note, .pill, button, option, h2";
  const cards = document.querySelectorAll("main .card, main [data-testid=tiles], main [data-testid=tile]");
  const faults: string[] = [];
  const nameOf = (element: Element): string => {
    const path = element.closest("[data-path]")?.getAttribute("data-path") ?? element.id;
    return `${element.tagName.toLowerCase()} ${path} "${(element.textContent ?? "").trim().slice(0, 30)}"`;
  };
  const isInside = (inner: DOMRect, outer: DOMRect): boolean =>
    inner.left >= outer.left - 1 &&
    inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 &&
    inner.bottom <= outer.bottom + 1;
  const canvas = document.createElement("canvas").getContext("2d");
  const widthOf = (text: string, element: Element): number => {
    if (canvas === null) throw new Error("no canvas");
    canvas.font = getComputedStyle(element).font;
    return canvas.measureText(text).width;
  };
  /** The room of a text box, without its padding. */
  const roomOf = (element: Element): number => {
    const style = getComputedStyle(element);
    return element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  };
  for (const card of cards) {
    const frame = card.getBoundingClientRect();
    for (const control of card.querySelectorAll(CONTROLS)) {
      const box = control.getBoundingClientRect();
      // A tick that is drawn by its label is hidden on purpose; the label is looked at.
      const isDrawnByLabel = control.matches("input") && getComputedStyle(control).opacity === "0";
      if (isDrawnByLabel) continue;
      if (box.width < 1 || box.height < 1) faults.push(`no size: ${nameOf(control)}`);
      else if (!isInside(box, frame)) faults.push(`outside its card: ${nameOf(control)}`);
      if (control instanceof HTMLSelectElement) {
        const words = [...control.options]
          .map(({ text }) => text)
          .find((text) => widthOf(text, control) > roomOf(control) + 1);
        if (words !== undefined) faults.push(`clipped choice "${words}": ${nameOf(control)}`);
      }
      if (control instanceof HTMLInputElement && widthOf(control.placeholder, control) > roomOf(control) + 1)
        faults.push(`clipped example "${control.placeholder}": ${nameOf(control)}`);
    }
    for (const element of card.querySelectorAll(WORDS)) {
      if (element.matches("option")) continue;
      const isBox = getComputedStyle(element).display !== "inline";
      if (isBox && element.scrollWidth > element.clientWidth + 1) faults.push(`clipped: ${nameOf(element)}`);
      const range = document.createRange();
      range.selectNodeContents(element);
      const text = range.getBoundingClientRect();
      if ((element.textContent ?? "").trim() !== "" && (text.width < 1 || !isInside(text, frame)))
        faults.push(`words outside the card: ${nameOf(element)}`);
    }
  }
  if (cards.length === 0) faults.push("no card");
  return faults;
}

/**
 * What is wrong with how the controls of a form are drawn: without a size, outside their card, or with clipped words.
 * Takes the size that the page has now.
 */
export const controlFaults = (page: Page): Promise<string[]> => page.evaluate(findFaults);
