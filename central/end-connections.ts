import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/** How often an app that is told to end looks whether a request is still under way. */
const LOOK_MS = 200;
/** How long the rest of a request is waited for then; nothing was done for it yet. */
const REST_MS = 2_000;

/** Has an app's `close` wait for requests only: a connection on which nobody asks anything, or the rest of a request does not come, is cut, where Node would leave it until its own time limits. Called before the app listens. */
export function endSilentConnections(app: FastifyInstance): void {
  const open = new Set<Socket>();
  const underWay = new Set<IncomingMessage>();
  app.server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  // Counted at the server itself: the app's hooks are not told of every request whose sender is gone.
  app.server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    underWay.add(request);
    response.once("close", () => underWay.delete(request));
  });
  app.addHook("preClose", async () => {
    const end = performance.now() + REST_MS;
    const isWaitedFor = (request: IncomingMessage): boolean => request.complete || performance.now() < end;
    const cut = (): void => {
      if (![...underWay].some(isWaitedFor)) for (const socket of open) socket.destroy();
      if (!app.server.listening && open.size === 0) clearInterval(looking);
    };
    const looking = setInterval(cut, LOOK_MS);
    looking.unref();
  });
}
