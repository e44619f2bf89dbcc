import { z } from "zod";
import { wrongFields } from "./refusal.ts";

const Query = z.object({
  after: z
    .string()
    .regex(/^[0-9a-f-]{36}\.\d{1,15}(\.own)?$/)
    .optional(),
});

const SUFFIX = { whole: undefined, own: "own" } as const;

/** How much of a list a cursor went through: the whole, or only what a kiosk is given of it. */
export type ListPart = "whole" | "own";

/**
 * The place that a cursor names. One of another epoch begins again, because a restore assigns new places; so does one of
 * another part, which passed over items.
 */
export function placeAfter(query: unknown, epoch: string, part: ListPart = "whole"): number {
  const read = Query.safeParse(query);
  if (!read.success)
    throw wrongFields([{ path: "after", message: "须为上一页给出的游标 / must be the cursor of the page before" }]);
  const [of, place, went] = (read.data.after ?? "").split(".");
  return of === epoch && went === SUFFIX[part] ? Number(place) : 0;
}

/** The cursor that continues after a place. */
export const cursorAt = (epoch: string, place: number, part: ListPart = "whole"): string =>
  [epoch, place, SUFFIX[part]].filter((one) => one !== undefined).join(".");
