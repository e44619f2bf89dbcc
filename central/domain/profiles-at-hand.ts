import { existsSync, readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { jsonIn } from "#shared/lib/json.ts";
import { findText, listNewestProfiles } from "#central/db/publications.ts";
import type { Queryable } from "#central/db/sql.ts";

/** `resources/` is two folders up, also from a bundle. */
const SHIPPED = new URL("../../resources/profiles/", import.meta.url);

/** The JSON of a shipped profile; undefined where none is shipped. */
export function findShippedProfile(id: string): unknown {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return undefined;
  const file = new URL(`${id}.json`, SHIPPED);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as unknown) : undefined;
}

const Sections = z.object({ sections: z.array(z.object({ id: z.string(), utility: z.string().nullable() })) });
/** As much of a profile as says whose a section is; one that extends another names its changes only. */
const Outline = z.object({
  extends: z.string().optional(),
  utilities: z.array(z.object({ id: z.string() })).default([]),
  form: Sections.optional(),
  services: z.array(z.object({ form: Sections.optional() })).default([]),
});
type Outline = z.infer<typeof Outline>;

/** The profiles (地方规则) that the centre knows: those shipped, and the last published version of each. */
export type ProfilesAtHand = {
  /** Every utility of any of them. */
  utilities: ReadonlySet<string>;
  /** The utility that a section belongs to: null if to all, undefined where no profile at hand has the section. */
  ownerOf: (profileId: string | null, section: string) => string | null | undefined;
};

let shipped: Map<string, Outline> | null = null;

function shippedOutlines(): Map<string, Outline> {
  shipped ??= new Map(
    (existsSync(SHIPPED) ? readdirSync(SHIPPED) : []).flatMap((name) => {
      const id = name.endsWith(".json") ? name.slice(0, -".json".length) : "";
      const outline = Outline.safeParse(findShippedProfile(id)).data;
      return outline === undefined ? [] : [[id, outline] as const];
    }),
  );
  return shipped;
}

const MAX_KEPT = 500;
/** Outlines of published texts by hash: a text never changes under its hash. */
const kept = new Map<string, Outline | null>();

async function publishedOutline(db: Queryable, hash: string): Promise<Outline | null> {
  const known = kept.get(hash);
  if (known !== undefined) return known;
  const outline = Outline.safeParse(jsonIn(await findText(db, hash))).data ?? null;
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(hash, outline);
  return outline;
}

const sectionsOf = ({ form, services }: Outline) =>
  [form, ...services.map((service) => service.form)].flatMap((one) => one?.sections ?? []);

/** Reads the profiles at hand, texts published since the last time only. */
export async function readProfilesAtHand(db: Queryable): Promise<ProfilesAtHand> {
  const outlines = new Map(shippedOutlines());
  for (const { name, hash } of await listNewestProfiles(db)) {
    const outline = await publishedOutline(db, hash);
    if (outline !== null) outlines.set(name, outline);
  }
  const ownerOf = (profileId: string | null, section: string): string | null | undefined => {
    const passed = new Set<string>();
    for (let id = profileId; id !== null && !passed.has(id);) {
      passed.add(id);
      const outline = outlines.get(id);
      const found = outline === undefined ? undefined : sectionsOf(outline).find((one) => one.id === section);
      if (found !== undefined) return found.utility;
      id = outline?.extends ?? null;
    }
    return undefined;
  };
  return {
    utilities: new Set([...outlines.values()].flatMap(({ utilities }) => utilities.map(({ id }) => id))),
    ownerOf,
  };
}
