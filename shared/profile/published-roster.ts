import { z } from "zod";
import { plainText } from "#shared/lib/plain-text.ts";
import { SPECIALIST_DUTIES } from "./roster.ts";
import { LocalDate } from "#shared/time/instant.ts";

const Id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, "小写字母、数字和连字符 / lower-case letters, digits and hyphens");
const Text = (max: number) => plainText(max).min(1, "不能为空 / must not be blank");
const span = { startsOn: LocalDate, endsOn: LocalDate.nullable() };

/**
 * A locality's service specialists (服务专员) and stand-ins as the centre keeps them; each version is the whole list.
 * Each hall decides itself who may accept what.
 */
export const PublishedRoster = z
  .strictObject({
    profile: Id,
    version: z.int().positive(),
    specialists: z
      .array(
        z.strictObject({
          id: Id,
          utility: Id,
          duty: z.enum(SPECIALIST_DUTIES),
          name: Text(200),
          phone: Text(40).nullable(),
          organisation: Text(200),
          ...span,
          absences: z.array(z.strictObject(span)).max(100).default([]),
        }),
      )
      .max(2000),
  })
  .superRefine(({ specialists }, context) => {
    const seen = new Set<string>();
    specialists.forEach((person, i) => {
      const fail = (path: PropertyKey[], message: string) =>
        context.addIssue({ code: "custom", path: ["specialists", i, ...path], message });
      if (seen.has(person.id)) fail(["id"], `标识重复 / the id is there twice: ${person.id}`);
      seen.add(person.id);
      [person, ...person.absences].forEach(({ startsOn, endsOn }, nth) => {
        if (endsOn !== null && endsOn < startsOn)
          fail(
            nth === 0 ? ["endsOn"] : ["absences", nth - 1, "endsOn"],
            "止日早于起日 / the last day is before the first",
          );
      });
    });
  });
export type PublishedRoster = z.infer<typeof PublishedRoster>;
