const KEY = "open-form";

/** Remembers which form is open at this station, so that it comes back after a crash; null when none is. */
export function rememberForm(key: string | null): void {
  if (key === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, key);
}

/** The form that was open when the page went away. */
export const lastForm = (): string | null => localStorage.getItem(KEY);
