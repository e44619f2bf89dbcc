import { createHash } from "node:crypto";
import type { Sql } from "#central/db/sql.ts";

/** How many applications a large centre has. */
export const APPLICATIONS = 20_000;

/** The UUID of a name. */
export const uuidNamed = (name: string): string =>
  createHash("md5")
    .update(name)
    .digest("hex")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-8$3-8$4-$5");

/** The same, computed by PostgreSQL of an expression. */
const named = (name: string): string => `overlay(overlay(md5(${name}) placing '8' from 13) placing '8' from 17)::uuid`;

/** The id of the nth application of a large centre. */
export const applicationNamed = (nth: number): string => uuidNamed(`application ${nth}`);

/** Each application is of the first station by far; every tenth was surveyed, and every twentieth needs an approval. */
const STATEMENTS = [
  `create temporary table seeded as
   select nth, ${named("'application ' || nth")} as id, ${named("'entry ' || nth")} as key,
     (case when nth % 20 = 1 then $1::json->1 when nth % 40 = 2 then $1::json->2 else $1::json->0 end)->>'hallId' as hall,
     (case when nth % 20 = 1 then $1::json->1 when nth % 40 = 2 then $1::json->2 else $1::json->0 end)->>'id' as station
   from generate_series(1, ${APPLICATIONS}) as nth`,
  `insert into entries
     (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt, station_id, received_at)
   select hall::uuid, key, id, 1, 'application.accepted',
     json_build_object(
       'profileId', 'example', 'acceptanceNumber', 'X01-2026-' || lpad(nth::text, 6, '0') || '-X',
       'acceptedAt', '2026-11-20T01:00:00.000Z',
       'content', json_build_object('utilities', json_build_array('water'), 'outsideLines', '[]'::json,
         'form', json_build_object('header', json_build_object('applicant', 'applicant ' || nth, 'note', repeat('x', 900))))
     )::text, repeat('a', 64), 'R' || nth || '0000000', station::uuid, now() from seeded order by nth`,
  `insert into entries
     (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt, station_id, received_at)
   select hall::uuid, ${named("'survey ' || nth")}, id, 2, 'survey.recorded',
     '{"status":"approving","act":{"kind":"survey.recorded","facts":[]},"routes":[{"route":"joint-approval"}]}',
     repeat('b', 64), 'R' || nth || '1111111', station::uuid, now() from seeded where nth % 10 = 0 order by nth`,
  `insert into intakes
     (hall_id, application_id, station_id, entry_key, acceptance_number, accepted_at, needs_approval)
   select hall::uuid, id, station::uuid, key, 'X01-2026-' || lpad(nth::text, 6, '0') || '-X',
     '2026-11-20T01:00:00.000Z', nth % 20 = 0
   from seeded order by nth`,
  `insert into intake_topics (topic, hall_id, application_id, listed)
   select 'utility:water', hall::uuid, id, nextval('agency_places') from seeded order by nth`,
  `insert into intake_topics (topic, hall_id, application_id, listed)
   select 'approval', hall::uuid, id, nextval('agency_places') from seeded where nth % 20 = 0 order by nth`,
  `insert into case_keys (case_hash, utility, service, hall_id, application_id)
   select encode(sha256(convert_to('case ' || nth, 'utf8')), 'hex'), 'water', '', hall::uuid, id from seeded`,
  `insert into feed_items (hall_id, id, station_id) select hall::uuid, key, station::uuid from seeded order by nth`,
  `insert into duplicates (hall_id, application_id, other_hall_id, other_application_id, found_at)
   select hall::uuid, id, hall::uuid, ${named("'application ' || nth + 1")}, now() from seeded where nth % 10 = 3`,
  `insert into serials (hall_id, station_id, prefix, year, serial)
   select hall::uuid, station::uuid, 'X' || nth % 90 + 10, 2020 + nth % 7, nth from seeded on conflict do nothing`,
  `insert into attachments (hall_id, hash, size, upload_id, receipt, station_id, whole_at)
   select hall::uuid, encode(sha256(convert_to('file ' || nth, 'utf8')), 'hex'), 3, id, 'R' || nth || '2222222',
     station::uuid, now() from seeded`,
  `insert into attachment_pieces (hall_id, upload_id, starts_at, bytes) select hall::uuid, id, 0, 'abc' from seeded`,
  `insert into attachment_uploads (hall_id, station_id, hash, upload_id, size, touched_at)
   select hall::uuid, ${named("'station ' || nth % 500")}, encode(sha256(convert_to('part ' || nth, 'utf8')), 'hex'), id, 9,
     now() from seeded`,
  `insert into attachment_links (hall_id, application_id, hash, kind, mime, station_id, linked_at)
   select hall::uuid, id, encode(sha256(convert_to('file ' || nth, 'utf8')), 'hex'), 'file', 'image/png',
     station::uuid, now() from seeded`,
  `insert into published_texts (hash, text)
   select encode(sha256(convert_to('text ' || nth, 'utf8')), 'hex'), '{}' from seeded where nth <= 500`,
  `insert into publications (id, kind, name, version, hash, everywhere, body, published_at)
   select id, 'profile.published', 'example-' || nth % 50, nth, encode(sha256(convert_to('text ' || nth, 'utf8')), 'hex'),
     false, '{}', now() from seeded where nth <= 500 order by nth`,
  "insert into publication_halls (hall_id, publication_id) select halls.id, publications.id from halls, publications",
  `insert into register_loads (part, source, as_of, loaded_at) values
     ('companies', '{"zh":"示例","en":"example"}', '2026-11-01', now()),
     ('projects', '{"zh":"示例","en":"example"}', '2026-11-01', now())`,
  "insert into register_entries (part, code, body) select 'companies', 'code ' || nth, '{}' from seeded",
  "insert into register_entries (part, code, body) select 'projects', 'code ' || nth, '{}' from seeded",
];

/** Fills a store with the applications of three stations, each in a hall of its own, as if they had come in over years. */
export async function fillLargeCentre(sql: Sql, stations: readonly { id: string; hallId: string }[]): Promise<void> {
  await sql.transaction(async (tx) => {
    await tx.query("set local statement_timeout = 0");
    for (const text of STATEMENTS) await tx.query(text, text.includes("$1") ? [JSON.stringify(stations)] : []);
    await tx.query("drop table seeded");
  });
}

/** Adds a report of an agency on each application, under the application's id as key, and that it was shown each. */
export async function fillReports(sql: Sql, agency: string): Promise<void> {
  await sql.query(
    `insert into party_reports
       (party_id, key, hall_id, application_id, body, body_hash, receipt, received_at, report)
     select parties.id, application_id, hall_id, application_id, '{}', 'hash', 'R3333333', now(), json_build_object(
       'kind', 'survey.dated', 'applicationId', application_id, 'on', '2026-11-21', 'text', ''
     )::text from parties, intakes where name = $1`,
    [agency],
  );
  await sql.query(
    `insert into agency_reads (application_id, party_id, read_at, request_id)
     select application_id, party_id, received_at, 'request' from party_reports`,
  );
}
