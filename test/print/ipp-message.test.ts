import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { httpAddress } from "#station/printing/printer-addresses.ts";
import { decodeAnswer, encodeRequest } from "#station/printing/ipp/message.ts";
import { troubleText } from "#station/printing/outcome-words.ts";
import { stateOf, troublesOf } from "#station/printing/ipp/reasons.ts";

describe("an IPP message", () => {
  it("reads back what was written, values after the first of an attribute included, collections left out", () => {
    const bytes = encodeRequest([2, 0], 0x000b, 7, [
      { tag: "operation", attributes: [["attributes-charset", [{ kind: "charset", text: "utf-8" }]]] },
      {
        tag: "job",
        attributes: [
          ["job-id", [{ kind: "integer", number: -3 }]],
          [
            "reasons",
            [
              { kind: "keyword", text: "media-empty" },
              { kind: "keyword", text: "door-open" },
            ],
          ],
          ["media-col", [{ kind: "members", members: [["media-source", { kind: "keyword", text: "main" }]] }]],
          ["name", [{ kind: "name", text: "联动" }]],
        ],
      },
    ]);
    const read = decodeAnswer(bytes);
    expect(read?.status).toBe(0x000b);
    expect(read?.groups.map(({ tag, attributes }) => [tag, [...attributes]])).toEqual([
      [1, [["attributes-charset", ["utf-8"]]]],
      [
        2,
        [
          ["job-id", [-3]],
          ["reasons", ["media-empty", "door-open"]],
          ["media-col", []],
          ["name", ["联动"]],
        ],
      ],
    ]);
  });

  it("takes any bytes without throwing, and no cut message for a whole one", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void decodeAnswer(Buffer.from(bytes))),
      { numRuns: 2000 },
    );
    const whole = encodeRequest([2, 0], 0, 1, [
      { tag: "job", attributes: [["job-id", [{ kind: "integer", number: 1 }]]] },
    ]);
    for (let length = 0; length < whole.length; length += 1)
      expect(decodeAnswer(whole.subarray(0, length)), String(length)).toBeNull();
  });

  it("with more groups or values than any answer has is none: a million bytes of them would take hundreds of times the memory", () => {
    const head = Buffer.of(2, 0, 0, 0, 0, 0, 0, 1);
    const value = Buffer.of(0x44, 0, 1, 0x61, 0, 0);
    for (const flood of [
      Buffer.alloc(999_900, 4),
      Buffer.concat([Buffer.of(4), ...Array.from({ length: 160_000 }, () => value)]),
    ]) {
      const before = process.memoryUsage().heapUsed;
      expect(decodeAnswer(Buffer.concat([head, flood, Buffer.of(3)]))).toBeNull();
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
    }
  });
});

it("what a printer says beside its trouble is kept as one short line, without marks that turn the words around it", () => {
  expect(troubleText("refused", `a\u202eb\u0000\n${"长".repeat(100_000)}`).zh).toMatch(
    /^打印机不接收这份文书（a b 长{290,300}）$/u,
  );
  expect(troubleText("refused", "\u202e\n")).toEqual(troubleText("refused"));
});

describe("what a printer says of itself", () => {
  const attributes = (values: Record<string, (string | number)[]>) => new Map(Object.entries(values));

  it.each([
    [["none"], []],
    [["media-empty-error"], ["paper-out"]],
    [
      ["media-jam-error", "media-empty-warning"],
      ["jam", "paper-out"],
    ],
    [["toner-low-report", "marker-supply-low-warning"], []],
    [["cover-open", "door-open-error"], ["cover-open"]],
    [["spilled-coffee-error"], ["other"]],
  ])("%j means %j", (reasons, troubles) => {
    expect(troublesOf(attributes({ "printer-state-reasons": reasons }), "printer-state-reasons")).toEqual(troubles);
  });

  it("is ready, wants attention, is stopped, or is unknown", () => {
    expect(stateOf(attributes({ "printer-state": [3], "printer-state-reasons": ["none"] }))).toEqual({
      state: "ready",
      troubles: [],
    });
    expect(stateOf(attributes({ "printer-state": [4], "printer-state-reasons": ["media-low"] }))).toEqual({
      state: "attention",
      troubles: ["paper-near-end"],
    });
    expect(stateOf(attributes({ "printer-state": [5], "printer-state-reasons": ["media-empty-error"] }))).toEqual({
      state: "stopped",
      troubles: ["paper-out"],
    });
    expect(stateOf(attributes({ "printer-state": [3], "printer-is-accepting-jobs": [0] }))).toEqual({
      state: "stopped",
      troubles: ["stopped"],
    });
    expect(stateOf(attributes({}))).toEqual({ state: "unknown", troubles: [] });
  });

  it("is asked at port 631 unless its address says another", () => {
    expect(httpAddress("ipp://printer.local/ipp/print").href).toBe("http://printer.local:631/ipp/print");
    expect(httpAddress("ipps://10.0.0.9:8443/x").href).toBe("https://10.0.0.9:8443/x");
    expect(httpAddress("http://10.0.0.9/x").href).toBe("http://10.0.0.9/x");
  });
});
