import type { PrintableDocument } from "#station/printing/printer.ts";
import { encodeSlip, type PrinterSet } from "#station/rendering/slip-escpos.ts";
import type { SlipLine } from "#templates/slip/slip-line.ts";
import type { Rng } from "#test/helpers/rng.ts";
import { makeMachine } from "#test/helpers/escpos-printer/machine.ts";
import type { Sheet } from "#test/helpers/escpos-printer/paper.ts";

/** A slip with what a faultless printer makes of it, and the kind of each of its bytes. */
export type ProofSlip = { sheet: PrintableDocument; paper: Sheet; byteClasses: string[]; lines: number };

const WORDS = [
  "安装地址",
  "欧阳某某水务（集团）有限公司",
  "联系人：张三",
  "用水报装、用电报装",
  "告知承诺 15.0 m ≤ 15 m",
  "120㎡",
  "首接责任人：李四",
];
const RARE = ["𠮷野", "欧阳𬭊", "㑇", "120 m³/时", "😀", "䶮"];

function someLine(roll: Rng, name: string): SlipLine {
  const text = (line: string): SlipLine => ({
    kind: "text",
    text: `${name} ${line}`,
    align: roll.pick(["left", "center"]),
    size: roll.pick(["normal", "normal", "large"]),
    bold: roll.chance(0.3),
  });
  switch (roll.below(8)) {
    case 0:
      return { kind: "columns", left: `${name} 办理路径`, right: "告知承诺", bold: roll.chance(0.5) };
    case 1:
      return { kind: "qr", content: `LD1:${name}:slip:1:9f86d08188` };
    case 2:
    case 3:
      return text(roll.pick(RARE));
    default:
      return text(roll.pick(WORDS));
  }
}

/** Runs a job through a printer in order. */
function onPaper(bytes: Buffer, onCommand: (name: string, from: number, to: number) => void): Sheet {
  const machine = makeMachine();
  machine.onCommand = onCommand;
  machine.take(bytes);
  while (machine.work(1_000));
  const [sheet, second] = machine.sheets();
  if (sheet === undefined || second !== undefined || sheet.end !== "cut") throw new Error("a slip is one sheet, cut");
  return sheet;
}

/** What a byte of text is: ASCII, first or second of two, or one of four. */
function textClasses(bytes: Buffer, classes: string[]): void {
  for (let at = 0; at < bytes.length;) {
    const [byte, next] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
    const lengthOfWide = next >= 0x30 && next <= 0x39 ? 4 : 2;
    const length = classes[at] !== "text" || byte < 0x80 ? 1 : lengthOfWide;
    const kind = length === 4 ? "four-byte" : "two-byte";
    if (length > 1) for (let index = 0; index < length; index += 1) classes[at + index] = `${kind} ${index + 1}`;
    at += length;
  }
}

/** A slip of its own, every line of which bears its name. */
export function proofSlip(roll: Rng, name: string): ProofSlip {
  const printerSet = roll.pick<PrinterSet>(["gb2312", "gbk", "gb18030"]);
  const lines: SlipLine[] = [
    ...Array.from({ length: 3 + roll.below(12) }, () => someLine(roll, name)),
    { kind: "feed", lines: 3 },
    { kind: "cut" },
  ];
  const bytes = encodeSlip(lines, { printerSet });
  const byteClasses: string[] = Array.from({ length: bytes.length }, () => "text");
  const paper = onPaper(bytes, (command, from, to) => {
    for (let at = from; at < to; at += 1)
      byteClasses[at] = command === "picture" && at - from < 8 ? "picture head" : command;
  });
  textClasses(bytes, byteClasses);
  return { sheet: { fileName: "slip.bin", kind: "slip", fromPage: 1, bytes }, paper, byteClasses, lines: lines.length };
}
