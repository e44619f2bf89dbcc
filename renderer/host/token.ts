const KEY = "hall-token";
const WINDOW_KEY = "hall-window";

const inAddress = (name: string): string | null => new URLSearchParams(location.hash.slice(1)).get(name);

/** Whether this is the window turned to the applicant (`#w=applicant`), after a reload too. */
export const isApplicantWindow = (): boolean => (inAddress("w") ?? sessionStorage.getItem(WINDOW_KEY)) === "applicant";

/** The loopback host's token: it comes in the fragment (`#t=…`), is kept for this tab only, and leaves the address at once. */
export function takeToken(): string {
  const given = inAddress("t");
  if (given !== null) {
    sessionStorage.setItem(KEY, given);
    // A window opened from the counter starts with a copy of the counter's storage.
    sessionStorage.setItem(WINDOW_KEY, inAddress("w") ?? "");
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEY) ?? "";
}
