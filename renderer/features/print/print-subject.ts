import type { PrintJobLine } from "#shared/contract/print-calls.ts";
import { ask } from "#renderer/host/host.ts";
import type { DocumentSource } from "#renderer/features/document/document-store.ts";
import type { Sheet } from "./sheets.ts";

/** Whose papers they are: an accepted application's, or the voucher of a visit received or refused without a number. */
export type PrintSubject = { of: "application" | "reception"; id: string };

/** What a preview of its papers is drawn from. */
export const sourceOf = ({ of, id }: PrintSubject): DocumentSource =>
  of === "application" ? { applicationId: id } : { receptionId: id };

/** Every print job of it, oldest first. */
export const printsOf = async ({ of, id }: PrintSubject): Promise<PrintJobLine[]> =>
  of === "application" ? await ask("print.list", { applicationId: id }) : (await ask("reception.get", { id })).prints;

/** Asks for one of its papers to be printed (again). */
export async function requestPrint({ of, id }: PrintSubject, sheet: Sheet, why: string | null): Promise<void> {
  await (of === "application"
    ? ask("print.request", { applicationId: id, ...sheet, why })
    : ask("reception.print", { id, why }));
}
