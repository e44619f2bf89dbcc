const KEY = "hall-token";

/** The loopback host's token: it comes in the fragment (`#t=…`), is kept for this tab only, and leaves the address at once. */
export function takeToken(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get("t");
  if (given !== null) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEY) ?? "";
}
