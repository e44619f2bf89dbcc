import { afterAll, describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { composeDocument } from "#templates/documents/documents.ts";
import type { PdfBlock, PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { sampleData } from "#test/helpers/document-sample.ts";
import { decodeEscPos } from "#test/helpers/escpos-decoder.ts";
import { inPieces, levelThree } from "#test/helpers/level-3.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

afterAll(() => endRendering());

const NAMES = 500;
const PAGES = 25;
const SEED = 20261121;

/** A seeded source of whole numbers below a bound (mulberry32). */
function rng(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * Invented names: a usual surname, then two or three ideographs outside the common 20,902, sometimes with a dot as in
 * names of other peoples.
 */
function rareNames(): string[] {
  const roll = rng(SEED);
  const rare = levelThree().filter(
    (char) => (char.codePointAt(0) ?? 0) > 0xffff || (char.codePointAt(0) ?? 0) < 0x4e00,
  );
  const pick = (): string => rare[roll(rare.length)] ?? "";
  return Array.from(
    { length: NAMES },
    (_, i) =>
      `${"王李张欧阳司马上官买买提"[roll(12)] ?? "王"}${i % 7 === 0 ? "·" : ""}${pick()}${pick()}${roll(2) === 0 ? "" : pick()}`,
  );
}

function withApplicant(data: DocumentData, name: string): DocumentData {
  const form = structuredClone(data.form);
  for (const section of data.profile.form.sections)
    for (const field of section.fields)
      if (field.kind !== "list" && field.role === "applicant")
        form[section.id] = { ...form[section.id], [field.id]: name };
  return { ...data, form };
}

/** Several documents as the pages of one. */
function asOneFile([first, ...others]: PdfDefinition[]): PdfDefinition {
  if (first === undefined) throw new Error("no document");
  const pages = others.map(({ content }): PdfBlock[] => [
    { text: [{ text: " ", font: "serif" }], fontSize: 1, pageBreak: "before" },
    ...content,
  ]);
  return { ...first, content: [...first.content, ...pages.flat()] };
}

describe("row 39: 500 invented names with rare characters", { timeout: 300_000 }, () => {
  const names = rareNames();
  const data = sampleData(readProfile("suizhou"));

  it("are unlike each other and are read back from a voucher's PDF by another program, each as it was written", async () => {
    expect(new Set(names).size).toBe(NAMES);
    const lost: string[] = [];
    // Each notice is a page of one file: the file's beginning and its reader take longer than the page.
    for (const some of inPieces(names, PAGES)) {
      const notices = some.map((name) =>
        composeDocument("withdrawal-notice", withApplicant(data, name), readCoverage()),
      );
      const { pages } = await readPdf(await renderPdf(asOneFile(notices.map(({ definition }) => definition))));
      expect(pages).toHaveLength(some.length);
      some.forEach((name, i) => {
        if (notices[i]?.unprintable.length !== 0 || !pages[i]?.includes(`申请人${name}安装地址`)) lost.push(name);
      });
    }
    expect(lost).toEqual([]);
  });

  it.each(["gbk", "gb18030"] as const)(
    "reach the slip of a %s printer: as text that decodes to the name, or as a picture of its line",
    (printerSet) => {
      const printed = (name: string) =>
        decodeEscPos(encodeSlip(composeSlip(withApplicant(data, name), readCoverage()).lines, { printerSet }));
      const pictures = (parts: ReturnType<typeof printed>): number =>
        parts.filter((part) => part.kind === "picture").length;
      const usual = pictures(printed("王某某"));
      const lost: string[] = [];
      for (const name of names) {
        const parts = printed(name);
        const asText = parts.some((part) => part.kind === "line" && part.text.includes(name));
        const asPicture = pictures(parts) === usual + 1;
        if (!asText && !asPicture) lost.push(name);
      }
      expect(lost).toEqual([]);
    },
  );
});
