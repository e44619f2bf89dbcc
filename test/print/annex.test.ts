import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { composeDocument, type DocumentKind } from "#templates/documents/documents.ts";
import { sampleData } from "#test/helpers/document-sample.ts";
import { readPdf, squash } from "#test/helpers/read-pdf.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

afterAll(() => endRendering());

const ANNEXES: [string, DocumentKind][] = [
  ["suizhou", "unified-form"],
  ["suizhou", "commitment-letter"],
  ["suizhou", "approval-sheet"],
  ["huoqiu", "unified-form"],
];

/** The annex as the paper prints it, with the scan errors that the locality chose to mend. */
function annex(id: string, kind: DocumentKind): string {
  const text = readFileSync(new URL(`../fixtures/annexes/${id}-${kind}.txt`, import.meta.url), "utf8");
  return squash(
    readProfile(id).corrections.reduce(
      (said, one) => (one.use === "corrected" ? said.replaceAll(one.printed, one.corrected) : said),
      text,
    ),
  );
}

describe("the annexes' papers, left blank", () => {
  it.each(ANNEXES)(
    "print every word, box, blank and unit of the annex in its order on one page: %s %s",
    async (id, kind) => {
      const data = { ...sampleData(readProfile(id), true), marker: "original" as const, window: null };
      const { definition, unprintable } = composeDocument(kind, data, readCoverage());
      const { pages, title } = await readPdf(await renderPdf(definition));
      const expected = annex(id, kind);
      expect(pages).toHaveLength(1);
      expect(pages[0]?.slice(0, expected.length)).toBe(expected);
      expect(squash(title ?? "")).toBe(expected.slice(0, squash(title ?? "").length));
      expect(unprintable).toEqual([]);
    },
  );
});
