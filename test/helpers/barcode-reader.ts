import type { Page } from "playwright-core";

const GAP_S = 0.004;

function codeOf(sign: string): string {
  if (/[a-z]/i.test(sign)) return `Key${sign.toUpperCase()}`;
  return /\d/.test(sign) ? `Digit${sign}` : "Minus";
}

/**
 * Types as a barcode reader does: real key events into the focused element, four milliseconds apart by their time
 * stamps, then Enter.
 */
export async function scanCode(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // A person who struck a key before has had time to take up the reader.
  const from = Date.now() / 1000 + 0.05;
  const strokes = [
    ...[...text].map((sign) => ({
      key: sign,
      code: codeOf(sign),
      text: sign,
      windowsVirtualKeyCode: sign.toUpperCase().charCodeAt(0),
    })),
    { key: "Enter", code: "Enter", text: "\r", windowsVirtualKeyCode: 13 },
  ];
  // Not one by one: the reader waits for nobody.
  await Promise.all(
    strokes.flatMap((stroke, i) => [
      session.send("Input.dispatchKeyEvent", { type: "keyDown", ...stroke, timestamp: from + i * GAP_S }),
      session.send("Input.dispatchKeyEvent", {
        type: "keyUp",
        key: stroke.key,
        code: stroke.code,
        windowsVirtualKeyCode: stroke.windowsVirtualKeyCode,
        timestamp: from + i * GAP_S + GAP_S / 2,
      }),
    ]),
  );
  await session.detach();
}
