import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/** How often an app that is told to end looks whether a request is still under way. */
const LOOK_MS = 200;

/** Has an app's `close` wait for requests only: a connection on which nobody asks anything is cut, where Node would leave it until its time limit for headers. Called before the app listens. */
export function endSilentConnections(app: FastifyInstance): void {
  const open = new Set<Socket>();
  let underWay = 0;
  app.server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  // Counted at the server itself: the app's hooks are not told of every request whose sender is gone.
  app.server.on("request", (_request: IncomingMessage, response: ServerResponse) => {
    underWay += 1;
    response.once("close", () => (underWay -= 1));
  });
  app.addHook("preClose", async () => {
    const cut = (): void => {
      if (underWay === 0) for (const socket of open) socket.destroy();
      if (!app.server.listening && open.size === 0) clearInterval(looking);
    };
    const looking = setInterval(cut, LOOK_MS);
    looking.unref();
  });
}
