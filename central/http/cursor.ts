import { z } from "zod";
import { wrongFields } from "./refusal.ts";

const Query = z.object({
  after: z
    .string()
    .regex(/^[0-9a-f-]{36}\.\d{1,15}$/)
    .optional(),
});

/** The place that a cursor names. One of another epoch begins again, because a restore assigns new places. */
export function placeAfter(query: unknown, epoch: string): number {
  const read = Query.safeParse(query);
  if (!read.success)
    throw wrongFields([{ path: "after", message: "须为上一页给出的游标 / must be the cursor of the page before" }]);
  const [of, place] = (read.data.after ?? "").split(".");
  return of === epoch ? Number(place) : 0;
}

/** The cursor that continues after a place. */
export const cursorAt = (epoch: string, place: number): string => `${epoch}.${place}`;
