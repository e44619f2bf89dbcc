import type { DeadlineLine, DutyHolder } from "#shared/case/application.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Assignment } from "#shared/case/assignment.ts";
import type { FormValues } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import type { ConsentData } from "./record-text.ts";

/** The kind of copy: 预览, 正式, 副本, 培训, 补打; 应急 is a blank form printed in advance for an outage. */
export type Marker = "preview" | "original" | "copy" | "training" | "reprint" | "outage";

/** The word each marker prints. */
export const MARKER_TEXT: Record<Marker, string> = {
  preview: "预览",
  original: "正式",
  copy: "副本",
  training: "培训",
  reprint: "补打",
  outage: "应急",
};

/** The number of this reprint (补打), who asked for it and why. */
export type ReprintData = { number: number; by: string; why: string | null };

/** The label of a document: its marker's word, that it belongs to an exercise, and the number of a reprint. */
export function markerText({
  marker,
  reprint,
  exercise,
}: Pick<DocumentData, "marker" | "reprint" | "exercise">): string {
  const word =
    exercise === true && marker !== "training" ? `${MARKER_TEXT.training} ${MARKER_TEXT[marker]}` : MARKER_TEXT[marker];
  return reprint == null
    ? word
    : `${marker === "reprint" ? "" : `${word} `}${MARKER_TEXT.reprint} 第${reprint.number}次`;
}

/** One deadline as it is printed: a due day or moment, or null with a note that says what it waits for. */
export type DocumentDeadline = Pick<DeadlineLine, "label" | "dueOn" | "dueAt" | "note">;

/** Who answers for the application (首接责任人); staff data, meant to be printed. */
export type DocumentDutyHolder = Pick<DutyHolder, "name" | "phone" | "organisation">;

/** The blanks of one utility's commitment letter (告知承诺书); null leaves the place blank for handwriting. */
export type LetterData = {
  utility: string;
  promisor: string | null;
  legalRepresentative: string | null;
  address: string | null;
  contact: string | null;
  phone: string | null;
  workFrom: LocalDate | null;
  workTo: LocalDate | null;
  workSite: string | null;
  promisedOn: LocalDate | null;
};

/** One department's opinion on the approval sheet (审批意见); null text is left blank for handwriting. */
export type OpinionData = {
  signer: string;
  text: string | null;
  signedOn: LocalDate | null;
  /** Why it signs, if the rules do not name it. */
  reason?: string;
};

/** The blanks of the approval sheet (综合审批意见单) that are not in the form; null leaves the place blank. */
export type ApprovalData = {
  legalRepresentative: string | null;
  address: string | null;
  workFrom: LocalDate | null;
  workTo: LocalDate | null;
  workSite: string | null;
  opinions: OpinionData[];
  /** Why places for an opinion say that none was needed or given, with who decided it and when. */
  notes?: string[];
};

/** What a numbered notice is about (一次告知、容缺、不予受理、撤回). */
export type NoticeData = {
  number: string | null;
  items: string[];
  reason: string | null;
  dueOn: LocalDate | null;
  at: Instant;
  /** Where to go for somebody who came to the wrong hall. */ goTo?: string | null;
};

/** One correction (更正) as a document mentions it; without values, as the document shows the new ones. */
export type CorrectionData = { at: Instant; version: number; fields: string[] };

/** Everything that a document or slip prints about one application, complete, so that templates look nothing up. */
export type DocumentData = {
  profile: Profile;
  /** Acceptance number (受理编号); null on a preview. */
  number: string | null;
  /** The id of the draft or application, used in the QR code until there is a number. */
  recordId: string;
  version: number;
  /** Hash of the record as printed, in full hexadecimal; documents show the first ten characters. */
  hash: string;
  marker: Marker;
  /** Whether the hall is an exercise (培训), which its copies, previews and blank forms say; left out if it is none. */
  exercise?: boolean;
  /** Left out or null if this is no reprint. */
  reprint?: ReprintData | null;
  form: FormValues;
  /** Ids of the utilities applied for. */
  utilities: string[];
  /**
   * The service, if the profile offers more than the connection. `change` means that it needs no outside line;
   * `earlier` names the application that it follows.
   */
  service?: { label: Bilingual; change: boolean; previousApplication: string | null } | null;
  routes: RouteDecision[];
  deadlines: DocumentDeadline[];
  dutyHolder: DocumentDutyHolder | null;
  /** The first receiver, if somebody else is case owner now; absent or null if it is the same person. */
  firstHolder?: DocumentDutyHolder | null;
  /** The lead of the joint approval; null if unknown or not needed. */
  lead: Bilingual | null;
  /**
   * Parts with a known specialist, and parts referred (转办) because the accepting clerk had no authority; left out if
   * there are none.
   */
  assignments?: (Assignment & { unit: Bilingual })[];
  hall: string | null;
  window: string | null;
  acceptedAt: Instant | null;
  /** The record was taken in under a doubted clock (时钟待核); left out if not. */
  isClockDoubted?: boolean;
  /** The later entry of a paper form (补录); left out if the application was entered when it was received. */
  lateEntry?: {
    paperNumber: string;
    receivedAt: Instant;
    receivedBy: string;
    enteredAt: Instant;
    enteredBy: string;
  } | null;
  /** When the applicant confirmed the form together with the clerk (共同核对); left out if no check was made. */
  jointCheckedAt?: Instant | null;
  /**
   * Each correction (更正) of the applicant's data since acceptance: when, to which version, and which fields; left out
   * if none was made.
   */
  corrections?: CorrectionData[];
  /** The consent to an entry on behalf (帮办代办); left out if the applicant came in person. */
  consent?: ConsentData | null;
  /** When this document was made. It is the file's creation date, so the same data gives the same bytes. */
  madeAt: Instant;
  letter: LetterData | null;
  approval: ApprovalData | null;
  /** Null for documents other than notices. */
  notice: NoticeData | null;
};

/** First ten characters of the record's hash, as documents show it. */
export const shortHash = (hash: string): string => hash.slice(0, 10);

/**
 * Prefix of the kind in a commitment letter's QR code; the utility follows, as an application may have several
 * letters.
 */
export const LETTER_MARK = "commitment-letter-";

/**
 * The text of a document's QR code: number or id, kind (a letter's with its utility), version and short hash; nothing
 * about a person.
 */
export function qrContent(data: DocumentData, kind: string): string {
  const document = kind === "commitment-letter" && data.letter !== null ? `${LETTER_MARK}${data.letter.utility}` : kind;
  return `LD1:${data.number ?? data.recordId}:${document}:${data.version}:${shortHash(data.hash)}`;
}
