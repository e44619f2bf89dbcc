/** The value of a JSON text; null if it is no text or no JSON. */
export function jsonIn(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}
