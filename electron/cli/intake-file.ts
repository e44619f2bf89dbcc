import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type DraftBody, DraftConsent } from "#shared/case/draft-body.ts";
import { INTAKE_PARTS } from "#shared/case/intake-schema.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, type FieldProblem } from "#shared/lib/problem.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { Channel } from "#shared/profile/profile.ts";
import { resourcesDir } from "#station/lib/resources.ts";
import { readJsonFile } from "./read-json.ts";

/** An intake file as a person or another program writes it; `hall schema` gives its form for one profile. */
const IntakeFile = z.strictObject({
  profile: z.string().min(1).max(200),
  utilities: z.array(z.string().min(1).max(200)).max(20),
  /** Left out, it is `usualChannel` of whoever hands the file in. */
  channel: Channel.optional(),
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
    : { path, message: bilingual(`${name.zh}：${message.zh}`, `${name.en}: ${message.en}`) };
}

/** Reads an intake file into a draft and its key, null where the file names none; so too for the channel. */
export function readIntakeFile(
  raw: unknown,
  usualChannel: Channel = "counter",
): { key: string | null; body: DraftBody } {
  const parsed = IntakeFile.safeParse(raw);
  if (!parsed.success) throw badInput(zodProblems(parsed.error.issues).map(named));
  const { profile, key, consent, service, earlier: previous, channel = usualChannel, ...rest } = parsed.data;
  return {
    key: key ?? null,
    body: {
      profileId: profile,
      channel,
      ...rest,
      ...(service === undefined ? {} : { service }),
      ...(previous === undefined ? {} : { earlier: previous }),
      ...(consent === undefined ? {} : { consent }),
      at: null,
    },
  };
}

/** One shipped intake file (示例申请): its locality, its number there, and what it asks for. */
export type Sample = { profileId: string; number: string; body: DraftBody };

const namesIn = (dir: string): string[] => readdirSync(dir).toSorted();

/** Every sample of `resources/samples/<profile>/<n>.json`; all people and companies in them are invented. */
export function readSamples(dir = join(resourcesDir(), "samples")): Sample[] {
  return namesIn(dir).flatMap((profileId) =>
    namesIn(join(dir, profileId)).map((name) => ({
      profileId,
      number: name.replace(/\.json$/, ""),
      body: readIntakeFile(readJsonFile(join(dir, profileId, name))).body,
    })),
  );
}
