import type { Migration } from "./migration.ts";

/**
 * An application has one place in each agency list and moves to the end when it changes, so that a cursor meets it again.
 * The index leads by hall: an agency at the end of its list costs one look at each of its halls, however busy the others are.
 * What agencies were not told before is listed once more: ended cases, corrections, and routes that a survey changed.
 */
export const migration0014: Migration = {
  id: 14,
  name: "agency-lists",
  statements: [
    "alter table intakes add column ended_as text check (ended_as in ('refused', 'withdrawn', 'closed'))",
    `update intakes set ended_as = case entries.kind
       when 'case.closed' then 'closed' when 'application.refused' then 'refused' else 'withdrawn' end
     from entries
     where entries.application_id = intakes.application_id and entries.hall_id = intakes.hall_id
       and entries.kind in ('case.closed', 'application.refused', 'application.withdrawn')`,
    "update intakes set over_at = now() where ended_as in ('refused', 'withdrawn') and over_at is null",
    "alter table intake_topics drop constraint intake_topics_pkey",
    "alter table intake_topics add primary key (hall_id, application_id, topic)",
    "create unique index intake_topics_by_place on intake_topics (hall_id, topic, listed)",
    "create sequence agency_places",
    "select setval('agency_places', (select coalesce(max(listed), 0) + 1 from intakes), false)",
    // Payloads are canonical JSON. A cast to jsonb would fail for one that PostgreSQL cannot read.
    `insert into intake_topics (topic, hall_id, application_id, listed)
     select 'approval', hall_id, application_id, nextval('agency_places') from intakes
     where exists (
       select 1 from entries
       where entries.application_id = intakes.application_id and entries.hall_id = intakes.hall_id
         and entries.payload like '%"route":"joint-approval"%'
     ) on conflict (hall_id, application_id, topic) do nothing`,
    `update intake_topics set listed = nextval('agency_places')
     where exists (
       select 1 from entries
       where entries.application_id = intake_topics.application_id and entries.hall_id = intake_topics.hall_id
         and entries.kind <> 'application.accepted'
     )`,
  ],
};
