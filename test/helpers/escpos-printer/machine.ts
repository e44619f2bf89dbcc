import { isBlank, type Ink, type Sheet } from "./paper.ts";
import { realTimeFilter } from "./real-time.ts";

/** What a person, or a roll that ends, does to the printer. */
export type MachineState = {
  /** Lines left on the roll. */
  linesLeft: number;
  nearEnd: boolean;
  coverOpen: boolean;
  cutterStuck: boolean;
  /** Carries out nothing and does not know it. */
  stuck: boolean;
  /** Sends four bytes unasked at each change (ASB). */
  tellsChanges: boolean;
};

/**
 * The inside of an 80 mm ESC/POS printer: takes bytes, answers, puts ink on paper. Written from the command tables,
 * not from our encoder.
 */
export type Machine = {
  state: MachineState;
  take: (bytes: Buffer) => void;
  /** Called with each answer; one listener, the line that is plugged in. */
  answer: (bytes: Buffer) => void;
  /** Carries out up to `commands` commands; false when nothing more can be done now. */
  work: (commands: number) => boolean;
  sheets: () => Sheet[];
  /** A person puts in a new roll, closes the cover, frees the knife. */
  mend: () => void;
  /** Off and on again: what was received and not printed is gone. */
  restart: () => void;
  /** Called with the name of each command carried out and where in the stream it stood. */
  onCommand: (name: string, from: number, to: number) => void;
};

const PAPER_ROLL = 1_000_000;
/** Bytes of one command that is not complete yet. */
const MORE = Symbol("more");

const gb18030 = new TextDecoder("gb18030");
const latin = new TextDecoder("latin1");

const fresh = () => ({
  centred: false,
  bold: false,
  large: false,
  chinese: false,
  spacing: 30,
  qr: "",
  qrModule: 3,
  barHeight: 162,
  barModule: 3,
});

