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
import { sha256Hex } from "#central/lib/secrets.ts";
import { unknownHall } from "./administer.ts";
import { readCalendar, readProfile, readRoster, type ReadPublication } from "./read-publication.ts";
import { readSignature } from "./signing.ts";

/** A publication, and how many halls received it. */
export type Published = {
  kind: Publication["kind"];
  name: string;
  version: number;
  hash: string;
  key: string | null;
  halls: number;
  everywhere: boolean;
};

const notNewer = ({ name, version }: Publication, published: number) =>
  problem(
    "not-newer",
    bilingual(
      `${name} 已发布过第 ${published} 版，这个文件是第 ${version} 版且内容不同；窗口不会用它替换。`,
      `${name} is published as version ${published}. This file is version ${version} with other content; stations would keep theirs.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请提高文件中的版本号（地方规则、名册为 version，日历为 revision），重新签名后再发布。",
      "Raise the version in the file (`version` of a profile or roster, `revision` of a calendar), sign and publish again.",
    ),
  );

/** A file to publish, and the halls that get it; null for every hall there is or will be. */
export type PublishOrder = { file: string; halls: readonly string[] | null };
/** A signed file to publish, with the file of its signature. */
export type SignedPublishOrder = PublishOrder & { signature: string };

/** Throws a `ProblemError` where a hall is unknown or stations would refuse the publication as older. */
async function publish(
  sql: Sql,
  { text, ...header }: ReadPublication,
  { signature, halls }: { signature: PublicationSignature | null; halls: readonly string[] | null },
  now: Now,
): Promise<Published> {
  const item = Publication.parse({
    ...header,
    id: randomUUID(),
    at: now(),
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
      throw notNewer(item, published.version);
    await addPublication(tx, item, text, { hallIds, everywhere: halls === null });
    return lineOf(item, { halls: hallIds.length, everywhere: halls === null });
  });
}

const lineOf = (
  { kind, name, version, hash, signature }: Publication,
  reach: { halls: number; everywhere: boolean },
): Published => ({ kind, name, version, hash, key: signature?.key ?? null, ...reach });

/** Publishes a signed profile after checking it as every station will. */
export async function publishProfile(sql: Sql, order: SignedPublishOrder, now: Now): Promise<Published> {
  const profile = await readProfile(sql, order.file, readFile(order.file));
  const signature = readSignature(order.signature, profile.text);
  return publish(sql, profile, { signature, halls: order.halls }, now);
}

/** Publishes a signed calendar year. */
export async function publishCalendar(sql: Sql, order: SignedPublishOrder, now: Now): Promise<Published> {
  const calendar = readCalendar(order.file, readFile(order.file));
  const signature = readSignature(order.signature, calendar.text);
  return publish(sql, calendar, { signature, halls: order.halls }, now);
}

/** Publishes a roster, unsigned: it states no rule, changes weekly, and never overrides a hall's own entries. */
export const publishRoster = async (sql: Sql, { file, halls }: PublishOrder, now: Now): Promise<Published> =>
  publish(sql, readRoster(file, readFile(file)), { signature: null, halls }, now);

/** All publications, newest first. */
export const listPublished = async (sql: Sql): Promise<Published[]> =>
  (await listPublications(sql)).map(({ item, ...reach }) => lineOf(Publication.parse(JSON.parse(item)), reach));
