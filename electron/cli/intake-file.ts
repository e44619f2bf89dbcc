import { z } from "zod";
import { say } from "#shared/bilingual.ts";
import type { DraftBody } from "#shared/contract/draft-body.ts";
import { DraftConsent } from "#shared/contract/draft-body.ts";
import { INTAKE_PARTS } from "#shared/intake-schema.ts";
import { badInput, type FieldProblem } from "#shared/problem.ts";
import { Channel } from "#shared/profile.ts";
import { zodProblems } from "#shared/zod-problems.ts";

/** An intake file as a person or another program writes it; `hall schema` gives its form for one profile. */
const IntakeFile = z.strictObject({
  profile: z.string().min(1).max(200),
  utilities: z.array(z.string().min(1).max(200)).max(20),
  channel: Channel.default("counter"),
  /** A service with a form of its own, and the application that it follows. */
  service: z.string().min(1).max(200).optional(),
  earlier: z.string().max(60).optional(),
  form: z.record(z.string(), z.record(z.string(), z.unknown())),
  outsideLines: z.array(z.record(z.string(), z.unknown())).max(20).default([]),
  noOutsideLine: z.array(z.string().min(1).max(200)).max(20).default([]),
  /** Only for an entry on behalf of an applicant who is away. */
  consent: DraftConsent.optional(),
  /** Makes the intake repeatable: the same key and content give the same application. */
  key: z.uuid("须为 UUID / must be a UUID").optional(),
});

/** Puts the part's name before what is wrong with it. */
function named({ path, message }: FieldProblem): FieldProblem {
  const part = /^\w+/.exec(path)?.[0] ?? "";
  const name = Object.entries(INTAKE_PARTS).find(([id]) => id === part)?.[1];
  return name === undefined
    ? { path, message }
    : { path, message: say(`${name.zh}：${message.zh}`, `${name.en}: ${message.en}`) };
}

/** Reads an intake file into a draft and its key, null where the file names none. */
export function readIntakeFile(raw: unknown): { key: string | null; body: DraftBody } {
  const parsed = IntakeFile.safeParse(raw);
  if (!parsed.success) throw badInput(zodProblems(parsed.error.issues).map(named));
  const { profile, key, consent, service, earlier, ...rest } = parsed.data;
  return {
    key: key ?? null,
    body: {
      profileId: profile,
      ...rest,
      ...(service === undefined ? {} : { service }),
      ...(earlier === undefined ? {} : { earlier }),
      ...(consent === undefined ? {} : { consent }),
      at: null,
    },
  };
}
