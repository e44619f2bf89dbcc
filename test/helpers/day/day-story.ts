import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "#station/lib/resources.ts";
import type { LineFacts } from "./measure-line.ts";

/** What a visitor brings, and what the locality's rules make of it. */
export type Visit = {
  /** When it is accepted, `HH:MM`; later acts follow minute by minute. */
  at: string;
  /** The header of the form, by field. */
  visitor: { applicant: string; site: string; [field: string]: string };
  utilities: string[];
  /** The outside lines as they are known at intake, by utility. */
  lines: Record<string, LineFacts>;
  /** Words shown beside the form before acceptance: the route's reasons, or that the paper gives no numbers. */
  said: string[];
  ledger: LedgerWords;
  /** The papers of the case, by file name without the number, each with words printed on it; a slip has none that can be read back. */
  papers: Record<string, string[]>;
};

/** The cells of a case's ledger line that only the locality's rules decide; every other cell follows from the visit itself. */
export type LedgerWords = { 办理路径: string; 路径依据: string[]; 时限: string; [column: string]: string | string[] };

/** A whole day at a hall under one locality's rules, as data. */
export type DayStory = {
  profile: string;
  on: string;
  /** When the supervisor closes the day: `HH:MM`, on that day or a later one. */
  closing: { on: string; at: string };
  plain: Visit;
  incomplete: Visit & {
    items: string[];
    /** Notified once more, for a reason; null where once is enough. */
    again: { items: string[]; reason: string } | null;
    /** Null where the paper has no rule of tolerance (容缺), and the program has to say so. */
    tolerated: { items: string[]; dueOn: string } | null;
  };
  onBehalf: Visit & {
    /**
     * Who acts, what for, the boxes that only this paper has, and whether the utility is entrusted; null where the
     * paper does not ask.
     */
    consent: { agent: string; relation: string; ticked: string[]; entrusted: boolean | null };
  };
  handedOver: Visit & { note: string };
  /** The same case is brought once more; `choice` is what the clerk decides. */
  duplicate: Visit & { choice: "merge" | "new" | "discard" };
  /** Null where the paper has no rule of suspension, and the program has to say so. */
  suspended: (Visit & { utility: string; orders: { rectification: string; talk: string; suspension: string } }) | null;
  jointApproval: Visit & {
    /** Who signed the commitment letter before the survey; null where the route had none. */
    promisor: string | null;
    survey: Record<string, LineFacts>;
    findings: string;
    /** The route tags before and after, in their order; empty where measuring changed no route. */
    changed: string[];
    /** Which utilities apply, by label. */
    applicants: string[];
    opinions: { department: string; text: string }[];
    /** What is answered when the applicant is called afterwards; null where the paper asks for no callback. */
    callback: { answers: Record<string, string> } | null;
  };
  outage: Visit & { receivedAt: string; reason: string };
};

/** Reads a locality's day. */
export const readDayStory = (profileId: string): DayStory =>
  JSON.parse(readFileSync(join(projectRoot(), "test", "fixtures", "days", `${profileId}.json`), "utf8")) as DayStory;
