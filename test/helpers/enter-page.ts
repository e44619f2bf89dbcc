import type { Page } from "playwright-core";

/** Asks a loopback host to let a page in, as a page does. */
export const askEntry = (origin: string, entry: { ticket?: string; token?: string }, headers = {}): Promise<Response> =>
  fetch(new URL("/page", origin), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(entry),
  });

/** The ticket in an address that opens a page. */
export const ticketOf = (address: string): string => new URLSearchParams(new URL(address).hash.slice(1)).get("t") ?? "";

/** The token of a page that is let in; throws where it is refused. */
export async function tokenFrom(answer: Response): Promise<string> {
  if (!answer.ok) throw new Error(`the page was refused: ${answer.status}`);
  return ((await answer.json()) as { token: string }).token;
}

/** Opens a page without a browser, by an address with a ticket; gives its token. */
export const enterPage = async (address: string): Promise<string> =>
  tokenFrom(await askEntry(address, { ticket: ticketOf(address) }));

/** The token that a page in a browser makes its calls with. */
export const tokenIn = (page: Page): Promise<string> => page.evaluate(() => sessionStorage.getItem("hall-token") ?? "");
