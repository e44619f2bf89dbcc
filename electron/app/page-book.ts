import { createHash, randomBytes } from "node:crypto";
import type { Session } from "#station/core/session.ts";
import type { SetTimer } from "#station/lib/timers.ts";

/** The two windows that a station shows; the applicant's can never act as the counter's. */
export type PageKind = "counter" | "applicant";

/** How long an address that opens a page may wait for its use. */
const TICKET_MS = 10 * 60_000;
/** How long a reload may take until the closed window's sign-in ends. */
const RELOAD_MS = 30_000;
/** How long the stream of a page that reloads may take to close. */
const CLOSING_MS = 2000;
/** More pages than one station has; past this the oldest closed one is forgotten. */
const MAX_PAGES = 64;

type Page = {
  kind: PageKind;
  session: Session;
  isOpen: boolean;
  /** Run when the page's stream closes. */ onClosed: Set<() => void>;
  cancelEnd: () => void;
};

/** What the book of pages needs of its host. */
export type PageBookParts = {
  openSession: (kind: PageKind) => Session;
  /** Ends the sign-in of a window that was closed. */ endSession: (session: Session) => void;
  setTimer: SetTimer;
};

/** The pages that were let in. Each has a token and a sign-in of its own; only hashes of secrets are kept. */
export type PageBook = ReturnType<typeof openPageBook>;

const secret = (): string => randomBytes(32).toString("base64url");
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Opens an empty book of pages. */
export function openPageBook({ openSession, endSession, setTimer }: PageBookParts) {
  const tickets = new Map<string, { kind: PageKind; cancel: () => void }>();
  const pages = new Map<string, Page>();

  function forgetOldest(): void {
    if (pages.size <= MAX_PAGES) return;
    const oldest = [...pages].find(([, page]) => !page.isOpen);
    if (oldest === undefined) return;
    oldest[1].cancelEnd();
    pages.delete(oldest[0]);
  }

  function open(kind: PageKind): string {
    const token = secret();
    pages.set(hashOf(token), {
      kind,
      session: openSession(kind),
      isOpen: false,
      onClosed: new Set(),
      cancelEnd: () => undefined,
    });
    forgetOldest();
    return token;
  }

  /** Resolves with whether the page's stream is closed; one that reloads closes it within moments. */
  const closes = (page: Page): Promise<boolean> =>
    new Promise((resolve) => {
      if (!page.isOpen) return resolve(true);
      const done = (): void => {
        cancel();
        page.onClosed.delete(done);
        resolve(!page.isOpen);
      };
      const cancel = setTimer(CLOSING_MS, done);
      page.onClosed.add(done);
    });

  const find = (token: string): Page | undefined => pages.get(hashOf(token));

  return {
    open,

    /** A ticket that opens one page, once. */
    issueTicket(kind: PageKind): string {
      const ticket = secret();
      const hash = hashOf(ticket);
      tickets.set(hash, { kind, cancel: setTimer(TICKET_MS, () => tickets.delete(hash)) });
      return ticket;
    },

    /** The token of a new page for a ticket; null if it was used, is too old, or is none. */
    redeem(ticket: string): string | null {
      const hash = hashOf(ticket);
      const found = tickets.get(hash);
      if (found === undefined) return null;
      found.cancel();
      tickets.delete(hash);
      return open(found.kind);
    },

    /**
     * The token that a loaded page goes on with; null for an unknown one. A reloaded page keeps its token. A copy of a
     * page that is still open, such as a duplicated tab, gets a page of its own that nobody has signed in to.
     */
    async resume(token: string): Promise<string | null> {
      const page = find(token);
      if (page === undefined) return null;
      return (await closes(page)) ? token : open(page.kind);
    },

    /** The session of the page that holds a token. */
    sessionOf: (token: string): Session | null => find(token)?.session ?? null,

    /** Takes a page as open until the returned function is called; null if it is open elsewhere. */
    async hold(token: string): Promise<(() => void) | null> {
      const page = find(token);
      if (page === undefined || !(await closes(page)) || page.isOpen) return null;
      page.isOpen = true;
      page.cancelEnd();
      return () => {
        page.isOpen = false;
        page.cancelEnd = setTimer(RELOAD_MS, () => endSession(page.session));
        for (const done of page.onClosed) done();
      };
    },

    close(): void {
      for (const { cancel } of tickets.values()) cancel();
      for (const page of pages.values()) page.cancelEnd();
    },
  };
}
