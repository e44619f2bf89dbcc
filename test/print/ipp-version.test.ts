import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { OPERATIONS } from "#station/printing/ipp/call.ts";
import { allowingQueue } from "#test/helpers/allowed-printers.ts";
import { ippPrinter } from "#station/printing/ipp/ipp-printer.ts";

const NEVER = new AbortController().signal;
const A4 = "iso_a4_210x297mm";

const attribute = (tag: number, name: string, value: string | number): Buffer => {
  const bytes = typeof value === "string" ? Buffer.from(value) : Buffer.alloc(4);
  if (typeof value === "number") bytes.writeInt32BE(value);
  return Buffer.concat([Buffer.of(tag, 0, name.length), Buffer.from(name), Buffer.of(0, bytes.length), bytes]);
};
const PRINTER = [attribute(0x23, "printer-state", 3), attribute(0x49, "document-format-supported", "application/pdf")];
const LETTER = [
  attribute(0x44, "media-default", "na_letter_8.5x11in"),
  attribute(0x44, "media-supported", "na_letter_8.5x11in"),
  attribute(0x44, "", A4),
];
const DONE = [attribute(0x21, "job-id", 7), attribute(0x23, "job-state", 9)];

type Asked = { version: string; operation: number; text: string };
const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A printer that answers IPP/2 as `refusal` says, and all else as one that prints at once. */
async function olderPrinter(
  refusal: number | "HTTP 400" | null,
  media: Buffer[] = [],
): Promise<{ address: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const bytes = Buffer.concat(parts);
      const [major = 0, minor = 0] = bytes;
      const operation = bytes.readUInt16BE(2);
      asked.push({ version: `${major}.${minor}`, operation, text: bytes.toString("latin1") });
      const isRefused = refusal !== null && major === 2;
      if (isRefused && refusal === "HTTP 400") return void response.writeHead(400).end();
      const status = Buffer.alloc(2);
      status.writeUInt16BE(isRefused && typeof refusal === "number" ? refusal : 0);
      const isPrinter = operation === OPERATIONS.getPrinter;
      const groups = isPrinter ? [Buffer.of(4), ...PRINTER, ...media] : [Buffer.of(2), ...DONE];
      response.writeHead(200, { "content-type": "application/ipp" });
      response.end(
        Buffer.concat([Buffer.of(1, 1), status, bytes.subarray(4, 8), ...(isRefused ? [] : groups), Buffer.of(3)]),
      );
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print`, asked };
}
const print = (address: string, tray: string | null = null) =>
  ippPrinter({ address, allowed: allowingQueue(address), sides: "one-sided", watching: { everyMs: 1 } }).print(
    { fileName: "form.pdf", bytes: Buffer.from("%PDF-1.7"), kind: "unified-form", fromPage: 1, tray },
    NEVER,
  );

describe("row 37: a printer that knows IPP/1.1 only", () => {
  it.each([0x0503, "HTTP 400"] as const)(
    "is asked again in 1.1 where it answers %s, and only once",
    async (refusal) => {
      const { address, asked } = await olderPrinter(refusal);
      expect(await print(address)).toEqual({ outcome: "device-confirmed" });
      expect(await print(address)).toEqual({ outcome: "device-confirmed" });
      expect(asked.map(({ version }) => version)).toEqual(["2.0", ...asked.slice(1).map(() => "1.1")]);
      expect(asked.filter(({ operation }) => operation === OPERATIONS.printJob)).toHaveLength(2);
    },
  );

  it("is not asked twice where it refuses for another reason", async () => {
    const { address, asked } = await olderPrinter(0x0403);
    expect(await print(address)).toMatchObject({ outcome: "failed", trouble: "refused" });
    expect(asked).toHaveLength(1);
  });
});

describe("row 37: the paper of a job", () => {
  const jobOf = (asked: readonly Asked[]) =>
    asked.find(({ operation }) => operation === OPERATIONS.printJob)?.text ?? "";

  it("is named as A4 where the queue would take another, and not where A4 is what it takes", async () => {
    const letter = await olderPrinter(null, LETTER);
    await print(letter.address);
    expect(jobOf(letter.asked)).toMatch(new RegExp(`media\\x00.${A4}`));
    const plain = await olderPrinter(null, [
      attribute(0x44, "media-default", A4),
      attribute(0x44, "media-supported", A4),
    ]);
    await print(plain.address);
    expect(jobOf(plain.asked)).not.toContain("media");
  });

  it("goes with the tray where one is named: a job has media or media-col, never both", async () => {
    const { address, asked } = await olderPrinter(null, LETTER);
    await print(address, "tray-2");
    expect(jobOf(asked)).toMatch(/media-col.*media-size.*x-dimension.*y-dimension.*media-source.*tray-2/s);
    expect(jobOf(asked)).not.toContain(A4);
  });

  it("is left to the printer where it has no A4", async () => {
    const { address, asked } = await olderPrinter(null, LETTER.slice(0, 2));
    await print(address);
    expect(jobOf(asked)).not.toContain("media");
  });
});
