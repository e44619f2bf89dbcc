import { describe, expect, it } from "vitest";
import { guardPicture } from "#station/rendering/slip-escpos.ts";
import { makeMachine } from "#test/helpers/escpos-printer/machine.ts";

const head = (bytes: number) => Buffer.from([0x1b, 0x40, 0x1d, 0x76, 0x30, 0, 72, 0, bytes / 72, 0]);
const CUT = Buffer.from([0x1d, 0x56, 0x42, 0]);

function print(bits: Buffer): { answers: number; ends: string[]; ink: unknown[] } {
  const machine = makeMachine();
  let answers = 0;
  machine.answer = () => (answers += 1);
  machine.take(Buffer.concat([head(bits.length), bits, CUT]));
  while (machine.work(100));
  return {
    answers,
    ends: machine.sheets().map((sheet) => sheet.end),
    ink: machine.sheets().flatMap((sheet) => sheet.ink),
  };
}

describe("a picture's dots", () => {
  const dots = () => {
    const bits = Buffer.alloc(72 * 8, 0x41);
    [0x04, 0x05, 0x14].forEach((second, index) => bits.set([0x10, second, 1], 100 + index * 20));
    return bits;
  };

  it("would be obeyed where they spell a command, and the picture would swallow the cut that follows", () => {
    expect(print(dots())).toMatchObject({ answers: 1, ends: ["in-printer"] });
  });

  it("never spell a command of real time, and lose nothing by it", () => {
    const guarded = guardPicture(dots());
    const { answers, ends, ink } = print(guarded);
    expect([answers, ends]).toEqual([0, ["cut"]]);
    expect(ink).toMatchObject([{ kind: "picture", bits: guarded.toString("hex") }]);
    expect([...guarded].filter((byte, index) => byte !== dots()[index])).toEqual([0x18, 0x18, 0x18]);
  });
});
