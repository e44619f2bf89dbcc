import { z } from "zod";
import { LocalDate } from "#shared/time/instant.ts";
import { PushEntry } from "./push.ts";
import { EntryWindow } from "./station.ts";

/** The largest payload in bytes for the other windows; a larger one would not fit into one answer to a station. */
export const ENTRY_TRAVELS_BYTES = 110_000;

/** An entry of another window of the same hall (另一窗口的记录); its id is the entry's key, so a repeated one is recognised. */
export const EntryTaken = z.strictObject({
  kind: z.literal("entry.taken"),
  id: z.uuid(),
  at: z.iso.datetime(),
  applicationId: z.uuid(),
  entry: z.strictObject({
    kind: PushEntry.shape.kind,
    sequence: PushEntry.shape.sequence,
    payloadHash: PushEntry.shape.payloadHash,
    /** Null where it is too large to travel. */ payload: z.string().min(2).max(ENTRY_TRAVELS_BYTES).nullable(),
  }),
  window: EntryWindow,
});
export type EntryTaken = z.infer<typeof EntryTaken>;

/** How many items a page of the feed holds at most. */
export const FEED_PAGE = 50;

const Words = z.string().max(2000);
const Name = z.string().min(1).max(200);
const common = { id: z.uuid(), at: z.iso.datetime() };
const ofCase = { ...common, applicationId: z.uuid() };
/** Who says it: a utility's office or a department, by the name it was registered under. */
const By = z.strictObject({ kind: z.enum(["utility", "department"]), name: Name });

/** The id of the item of the same agency that this one takes the place of. */
const Replaced = z.uuid().optional();

/** How far a utility is with its part. */
export const ProgressStep = z.enum([
  "received",
  "survey-done",
  "plan-made",
  "under-construction",
  "connected",
  "stopped",
]);
export type ProgressStep = z.infer<typeof ProgressStep>;

/**
 * One item of a hall's feed. About another hall's application it holds number, station and time of acceptance, and
 * nothing of the applicant. That is enough to telephone, and too little to look somebody up.
 */
export const FeedItem = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("duplicate.found"),
    ...ofCase,
    /** Whether this hall's application was accepted before the other. */
    standing: z.enum(["first", "later"]),
    other: z.strictObject({ acceptanceNumber: Name, hall: Name, window: Name, acceptedAt: z.iso.datetime() }),
    utilities: z.array(z.string().max(60)).max(50),
  }),
  /** Another application of the hall has the same number, given by a station that was restored from an older backup. */
  z.strictObject({
    kind: z.literal("number.clashed"),
    ...ofCase,
    acceptanceNumber: Name,
    otherAcceptedAt: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal("opinion.given"),
    ...ofCase,
    by: By,
    agrees: z.boolean(),
    text: Words,
    on: LocalDate,
    replaces: Replaced,
  }),
  z.strictObject({
    kind: z.literal("survey.dated"),
    ...ofCase,
    by: By,
    text: Words,
    on: LocalDate,
    replaces: Replaced,
  }),
  z.strictObject({
    kind: z.literal("progress.reported"),
    ...ofCase,
    by: By,
    utility: z.string().min(1).max(60),
    step: ProgressStep,
    text: Words,
    on: LocalDate,
  }),
]);
export type FeedItem = z.infer<typeof FeedItem>;

/** A page of the hall's feed. A station keeps and skips an item of an unknown kind, as the centre may be newer. */
export const FeedPage = z.strictObject({
  epoch: z.uuid(),
  items: z.array(z.looseObject({ id: z.uuid(), kind: z.string().max(60), at: z.string().max(40) })).max(FEED_PAGE),
  /** To be handed back as `after`. */
  cursor: z.string().min(1).max(100),
  more: z.boolean(),
});
export type FeedPage = z.infer<typeof FeedPage>;
