import { z } from "zod";
import type { Application, ApplicationLine, DeadlineLine } from "#shared/case/application.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { LocalDate } from "#shared/time/instant.ts";
import { call, INTAKE, STAFF } from "./call.ts";

const ShortText = z.string().min(1).max(200);

/** Calls about stored applications and their deadlines. */
export const recordsCalls = {
  /** The rules under which an application was accepted, whatever is in force now. */
  "application.profile": call<Profile>()(STAFF, z.strictObject({ id: ShortText })),
  "application.get": call<Application>()(STAFF, z.strictObject({ id: ShortText })),
  "application.listDay": call<ApplicationLine[]>()(STAFF, z.strictObject({ on: LocalDate.nullable() })),
  "deadline.preview": call<DeadlineLine[]>()(
    INTAKE,
    z.strictObject({
      profileId: ShortText,
      appointment: z.string().max(30).nullable(),
      routes: z.array(z.enum(["commitment", "direct", "joint-approval", "blocked"])),
    }),
  ),
} as const;
/** {@link recordsCalls} as a type. */
export type RecordsCalls = typeof recordsCalls;
