/** The two channels between Electron's page and its main process; there are no others. */
export const CALL_CHANNEL = "hall:call";
/** The channel on which our own pages receive events. */
export const EVENTS_CHANNEL = "hall:events";

/** The scheme and address that Electron serves the page under; nothing else may load, navigate or call. */
export const APP_SCHEME = "app";
const APP_HOST = "counter";
/** The scheme as the browser has to know it: addresses with a host, a secure page, files that may be fetched. */
export const OWN_SCHEME = { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } };
/** The address of the counter's page inside Electron. */
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;
/** The same page as the window turned to the applicant. */
export const APPLICANT_URL = `${APP_URL}#w=applicant`;

/** Whether an address is the page's own; anything that does not parse is not. */
export function isOwnUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === "" && url.password === "";
}

/** Whether an address is that of the page itself, whatever its fragment; its pictures and scripts are none. */
export function isOwnPage(address: string): boolean {
  const [page] = address.split("#", 1);
  return page === APP_URL;
}

/**
 * Whether the page may fetch an address: its own files and what it made itself, such as a picture as `data:` or
 * `blob:`.
 */
export function isOwnRequest(address: string): boolean {
  if (address.startsWith("blob:")) return isOwnUrl(address.slice("blob:".length));
  return isOwnUrl(address) || address.startsWith("data:");
}

/** Where a message came from, as far as a sender check needs it. */
export type SenderFrame = { url: string; parent: unknown };

/** Whether a message came from the page itself: its own address, in the window's top frame. */
export const isOwnSender = (frame: SenderFrame | null): frame is SenderFrame =>
  frame !== null && frame.parent === null && isOwnUrl(frame.url);

/**
 * Whether the page may use something of the browser's or the machine's. Copying a text is all that it needs; it reads
 * no clipboard, and no frame in it may do either.
 */
export const mayUse = (permission: string, { url, isTop }: { url: string; isTop: boolean }): boolean =>
  permission === "clipboard-sanitized-write" && isTop && isOwnUrl(url);
