/** One thing that the head put on the paper, in order; heights in dots. */
export type Ink =
  | { kind: "text"; text: string; centred: boolean; bold: boolean; large: boolean; height: number }
  | { kind: "picture"; rowBytes: number; height: number; bits: string; centred: boolean }
  | { kind: "qr"; content: string; module: number }
  | { kind: "barcode"; content: string; module: number; height: number }
  | { kind: "feed"; height: number };

/** A piece of paper: cut off, torn at the end of a roll, or still in the printer. */
export type Sheet = { ink: Ink[]; end: "cut" | "torn" | "in-printer" };

/** Whether anything can be seen on it. */
export const isBlank = (sheet: Sheet): boolean =>
  sheet.ink.every((one) => one.kind === "feed" || (one.kind === "text" && one.text === ""));

/** What a person reads on it, line by line; a picture as its size. */
export const readSheet = (sheet: Sheet): string[] =>
  sheet.ink.flatMap((one) => {
    switch (one.kind) {
      case "text":
        return [one.text];
      case "picture":
        return [`[picture ${one.rowBytes * 8}x${one.height}]`];
      case "qr":
        return [`[qr ${one.content}]`];
      case "barcode":
        return [`[code128 ${one.content}]`];
      case "feed":
        return [];
    }
  });
