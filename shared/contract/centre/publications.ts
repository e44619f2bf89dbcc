import { z } from "zod";
import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";

/** The most that one publication may weigh, in UTF-8 bytes; the largest profile shipped is a fifteenth of it. */
export const MAX_PUBLICATION_BYTES = 1_000_000;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What the centre publishes (发布件): a locality's rules, a year's holidays, a roster. */
export const PublicationKind = z.enum(["profile.published", "calendar.published", "roster.published"]);
export type PublicationKind = z.infer<typeof PublicationKind>;

/** A detached Ed25519 signature over the exact bytes of a file; `key` is the SHA-256 of the public key's SPKI. */
export const PublicationSignature = z.strictObject({ key: Sha256, value: z.base64().length(88) });
export type PublicationSignature = z.infer<typeof PublicationSignature>;

/** The feed item that names a publication; its text is fetched by hash. `name` is a profile's id or a calendar's year. */
export const Publication = z.strictObject({
  kind: PublicationKind,
  id: z.uuid(),
  at: z.iso.datetime(),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  version: z.int().nonnegative(),
  hash: Sha256,
  bytes: z.int().positive().max(MAX_PUBLICATION_BYTES),
  /** Null where it travels on the centre's own word: a roster. */
  signature: PublicationSignature.nullable(),
});
export type Publication = z.infer<typeof Publication>;

/** A publication's text; its UTF-8 bytes are the file's. */
export const PublicationText = z.strictObject({ hash: Sha256, text: z.string().min(2).max(MAX_PUBLICATION_BYTES) });
export type PublicationText = z.infer<typeof PublicationText>;

/** A publication's name for people: what it is, of which locality or year, and which version. */
export function publicationTitle(
  { kind, name, version }: Pick<Publication, "kind" | "name" | "version">,
  locality: Bilingual | null,
): Bilingual {
  const place = locality ?? bilingual(name, name);
  switch (kind) {
    case "profile.published":
      return bilingual(`${place.zh}地方规则第 ${version} 版`, `Rules of ${place.en}, version ${version}`);
    case "calendar.published":
      return version === 0
        ? bilingual(`${name} 年节假日安排`, `Holidays of ${name}`)
        : bilingual(`${name} 年节假日安排（第 ${version} 次更正）`, `Holidays of ${name}, correction ${version}`);
    case "roster.published":
      return bilingual(
        `${place.zh}服务专员名册第 ${version} 版`,
        `Roster of specialists of ${place.en}, version ${version}`,
      );
  }
}
