import { z } from "zod";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import { LocalDate } from "#shared/time/instant.ts";

const orUnknown = <T extends z.ZodType>(schema: T) => z.union([z.literal(UNKNOWN), schema]).default(UNKNOWN);
const whole = z
  .int("须为不小于 0 的整数 / must be a whole number, 0 or more")
  .nonnegative("不能为负数 / must not be negative")
  .max(100_000_000);

/** The class of a city road: 主干道, 快速路, 次干道, 支路. */
export const RoadClass = z.enum(["arterial", "expressway", "secondary", "branch"]);
export type RoadClass = z.infer<typeof RoadClass>;

/** One crossing of a city road (穿越城市道路); a `null` date means "never built anew" or "never overhauled". */
export const Crossing = z.strictObject({
  lengthMm: orUnknown(whole),
  roadClass: orUnknown(RoadClass),
  openedOn: orUnknown(LocalDate.nullable()),
  overhauledOn: orUnknown(LocalDate.nullable()),
});
export type Crossing = z.infer<typeof Crossing>;

/** Green land touched (临时占用绿地): strip length in mm, area in cm², trees moved or cut as a count. */
export const Green = z.strictObject({
  lengthMm: orUnknown(whole),
  areaCm2: orUnknown(whole),
  trees: orUnknown(z.union([z.boolean().transform(Number), whole])),
});
export type Green = z.infer<typeof Green>;

/**
 * The measured facts of one utility's outside line (外线工程). A missing fact is unknown; `green: null` means that no
 * green land is touched.
 */
export const OutsideLine = z.strictObject({
  utility: z.string().min(1),
  on: orUnknown(LocalDate),
  crossings: orUnknown(z.array(Crossing).max(200)),
  lineLengthMm: orUnknown(whole),
  green: orUnknown(Green.nullable()),
});
export type OutsideLine = z.infer<typeof OutsideLine>;
/** An outside line as it is written in a file, with facts left out. */
export type OutsideLineInput = z.input<typeof OutsideLine>;
