const KEY = "hall-token";

/** What a page presents to the loopback host: its token; null where the host does not let it in. */
export type PagePass = { token: () => Promise<string | null> };

/** Asks the host to let this page in; null where it refuses. */
async function enter(entry: { ticket?: string; token?: string }): Promise<string | null> {
  const answer = await fetch("/page", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(entry),
  });
  return answer.ok ? ((await answer.json()) as { token: string }).token : null;
}

/**
 * Gets this page its token: for the ticket of its address, for the token from before a reload, or anew where the host
 * knows its user. The token is kept for this tab only; a copy of the tab is given another.
 */
export function openPagePass({ ticket, mayOpenAnew }: { ticket: string | null; mayOpenAnew: boolean }): PagePass {
  async function begin(): Promise<string | null> {
    // A window opened from the counter starts with a copy of the counter's storage, which is not its own.
    if (ticket !== null) sessionStorage.removeItem(KEY);
    const before = sessionStorage.getItem(KEY);
    let token: string | null = null;
    if (ticket !== null) token = await enter({ ticket });
    else if (before !== null) token = await enter({ token: before });
    if (token === null && mayOpenAnew) token = await enter({});
    if (token === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, token);
    return token;
  }

  let begun: Promise<string | null> | null = null;
  return {
    token() {
      // Without an answer the next call asks again.
      begun ??= begin().catch((error: unknown) => {
        begun = null;
        throw error;
      });
      return begun;
    },
  };
}
