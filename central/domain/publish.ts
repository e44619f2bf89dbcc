import { randomUUID } from "node:crypto";
import { bilingual } from "#shared/lib/bilingual.ts";
import { Publication, type PublicationSignature } from "#shared/contract/centre/publications.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { Now } from "#shared/time/instant.ts";
import {
  addPublication,
  findNewest,
  listHallIds,
  listPublications,
  lockPublications,
} from "#central/db/publications.ts";
import type { Sql } from "#central/db/sql.ts";
import { readFile } from "#central/lib/read-file.ts";
import { readCalendar, readProfile, readRoster, type ReadPublication } from "./read-publication.ts";
import { unknownHall } from "./administer.ts";
import { sha256Hex } from "#central/lib/secrets.ts";
import { readSignature } from "./signing.ts";

/** What was published, and to how many halls. */
export type Published = {
  kind: Publication["kind"];
  name: string;
  version: number;
  hash: string;
  key: string | null;
  halls: number;
  everywhere: boolean;
};

const notNewer = ({ name, version }: ReadPublication, published: number) =>
  problem(
    "not-newer",
    bilingual(
      `${name} 已发布过第 ${published} 版，这个文件是第 ${version} 版且内容不同；窗口不会用它替换。`,
      `${name} was published as version ${published}; this file is version ${version} with other content, and stations would not replace theirs by it.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请提高文件中的版本号（规则包、名册为 version，日历为 revision），重新签名后再发布。",
      "Raise the version in the file (`version` of a profile or roster, `revision` of a calendar), sign it anew and publish again.",
    ),
  );

/** Publishes what was read to the halls named, or for null to every hall there is or will be; throws a `ProblemError` where a hall is unknown or stations would refuse it as older. */
async function publish(
  sql: Sql,
  read: ReadPublication,
  signature: PublicationSignature | null,
  halls: readonly string[] | null,
  now: Now,
): Promise<Published> {
  const { text, ...of } = read;
  const at = now();
  const item = Publication.parse({
    ...of,
    id: randomUUID(),
    at,
    hash: sha256Hex(text),
    bytes: Buffer.byteLength(text),
    signature,
  });
  return sql.transaction(async (tx) => {
    await lockPublications(tx);
    const hallIds = await listHallIds(tx, halls);
    if (halls !== null && hallIds.length !== new Set(halls).size) throw unknownHall();
    const published = await findNewest(tx, item, hallIds);
    if (published !== null && item.version <= published.version && item.hash !== published.hash)
      throw notNewer(read, published.version);
    await addPublication(tx, item, text, hallIds, halls === null, at);
    return {
      kind: item.kind,
      name: item.name,
      version: item.version,
      hash: item.hash,
      key: signature?.key ?? null,
      halls: hallIds.length,
      everywhere: halls === null,
    };
  });
}

/** Publishes a signed profile after judging it as every station will. */
export async function publishProfile(
  sql: Sql,
  file: string,
  signatureFile: string,
  halls: readonly string[] | null,
  now: Now,
): Promise<Published> {
  const bytes = readFile(file);
  const signature = readSignature(signatureFile, bytes);
  return publish(sql, await readProfile(sql, file, bytes), signature, halls, now);
}

/** Publishes a signed calendar year. */
export async function publishCalendar(
  sql: Sql,
  file: string,
  signatureFile: string,
  halls: readonly string[] | null,
  now: Now,
): Promise<Published> {
  const bytes = readFile(file);
  return publish(sql, readCalendar(file, bytes), readSignature(signatureFile, bytes), halls, now);
}

/** Publishes a roster, unsigned: it says no rule, changes weekly, and never writes over what a hall itself recorded. */
export const publishRoster = async (
  sql: Sql,
  file: string,
  halls: readonly string[] | null,
  now: Now,
): Promise<Published> => publish(sql, readRoster(file, readFile(file)), null, halls, now);

/** Everything that was published, the newest first. */
export async function listPublished(sql: Sql): Promise<Published[]> {
  return (await listPublications(sql)).map(({ item, everywhere, halls }) => {
    const { kind, name, version, hash, signature } = Publication.parse(JSON.parse(item));
    return { kind, name, version, hash, key: signature?.key ?? null, halls, everywhere };
  });
}
