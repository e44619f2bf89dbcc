import type { DeadlineLine, DutyHolder } from "#shared/case/application.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Assignment } from "#shared/case/assignment.ts";
import type { FormValues } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import type { ConsentData } from "./record-text.ts";

/** What kind of copy a paper is: 预览, 正式, 副本, 培训, 补打; 应急 is a blank form printed ahead for an outage. */
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

/** Which print of a sheet this is (补打), who asked for it and why. */
export type ReprintData = { number: number; by: string; why: string | null };

/** What a paper says of itself: of an exercise that it is one, its marker's word, and of a reprint which one it is. */
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

/** One clock as it is printed: a due day or moment, or null with a note that says what it waits for. */
export type DocumentDeadline = Pick<DeadlineLine, "label" | "dueOn" | "dueAt" | "note">;

/** Who answers for the application (首接责任人); staff data, meant to be printed. */
export type DocumentDutyHolder = Pick<DutyHolder, "name" | "phone" | "organisation">;

/** The blanks of one utility's commitment letter (告知承诺书); null leaves the place blank for the pen. */
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

/** One department's opinion on the approval sheet (审批意见); null text is left blank for the pen. */
export type OpinionData = { signer: string; text: string | null; signedOn: LocalDate | null };

/** The blanks of the approval sheet (综合审批意见单) that the form does not hold; null leaves the place blank. */
export type ApprovalData = {
  legalRepresentative: string | null;
  address: string | null;
  workFrom: LocalDate | null;
  workTo: LocalDate | null;
  workSite: string | null;
  opinions: OpinionData[];
};

/** What a numbered notice is about (一次告知、容缺、不予受理、撤回). */
export type NoticeData = {
  number: string | null;
  items: string[];
  reason: string | null;
  dueOn: LocalDate | null;
  at: Instant;
  /** Where somebody is sent who came to the wrong hall. */ goTo?: string | null;
};

/** One correction (更正) as a paper tells of it: no values, for the paper shows the new ones. */
export type CorrectionData = { at: Instant; version: number; fields: string[] };

/** Everything that a paper or slip prints about one application, plain and complete, so that templates ask nobody. */
export type DocumentData = {
  profile: Profile;
  /** Acceptance number (受理编号); null on a preview. */
  number: string | null;
  /** The draft's or application's id, which stands in the QR code while there is no number. */
  recordId: string;
  version: number;
  /** Hash of the record as printed, full hexadecimal; paper shows the first ten. */
  hash: string;
  marker: Marker;
  /**
   * Whether the hall is an exercise (培训), which its copies, previews and blank forms say beside what they are; left
   * out where it is none.
   */
  exercise?: boolean;
  /** Left out or null where this is no reprint. */
  reprint?: ReprintData | null;
  form: FormValues;
  /** Ids of the utilities applied for. */
  utilities: string[];
  /**
   * The service asked for, where the profile offers more than the connection; `change` says that it needs no outside
   * line, `earlier` which application it follows.
   */
  service?: { label: Bilingual; change: boolean; previousApplication: string | null } | null;
  routes: RouteDecision[];
  deadlines: DocumentDeadline[];
  dutyHolder: DocumentDutyHolder | null;
  /** Who received first, where somebody else answers now; absent or null where it is one person. */
  firstHolder?: DocumentDutyHolder | null;
  /** Who leads the joint approval, null where not known or not needed. */
  lead: Bilingual | null;
  /**
   * The parts whose specialist is known, and those referred (转办) because the accepting clerk had no authority for
   * them; left out where none is.
   */
  assignments?: (Assignment & { unit: Bilingual })[];
  hall: string | null;
  window: string | null;
  acceptedAt: Instant | null;
  /** The later entry of a paper form (补录); left out where the application was entered as it was received. */
  lateEntry?: {
    paperNumber: string;
    receivedAt: Instant;
    receivedBy: string;
    enteredAt: Instant;
    enteredBy: string;
  } | null;
  /** When the applicant confirmed the form together with the clerk (共同核对); left out where no check was made. */
  jointCheckedAt?: Instant | null;
  /**
   * Each correction (更正) of the applicant's own data since acceptance: when, to which version, and what the fields
   * are called; left out where none was made.
   */
  corrections?: CorrectionData[];
  /** The consent to an entry on behalf (帮办代办); left out where the applicant came in person. */
  consent?: ConsentData | null;
  /** When this paper was made; it fixes the file's creation date so that the same data gives the same bytes. */
  madeAt: Instant;
  letter: LetterData | null;
  approval: ApprovalData | null;
  /** Null for papers that are not notices. */
  notice: NoticeData | null;
};

/** First ten characters of the record's hash, as papers show it. */
export const shortHash = (hash: string): string => hash.slice(0, 10);

/**
 * Begins what a commitment letter's QR code says it is; the utility follows, for an application may have several
 * letters.
 */
export const LETTER_MARK = "commitment-letter-";

/**
 * What a paper's QR code says: number or id, kind of document (a letter's with its utility), version and short hash,
 * and nothing about a person.
 */
export function qrContent(data: DocumentData, kind: string): string {
  const document = kind === "commitment-letter" && data.letter !== null ? `${LETTER_MARK}${data.letter.utility}` : kind;
  return `LD1:${data.number ?? data.recordId}:${document}:${data.version}:${shortHash(data.hash)}`;
}
