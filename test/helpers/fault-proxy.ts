import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What a connection meets on its way; `bytes` counts from the connection's first byte in that direction. */
export type NetworkFault =
  | { kind: "none" }
  /** Hung up on before anything is read. */
  | { kind: "refused" }
  /** Taken, read, and never answered. */
  | { kind: "swallowed" }
  /** Broken off once so many bytes went up, or came down. */
  | { kind: "reset-going"; bytes: number }
  | { kind: "reset-coming"; bytes: number }
  /** Ended in order after so many bytes of the answer. */
  | { kind: "truncated"; bytes: number }
  /** Delayed before a byte goes on. */
  | { kind: "delayed"; milliseconds: number }
  /** The answer comes in pieces of so many bytes, each so much later than the last. */
  | { kind: "dribbled"; bytes: number; milliseconds: number }
  /** Delivered to the centre twice at once; the first answer comes back. */
  | { kind: "doubled" }
  /** Answered by something that is not the centre. */
  | { kind: "impostor"; answer: string };

/** A TCP proxy that applies the given faults to its connections, one after another, and then none. */
export type FaultProxy = {
  url: string;
  /** How many faults have struck so far. */ struck: () => number;
  close: () => Promise<void>;
};

const breakOff = (...sockets: Socket[]): void => sockets.forEach((socket) => socket.resetAndDestroy());

function pass(from: Socket, to: Socket, limit: number, atLimit: () => void): void {
  let left = limit;
  from.on("data", (piece: Buffer) => {
    const part = piece.subarray(0, left);
    left -= part.length;
    if (part.length > 0) to.write(part);
    if (left === 0) atLimit();
  });
  from.on("end", () => to.end());
}

function dribble(from: Socket, to: Socket, bytes: number, milliseconds: number): void {
  const waiting: Buffer[] = [];
  const timer = setInterval(() => {
    const [piece] = waiting;
    if (piece === undefined) return;
    to.write(piece.subarray(0, bytes));
    if (piece.length <= bytes) waiting.shift();
    else waiting[0] = piece.subarray(bytes);
  }, milliseconds);
  from.on("data", (piece: Buffer) => void waiting.push(piece));
  to.on("close", () => clearInterval(timer));
}

function relay(fault: NetworkFault, client: Socket, reach: () => Socket): void {
  switch (fault.kind) {
    case "refused":
      return breakOff(client);
    case "swallowed":
      client.resume();
      return;
    case "impostor":
      client.once("data", () => client.end(fault.answer));
      return;
    case "delayed":
      client.pause();
      setTimeout(() => !client.destroyed && relay({ kind: "none" }, client, reach), fault.milliseconds);
      return;
  }
  const centre = reach();
  const goingLimit = fault.kind === "reset-going" ? fault.bytes : Infinity;
  const comingLimit = fault.kind === "reset-coming" || fault.kind === "truncated" ? fault.bytes : Infinity;
  pass(client, centre, goingLimit, () => breakOff(client, centre));
  if (fault.kind === "dribbled") dribble(centre, client, fault.bytes, fault.milliseconds);
  else
    pass(centre, client, comingLimit, () =>
      fault.kind === "truncated" ? (client.end(), centre.destroy()) : breakOff(client, centre),
    );
  if (fault.kind === "doubled") {
    const twin = reach();
    pass(client, twin, Infinity, () => undefined);
    twin.resume();
  }
}

/** Starts a proxy before a centre on loopback; the nth connection meets the nth fault. */
export async function startFaultProxy(centreUrl: string, faults: readonly NetworkFault[]): Promise<FaultProxy> {
  const { port } = new URL(centreUrl);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    // A broken connection is what this is for; the other end learns of it by its own.
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    return socket;
  };
  let connections = 0;
  const server = createServer({ noDelay: true }, (client) => {
    const fault = faults[connections] ?? { kind: "none" };
    connections += 1;
    keep(client);
    relay(fault, client, () => {
      const centre = keep(connect({ port: Number(port), host: "127.0.0.1", noDelay: true }));
      client.on("close", () => centre.destroy());
      return centre;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    struck: () => Math.min(connections, faults.length),
    async close() {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, "close");
    },
  };
}
