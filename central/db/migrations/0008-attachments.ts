import type { Migration } from "./migration.ts";

/**
 * Files by hall and hash: a hash tells nothing across halls. Each station sends into an upload of its own, so that none can spoil
 * another's; the first upload that comes whole is the file. Which application a file belongs to stands apart: it may be known before
 * the record, and one file may belong to several.
 */
export const migration0008: Migration = {
  id: 8,
  name: "attachments",
  statements: [
    `create table attachments (
      hall_id uuid not null references halls (id),
      hash text not null check (length(hash) = 64),
      size bigint not null,
      upload_id uuid not null,
      receipt text not null,
      station_id uuid not null,
      whole_at timestamptz not null,
      primary key (hall_id, hash)
    )`,
    `create table attachment_uploads (
      hall_id uuid not null references halls (id),
      station_id uuid not null,
      hash text not null check (length(hash) = 64),
      upload_id uuid not null,
      size bigint not null check (size > 0),
      held bigint not null default 0 check (held between 0 and size),
      touched_at timestamptz not null,
      primary key (hall_id, station_id, hash)
    )`,
    `create table attachment_pieces (
      hall_id uuid not null,
      upload_id uuid not null,
      starts_at bigint not null,
      bytes bytea not null,
      primary key (hall_id, upload_id, starts_at)
    )`,
    // Scans are compressed already; trying it again would only cost time.
    "alter table attachment_pieces alter column bytes set storage external",
    `create table attachment_links (
      hall_id uuid not null references halls (id),
      application_id uuid not null,
      hash text not null check (length(hash) = 64),
      kind text not null,
      mime text not null,
      sheet text,
      station_id uuid not null,
      linked_at timestamptz not null,
      primary key (hall_id, application_id, hash)
    )`,
  ],
};
