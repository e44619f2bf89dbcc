import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { NO_FAULT, type PrinterFaultPlan } from "./fault.ts";
import { makeMachine, type Machine } from "./machine.ts";

/** An ESC/POS printer on a real socket of 127.0.0.1 that goes wrong as planned. */
export type PrinterServer = {
  port: number;
  machine: Machine;
  plan: (fault: PrinterFaultPlan) => void;
  /** Ends the fault, as a person at the printer would, and lets the printer finish what it holds. */
  mend: () => Promise<void>;
  /** Jobs begun on the line so far: how often something came with a reset at its head. */
  jobsBegun: () => number;
  /** Connections that are open now. */
  connections: () => number;
  close: () => Promise<void>;
};

/** Commands carried out before the printer looks at its line again. */
const COMMANDS_A_TURN = 40;

/** Where in a piece the job begins, after what came before on the connection; -1 while it has not begun. */
const beginOf = (piece: Buffer): number => piece.indexOf(Buffer.from([0x1b, 0x40]));

/** Starts a printer that is in order and has paper. */
export async function startPrinter(): Promise<PrinterServer> {
  const machine = makeMachine();
  let fault: PrinterFaultPlan = NO_FAULT;
  let jobs = 0;
  const lines = new Set<Socket>();
  let working: Promise<void> = Promise.resolve();

  const work = () => {
    working = working.then(async () => {
      while (machine.work(COMMANDS_A_TURN)) await new Promise((resolve) => setImmediate(resolve));
    });
  };

  /** One connection: counts what comes, lets the plan strike at its byte, and hands the rest to the machine. */
  const plugIn = (socket: Socket) => {
    lines.add(socket);
    let received = 0;
    let begun = false;
    let struck = false;
    let muted = false;
    let asked = 0;
    const all: Buffer[] = [];
    const send = (bytes: Buffer) => {
      if (!socket.destroyed && !socket.writableEnded) socket.write(bytes);
    };
    machine.answer = (bytes) => {
      if (machine.state.linesLeft <= 0) asked += 1;
      if (fault.kind === "paper-out" && fault.back !== null && asked > fault.back) {
        asked = 0;
        machine.mend();
        work();
      }
      if (muted) return;
      if (fault.kind === "late") setTimeout(() => send(bytes), fault.byMs);
      else send(bytes);
    };
    const take = (bytes: Buffer) => {
      if (fault.kind === "twice") all.push(bytes);
      machine.take(bytes);
      work();
    };
    /** The stroke at its byte; gives what of the rest still arrives. */
    const strike = (rest: Buffer): Buffer => {
      const plan = fault;
      switch (plan.kind) {
        case "stall":
          socket.pause();
          return Buffer.alloc(0);
        case "reset":
          socket.resetAndDestroy().destroy();
          return Buffer.alloc(0);
        case "hang-up":
          socket.end();
          socket.pause();
          return Buffer.alloc(0);
        case "power-off":
          machine.restart();
          socket.resetAndDestroy().destroy();
          return Buffer.alloc(0);
        case "cover-open":
          machine.state.coverOpen = true;
          return rest;
        case "cutter-stuck":
          machine.state.cutterStuck = true;
          return rest;
        case "drop":
          return rest.subarray(plan.bytes);
        case "stuck":
          machine.state.stuck = true;
          send(Buffer.from(plan.bytes));
          return rest;
        case "garbage":
          send(Buffer.from(plan.bytes));
          return rest;
        case "mute":
          muted = true;
          return rest;
        case "endless": {
          const more = () => {
            if (!socket.destroyed && fault.kind === "endless" && socket.write(Buffer.alloc(1_024, 0x12)))
              setImmediate(more);
            else if (!socket.destroyed && fault.kind === "endless") socket.once("drain", more);
          };
          more();
          return rest;
        }
        default:
          return rest;
      }
    };
    socket.on("data", (piece: Buffer) => {
      let rest = piece;
      if (!begun) {
        const begin = beginOf(piece);
        if (begin >= 0) {
          take(piece.subarray(0, begin));
          begun = true;
          received = 0;
          jobs += 1;
          if (fault.kind === "paper-out") machine.state.linesLeft = fault.line;
          rest = piece.subarray(begin);
        }
      }
      const at = "at" in fault ? fault.at : null;
      // A fault before the job has a negative position, counted from the connection on.
      const position = at !== null && at < 0 ? -at - 1 : at;
      const isInThisPart = at !== null && at >= 0 === begun;
      const due = isInThisPart && !struck ? position : null;
      if (due !== null && received + rest.length > due) {
        const before = Math.max(0, due - received);
        take(rest.subarray(0, before));
        struck = true;
        rest = strike(rest.subarray(before));
      }
      received += rest.length;
      if (rest.length > 0) take(rest);
    });
    socket.on("end", () => {
      if (fault.kind === "never-closes") return;
      void working.then(async () => {
        if (fault.kind === "twice") {
          machine.take(Buffer.concat(all));
          work();
          await working;
        }
        socket.end();
      });
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      lines.delete(socket);
      if (lines.size === 0) machine.answer = () => undefined;
    });
  };

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (fault.kind === "turns-away") socket.resetAndDestroy().destroy();
    else plugIn(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A TCP server on a port has an address of this form.
  const { port } = server.address() as AddressInfo;

  return {
    port,
    machine,
    plan(next) {
      fault = next;
      machine.state.nearEnd = next.kind === "near-end";
    },
    async mend() {
      fault = NO_FAULT;
      for (const socket of lines) socket.resume();
      machine.mend();
      work();
      await working;
    },
    jobsBegun: () => jobs,
    connections: () => lines.size,
    async close() {
      for (const socket of lines) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
