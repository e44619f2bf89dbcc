import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { OutsideLine } from "#shared/profile/outside-line.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, EVERYONE, INTAKE, STAFF } from "./call.ts";

/** One locality of the list from which a hall chooses. */
export type ProfileLine = {
  id: string;
  name: Bilingual;
  documentNumber: string;
  title: string;
  version: number;
  utilities: { id: string; label: Bilingual }[];
  /** Why its file is not in use. Such a locality can be named, but not chosen. */
  quarantined?: Problem;
};

/** An ambiguous clause, the interpretation in force, and who recorded it. */
export type AmbiguityLine = {
  profileId: string;
  id: string;
  question: Bilingual;
  interpretations: { id: string; text: Bilingual }[];
  inForce: string;
  default: string;
  recordedBy: string | null;
  recordedAt: Instant | null;
  quote: string;
  clause: string;
};

const MAX_NOTE = 20_000;
const ShortText = z.string().min(1).max(200);

/** Calls about a locality's rules: the profile, the routes it leads to, and how its clauses are interpreted. */
export const rulesCalls = {
  "profile.list": call<ProfileLine[]>()(EVERYONE, z.strictObject({})),
  "profile.get": call<Profile>()(EVERYONE, z.strictObject({ id: ShortText })),
  "route.decide": call<RouteDecision[]>()(
    INTAKE,
    z.strictObject({ profileId: ShortText, outsideLines: z.array(OutsideLine).max(20) }),
  ),
  "interpretation.list": call<AmbiguityLine[]>()(STAFF, z.strictObject({ profileId: ShortText })),
  "interpretation.record": call<AmbiguityLine[]>()(
    ["supervisor"],
    z.strictObject({
      profileId: ShortText,
      ambiguity: ShortText,
      interpretation: ShortText,
      note: plainText(MAX_NOTE),
    }),
  ),
} as const;
/** {@link rulesCalls} as a type. */
export type RulesCalls = typeof rulesCalls;
