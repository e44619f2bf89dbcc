/** What is written in a text as JSON; null where it is none, or no text. */
export function jsonIn(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}
