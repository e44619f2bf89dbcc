import type { Page } from "playwright-core";

type Key = { key: string; code: string; text?: string; windowsVirtualKeyCode: number; modifiers?: number };

const ENTER: Key = { key: "Enter", code: "Enter", text: "\r", windowsVirtualKeyCode: 13 };
const CTRL = 2;

/** What readers are set up to type behind a code. */
const ENDS = {
  CR: [ENTER],
  "CR LF": [ENTER, ENTER],
  Tab: [{ key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 }],
  "Ctrl+J": [{ key: "j", code: "KeyJ", windowsVirtualKeyCode: 74, modifiers: CTRL }],
} as const satisfies Record<string, readonly Key[]>;

/** How a reader is set up: its end, and the time from sign to sign. */
type Reader = { end?: keyof typeof ENDS; gapMs?: number };

function codeOf(sign: string): string {
  if (/[a-z]/i.test(sign)) return `Key${sign.toUpperCase()}`;
  if (sign === " ") return "Space";
  return /\d/.test(sign) ? `Digit${sign}` : "Minus";
}

/**
 * Types as a barcode reader does: real key events into the focused element, by their time stamps as far apart as the
 * reader is slow (four milliseconds), then its end.
 */
export async function scanCode(page: Page, text: string, { end = "CR", gapMs = 4 }: Reader = {}): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // A person who struck a key before has had time to take up the reader.
  const from = Date.now() / 1000 + 0.1;
  const gap = gapMs / 1000;
  const strokes: Key[] = [
    ...[...text].map((sign) => ({
      key: sign,
      code: codeOf(sign),
      text: sign,
      windowsVirtualKeyCode: sign.toUpperCase().charCodeAt(0),
    })),
    ...ENDS[end],
  ];
  // Not one by one: the reader waits for nobody.
  await Promise.all(
    strokes.flatMap(({ text: typed, ...stroke }, i) => [
      session.send("Input.dispatchKeyEvent", {
        type: "keyDown",
        ...stroke,
        ...(typed === undefined ? {} : { text: typed }),
        timestamp: from + i * gap,
      }),
      session.send("Input.dispatchKeyEvent", { type: "keyUp", ...stroke, timestamp: from + i * gap + gap / 2 }),
    ]),
  );
  await session.detach();
}
