import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { ClockTrust } from "#shared/time/system-clock.ts";
import { call, EVERYONE, STAFF, type Role } from "./call.ts";

/** Whose station this is and who works at it. */
export type SessionView = {
  role: Role;
  operator: { id: string; name: string; organisation: string } | null;
  station: { id: string; name: string; prefix: string };
  hall: { name: Bilingual; profileId: string; training: boolean; demo: boolean };
  /** People who can sign in here. Only a demo hall shows their PINs. */
  operators: { id: string; name: string; role: Role; organisation: string; demoPin: string | null }[];
  now: Instant;
  /** Whether this machine's clock can be relied on (时钟待核). */
  clockTrust: ClockTrust;
  /** Known faults of the store, shown to staff on every page. */
  troubles: Problem[];
};

const ShortText = z.string().min(1).max(200);

/** Calls about who sits at this page, and the hall's locality. */
export const peopleCalls = {
  "session.get": call<SessionView>()(EVERYONE, z.strictObject({})),
  "session.signIn": call<SessionView>()(
    EVERYONE,
    z.strictObject({ operatorId: ShortText, pin: z.string().min(1).max(40) }),
  ),
  "session.signOut": call<SessionView>()(EVERYONE, z.strictObject({})),
  /** Turns this page into a kiosk, or ends a kiosk's visit. Staff sign in to leave it. */
  "session.startKiosk": call<SessionView>()(EVERYONE, z.strictObject({})),
  /** A clerk may do this in a demo hall only; elsewhere the station refuses with a reason. */
  "hall.setProfile": call<SessionView>()(STAFF, z.strictObject({ profileId: ShortText })),
} as const;
/** {@link peopleCalls} as a type. */
export type PeopleCalls = typeof peopleCalls;
