/** What a small ESC/POS printer would put on paper; written from the command tables, not from our encoder. */
export type EscPosPart =
  | { kind: "line"; text: string; centred: boolean; bold: boolean; large: boolean; chinese: boolean }
  | { kind: "picture"; widthDots: number; heightDots: number; darkDots: number }
  | { kind: "qr"; content: string }
  | { kind: "barcode"; content: string }
  | { kind: "feed"; lines: number }
  | { kind: "cut" };

/** How many bits of each byte are set. */
const BITS_SET = Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length);

const gb18030 = new TextDecoder("gb18030", { fatal: true });

/** Decodes a whole job; throws at the first byte that is no known command, so that nothing slips through as text. */
export function decodeEscPos(job: Buffer): EscPosPart[] {
  const parts: EscPosPart[] = [];
  const state = { centred: false, bold: false, large: false, chinese: false };
  let line: number[] = [];
  let stored = "";
  let at = 0;
  const next = (): number => {
    const byte = job[at];
    if (byte === undefined) throw new Error(`job ends inside a command at ${at}`);
    at += 1;
    return byte;
  };
  const word = () => next() | (next() << 8);

  const escape = () => {
    const command = String.fromCharCode(next());
    if (command === "@") Object.assign(state, { centred: false, bold: false, large: false, chinese: false });
    else if (command === "3") next();
    else if (command === "a") state.centred = next() === 1;
    else if (command === "E") state.bold = next() === 1;
    else if (command === "d") parts.push({ kind: "feed", lines: next() });
    else throw new Error(`unknown ESC ${command} at ${at}`);
  };
  const picture = () => {
    if (next() !== 0x30 || next() !== 0) throw new Error(`unknown picture mode at ${at}`);
    const rowBytes = word();
    const heightDots = word();
    let darkDots = 0;
    for (let i = 0; i < rowBytes * heightDots; i += 1) darkDots += BITS_SET[next()] ?? 0;
    parts.push({ kind: "picture", widthDots: rowBytes * 8, heightDots, darkDots });
  };
  const symbol = () => {
    if (next() !== 0x6b) throw new Error(`unknown GS ( at ${at}`);
    const length = word();
    const end = at + length;
    const code = next();
    const fn = next();
    if (code === 0x31 && fn === 0x50) stored = job.subarray(at + 1, end).toString("ascii");
    if (code === 0x31 && fn === 0x51) parts.push({ kind: "qr", content: stored });
    at = end;
  };
  const barcode = () => {
    if (next() !== 73) throw new Error(`unknown bar code at ${at}`);
    const end = next() + at;
    if (next() !== 0x7b || next() !== 0x42) throw new Error(`not set B at ${at}`);
    parts.push({ kind: "barcode", content: job.subarray(at, end).toString("ascii") });
    at = end;
  };
  const group = () => {
    const command = String.fromCharCode(next());
    if (command === "!") state.large = next() === 0x11;
    else if (command === "v") picture();
    else if (command === "H" || command === "f" || command === "w" || command === "h") next();
    else if (command === "k") barcode();
    else if (command === "(") symbol();
    else if (command === "V") {
      if (next() === 0x42) next();
      parts.push({ kind: "cut" });
    } else throw new Error(`unknown GS ${command} at ${at}`);
  };

  while (at < job.length) {
    const byte = next();
    if (byte === 0x1b) escape();
    else if (byte === 0x1d) group();
    else if (byte === 0x1c) {
      if (next() !== 0x26) throw new Error(`unknown FS at ${at}`);
      state.chinese = true;
    } else if (byte === 0x0a) {
      parts.push({ kind: "line", text: gb18030.decode(Uint8Array.from(line)), ...state });
      line = [];
    } else line.push(byte);
  }
  if (line.length > 0) throw new Error("job ends inside a line");
  return parts;
}
