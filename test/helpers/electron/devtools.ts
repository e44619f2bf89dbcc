/** A message of Chromium's DevTools protocol, as far as the stand-in reads it. */
export type Fields = Record<string, unknown>;
type Message = { id?: number; method?: string; params?: Fields; result?: Fields; sessionId?: string; error?: Fields };

/** One connection to Chromium. A page has a session of its own; without one, the browser itself answers. */
export type Devtools = {
  send: (method: string, params?: Fields, session?: string) => Promise<Fields>;
  /** Hears the events of one session, or those of the browser for `undefined`. */
  onEvent: (session: string | undefined, listener: (method: string, params: Fields) => void) => void;
  close: () => void;
};

/** Connects to the DevTools address of a running Chromium. */
export async function connectDevtools(address: string): Promise<Devtools> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve: (result: Fields) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string | undefined, (method: string, params: Fields) => void>();
  let lastId = 0;
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  socket.addEventListener("message", ({ data }) => {
    const { id, method, params, result, sessionId, error } = JSON.parse(String(data)) as Message;
    if (method !== undefined) return listeners.get(sessionId)?.(method, params ?? {});
    const call = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (error === undefined) call?.resolve(result ?? {});
    else call?.reject(new Error(String(error["message"])));
  });
  socket.addEventListener("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("Chromium has gone"));
    waiting.clear();
  });
  return {
    send: (method, params = {}, sessionId = undefined) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        if (socket.readyState !== WebSocket.OPEN) return reject(new Error("Chromium has gone"));
        socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }));
      }),
    onEvent: (session, listener) => void listeners.set(session, listener),
    close: () => socket.close(),
  };
}

const SUFFIX = ".app.test";

/**
 * The address under which Chromium loads `app://HOST/…`. It knows no scheme of ours, and `https` has the same secure
 * context. Nothing is looked up: each request is answered before it reaches the network.
 */
export const toChromium = (address: string): string =>
  address.replace(/^(blob:)?app:\/\/([^/?#]+)/, (_, blob = "", host) => `${blob}https://${host}${SUFFIX}`);

/** The address as the program knows it. */
export const fromChromium = (address: string): string =>
  address.replace(/^(blob:)?https:\/\/([^/?#]+)\.app\.test/, (_, blob = "", host) => `${blob}app://${host}`);