/** A printer with paper in it. */
export function makeMachine(): Machine {
  const state: MachineState = {
    linesLeft: PAPER_ROLL,
    nearEnd: false,
    coverOpen: false,
    cutterStuck: false,
    stuck: false,
    tellsChanges: false,
  };
  let mode = fresh();
  let queue = Buffer.alloc(0);
  let taken = 0;
  let line: number[] = [];
  let sheet: Ink[] = [];
  const done: Sheet[] = [];
  let wasStopped = false;

  const paperOut = () => state.linesLeft <= 0;
  const stopped = () => paperOut() || state.coverOpen || state.cutterStuck;
  const realTime = (n: number): number => {
    switch (n) {
      case 1:
        return 0x16 | (stopped() ? 0x08 : 0);
      case 2:
        return 0x12 | (state.coverOpen ? 0x04 : 0) | (paperOut() ? 0x20 : 0) | (state.cutterStuck ? 0x40 : 0);
      case 3:
        return 0x12 | (state.cutterStuck ? 0x08 : 0);
      default:
        return 0x12 | (state.nearEnd ? 0x0c : 0) | (paperOut() ? 0x60 : 0);
    }
  };
  const unasked = () =>
    Buffer.from([
      0x10 | (stopped() ? 0x08 : 0) | (state.coverOpen ? 0x20 : 0),
      state.cutterStuck ? 0x08 : 0,
      (state.nearEnd ? 0x03 : 0) | (paperOut() ? 0x0c : 0),
      0,
    ]);
  const tellChange = () => {
    if (stopped() === wasStopped) return;
    wasStopped = stopped();
    if (state.tellsChanges) machine.answer(unasked());
  };
  const put = (ink: Ink, lines = 1) => {
    sheet.push(ink);
    state.linesLeft -= lines;
    tellChange();
  };
  const endSheet = (end: Sheet["end"]) => {
    if (sheet.length > 0) done.push({ ink: sheet, end });
    sheet = [];
  };

  const filter = realTimeFilter((n) => machine.answer(Buffer.from([realTime(n)])));

  const textLine = () => {
    const bytes = Uint8Array.from(line);
    line = [];
    put({
      kind: "text",
      text: (mode.chinese ? gb18030 : latin).decode(bytes),
      centred: mode.centred,
      bold: mode.bold,
      large: mode.large,
      height: mode.large ? 60 : mode.spacing,
    });
  };
  /** Carries out the command at the front; gives its length and name, or MORE. */
  const command = (): { length: number; name: string } | typeof MORE => {
    const at = (index: number): number | undefined => queue[index];
    const word = (index: number): number => (at(index) ?? 0) | ((at(index + 1) ?? 0) << 8);
    const need = (length: number): boolean => queue.length >= length;
    const first = at(0) ?? 0;
    const run = (length: number, name: string, act: () => void) => {
      if (!need(length)) return MORE;
      act();
      return { length, name };
    };
    if (first === 0x0a) return run(1, "line-end", textLine);
    if (first === 0) {
      const end = queue.findIndex((byte) => byte !== 0);
      return { length: end < 0 ? queue.length : end, name: "nothing" };
    }
    if (first === 0x1c) return run(2, "chinese", () => void (mode.chinese = at(1) === 0x26));
    if (first === 0x1b) {
      if (!need(2)) return MORE;
      switch (String.fromCharCode(at(1) ?? 0)) {
        case "@":
          return run(2, "reset", () => {
            mode = fresh();
            line = [];
          });
        case "3":
          return run(3, "mode", () => void (mode.spacing = at(2) ?? 30));
        case "a":
          return run(3, "mode", () => void (mode.centred = at(2) === 1));
        case "E":
          return run(3, "mode", () => void (mode.bold = at(2) === 1));
        case "d":
          return run(3, "feed", () => put({ kind: "feed", height: (at(2) ?? 0) * mode.spacing }, at(2) ?? 0));
        default:
          return run(2, "unknown", () => line.push(0x3f));
      }
    }
    if (first === 0x1d) {
      if (!need(2)) return MORE;
      switch (String.fromCharCode(at(1) ?? 0)) {
        case "!":
          return run(3, "mode", () => void (mode.large = at(2) === 0x11));
        case "H":
        case "f":
          return run(3, "mode", () => undefined);
        case "w":
          return run(3, "mode", () => void (mode.barModule = at(2) ?? 3));
        case "h":
          return run(3, "mode", () => void (mode.barHeight = at(2) ?? 162));
        case "a":
          return run(3, "mode", () => {
            state.tellsChanges = at(2) !== 0;
            if (state.tellsChanges) machine.answer(unasked());
          });
        case "r":
          return run(3, "ask", () =>
            machine.answer(Buffer.from([(state.nearEnd ? 0x03 : 0) | (paperOut() ? 0x0c : 0)])),
          );
        case "V":
          if (!need(3)) return MORE;
          return run(at(2) === 0x42 || at(2) === 0x41 ? 4 : 3, "cut", () => {
            // The knife works only at the beginning of a line.
            if (line.length === 0) endSheet("cut");
          });
        case "v": {
          const rowBytes = word(4);
          const height = word(6);
          return run(8 + (need(8) ? rowBytes * height : 0), "picture", () =>
            put({
              kind: "picture",
              rowBytes,
              height,
              bits: queue.subarray(8, 8 + rowBytes * height).toString("hex"),
              centred: mode.centred,
            }),
          );
        }
        case "k": {
          const length = at(3) ?? 0;
          return run(4 + length, "barcode", () =>
            put({
              kind: "barcode",
              content: queue.subarray(6, 4 + length).toString("ascii"),
              module: mode.barModule,
              height: mode.barHeight,
            }),
          );
        }
        case "(": {
          if (!need(5)) return MORE;
          const length = word(3);
          return run(5 + length, at(2) === 0x48 ? "ask" : "qr", () => {
            const [a, fn] = [at(5), at(6)];
            if (at(2) === 0x48 && a === 0x30 && fn === 0x30)
              machine.answer(Buffer.from([0x37, 0x22, ...queue.subarray(7, 11), 0]));
            if (at(2) === 0x6b && a === 0x31 && fn === 0x43) mode.qrModule = at(7) ?? 3;
            if (at(2) === 0x6b && a === 0x31 && fn === 0x50) mode.qr = queue.subarray(8, 5 + length).toString("latin1");
            if (at(2) === 0x6b && a === 0x31 && fn === 0x51)
              put({ kind: "qr", content: mode.qr, module: mode.qrModule });
          });
        }
        default:
          return run(2, "unknown", () => line.push(0x3f));
      }
    }
    line.push(first);
    return { length: 1, name: "text" };
  };

  const machine: Machine = {
    state,
    answer: () => undefined,
    onCommand: () => undefined,
    take(bytes) {
      queue = Buffer.concat([queue, filter(bytes)]);
    },
    work(commands) {
      tellChange();
      for (let left = commands; left > 0; left -= 1) {
        if (queue.length === 0 || stopped() || state.stuck) return false;
        const one = command();
        if (one === MORE) return false;
        machine.onCommand(one.name, taken, taken + one.length);
        taken += one.length;
        queue = queue.subarray(one.length);
      }
      return true;
    },
    sheets: () =>
      [...done, ...(sheet.length > 0 ? [{ ink: sheet, end: "in-printer" as const }] : [])].filter(
        (one) => !isBlank(one),
      ),
    mend() {
      if (paperOut()) endSheet("torn");
      Object.assign(state, {
        linesLeft: PAPER_ROLL,
        nearEnd: false,
        coverOpen: false,
        cutterStuck: false,
        stuck: false,
      });
      tellChange();
    },
    restart() {
      queue = Buffer.alloc(0);
      line = [];
      mode = fresh();
      filter(null);
    },
  };
  return machine;
}
