import { z } from "zod";
import { wrongFields } from "./refusal.ts";

const Query = z.object({
  after: z
    .string()
    .regex(/^[0-9a-f-]{36}\.\d{1,15}$/)
    .optional(),
});

/** Where a reader's page begins: after the place its cursor names; a cursor of another epoch begins again, since places are given anew after a restore. */
export function placeAfter(query: unknown, epoch: string): number {
  const read = Query.safeParse(query);
  if (!read.success)
    throw wrongFields([
      { path: "after", message: "须为上一页给出的游标 / must be the cursor that the page before gave" },
    ]);
  const [of, place] = (read.data.after ?? "").split(".");
  return of === epoch ? Number(place) : 0;
}

/** The cursor that goes on after a place. */
export const cursorAt = (epoch: string, place: number): string => `${epoch}.${place}`;
