/** Another machine's words as they may be shown: without control characters or marks that turn the direction, at most so many characters. */
export function legibleText(text: string, max: number): string {
  const clean = text.replace(/[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, " ").trim();
  return clean.length > max ? `${clean.slice(0, max)}…` : clean;
}
