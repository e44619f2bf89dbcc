import type { DocumentView } from "#shared/contract/documents.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { readCoverage } from "#station/rendering/fonts.ts";
import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import { stateOf } from "#station/records/case-state.ts";
import { dataOfApplication } from "./document-data.ts";
import { renderDocument } from "./render-document.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { needsApproval } from "#station/rules/routing.ts";

/**
 * Every document of one application as files without personal data in their names. `specimens` are documents that its
 * route does not need, marked 预览 so that nobody signs them.
 */
export type DocumentSet = {
  files: { name: string; bytes: Buffer }[];
  specimens: string[];
  unprintable: DocumentView["unprintable"];
};

/** Renders the unified form, the commitment letters, the approval sheet, the voucher and the slip of an application. */
export async function renderSet(context: StationContext, row: ApplicationRow): Promise<DocumentSet> {
  const set: DocumentSet = { files: [], specimens: [], unprintable: [] };
  const { routes } = stateOf(context, row);
  const plain = dataOfApplication(context, row, "copy");

  async function keep(
    name: string,
    kind: Parameters<typeof renderDocument>[1],
    isCalledFor: boolean,
    utility: string | null = null,
  ): Promise<void> {
    const rendered = await renderDocument(
      dataOfApplication(context, row, isCalledFor ? "copy" : "preview", { utility }),
      kind,
    );
    set.files.push({ name, bytes: rendered.bytes });
    set.unprintable.push(...rendered.unprintable);
    if (!isCalledFor) set.specimens.push(name);
  }

  await keep("unified-form.pdf", "unified-form", true);
  await keep("approval-sheet.pdf", "approval-sheet", needsApproval(routes));
  await keep("voucher.pdf", "voucher", true);
  const promised = routes.filter((route) => route.letter).map((route) => route.utility);
  if (promised.length === 0)
    await keep("commitment-letter.pdf", "commitment-letter", false, row.content.utilities[0] ?? null);
  for (const [i, utility] of promised.entries())
    await keep(
      i === 0 ? "commitment-letter.pdf" : `commitment-letter-${utility}.pdf`,
      "commitment-letter",
      true,
      utility,
    );
  await keep("slip.png", "slip", true);
  set.files.push({ name: "slip.bin", bytes: encodeSlip(composeSlip(plain, readCoverage()).lines) });
  return set;
}
