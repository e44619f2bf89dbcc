import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Asks a person for a line, as often as needed, until it is closed. */
export type LineAsker = { ask: (question: string, hidden?: boolean) => Promise<string>; close: () => void };

/**
 * Asks on standard error and reads standard input. Hidden answers do not show while they are typed. Returns an empty
 * string at end of input.
 */
export function openLineAsker(): LineAsker {
  let muted = false;
  const shown = new Writable({
    write(piece: Buffer, _encoding, done) {
      if (!muted) process.stderr.write(piece);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: shown, terminal: process.stdin.isTTY });
  const waiting: string[] = [];
  let take: ((line: string) => void) | null = null;
  let ended = false;
  const hand = (line: string): void => {
    if (take === null) waiting.push(line);
    else take(line);
    take = null;
  };
  lines.on("line", hand);
  lines.on("close", () => {
    ended = true;
    take?.("");
  });
  return {
    async ask(question, hidden = false) {
      process.stderr.write(`${question} `);
      muted = hidden;
      const line = waiting.shift() ?? (ended ? "" : await new Promise<string>((resolve) => void (take = resolve)));
      muted = false;
      if (hidden) process.stderr.write("\n");
      return line;
    },
    close() {
      lines.close();
      process.stdin.destroy();
    },
  };
}
