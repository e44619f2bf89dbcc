import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { LocalDate } from "#shared/time/instant.ts";
import { readSheet } from "#test/helpers/read-sheet.ts";

/** A line of the ledger by the Chinese headings; a cell left empty is the empty text. */
export type LedgerLine = Record<string, string>;

const columnOf = (reference: string): string => reference.replace(/\d+$/, "");

/** Has the supervisor go to a day and save its ledger, and reads the saved file back: the lines of the cases, in their order. */
export async function exportLedger(page: Page, on: LocalDate): Promise<LedgerLine[]> {
  await page.getByRole("button", { name: "当日台账" }).press("Enter");
  const field = page.locator("#day-on");
  await field.waitFor();
  if ((await field.inputValue()) !== on) await field.fill(on.replaceAll("-", ""));
  await page.locator("[data-testid=data-table] tbody tr").first().waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出 XLSX" }).press("Enter");
  const file = await download;
  const { rows } = readSheet(readFileSync(await file.path()));
  const headings = new Map((rows[0] ?? []).map((cell) => [columnOf(cell.reference), cell.value]));
  const end = rows.findIndex((row) => row.length === 0);
  return rows.slice(2, end).map((row) => ({
    ...Object.fromEntries([...headings.values()].map((heading) => [heading, ""])),
    ...Object.fromEntries(row.map((cell) => [headings.get(columnOf(cell.reference)) ?? cell.reference, cell.value])),
  }));
}
