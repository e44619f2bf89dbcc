import { readAcceptanceNumber } from "./acceptance-number.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { checkCreditCode } from "./credit-code.ts";
import { dropUnseen, foldWidth } from "#shared/lib/plain-text.ts";
import { checkProjectCode } from "./project-code.ts";

/** What a scanner read (扫码): one of our documents, an application, a company's licence, a project, or nothing known. */
export type Scan =
  /** `id` is the acceptance number, or the record's id on a draft. */
  | { kind: "paper"; id: string; document: string; version: number; shortHash: string }
  | { kind: "acceptance-number"; number: string }
  | { kind: "credit-code"; code: string }
  | { kind: "project-code"; code: string }
  | { kind: "unknown"; why: Bilingual };

const PAPER = /^LD1:([^:]{2,60}):([a-z0-9-]{2,80}):(\d{1,6}):([0-9a-f]{6,64})$/i;
const CODE_INSIDE = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/g;
const PROJECT_INSIDE = /(?<![0-9A-Z])(?:19|20)\d{2}-\d{6}-\d{2}-\d{2}-\d{5}[0-9A-Z](?![0-9A-Z])/;

/** The longest scanned text that is examined. */
const MAX_CHARACTERS = 2_000;

/** A licence's QR code is a text or an address that contains the credit code, sometimes percent-encoded. */
function plainText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads what a barcode or QR scanner typed. A credit code needs a right check character, because an address may
 * contain eighteen such characters by chance.
 */
export function readScan(text: string): Scan {
  const trimmed = dropUnseen(text).trim();
  // An input method or a chat gives the same signs back in full width.
  const paper = PAPER.exec(foldWidth(trimmed.slice(0, MAX_CHARACTERS)));
  // With Caps Lock on, a scanner swaps the case of letters; a hash has only one case.
  if (paper !== null)
    return {
      kind: "paper",
      id: (paper[1] ?? "").toUpperCase(),
      document: (paper[2] ?? "").toLowerCase(),
      version: Number(paper[3]),
      shortHash: (paper[4] ?? "").toLowerCase(),
    };
  const number = readAcceptanceNumber(trimmed);
  const folded = foldWidth(plainText(trimmed.slice(0, MAX_CHARACTERS))).toUpperCase();
  const codes = [...folded.matchAll(CODE_INSIDE)]
    .map(([code]) => code)
    .filter((code) => checkCreditCode(code).result === "valid");
  // Eighteen characters can also be an acceptance number without hyphens. The credit code is tried first, as its form
  // is stricter.
  if (codes[0] !== undefined) return { kind: "credit-code", code: codes[0] };
  if (number.ok) return { kind: "acceptance-number", number: number.number };
  const project =
    PROJECT_INSIDE.exec(folded)?.[0] ??
    (checkProjectCode(folded).result === "shape-only" ? checkProjectCode(folded).normalised : null);
  if (project !== null) return { kind: "project-code", code: project };
  const credit = /^[0-9A-Z]{18}$/.test(folded) ? checkCreditCode(folded).message : null;
  return {
    kind: "unknown",
    why:
      credit ??
      bilingual(
        "不是信用代码、项目代码、受理编号，也不是本系统的文书码",
        "No credit code, project code or acceptance number, and no code of our own papers",
      ),
  };
}
