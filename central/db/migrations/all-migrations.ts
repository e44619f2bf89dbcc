import { migration0001 } from "./0001-halls-stations-entries.ts";
import { migration0002 } from "./0002-epoch-and-positions.ts";
import { migration0003 } from "./0003-index-and-feed.ts";
import { migration0004 } from "./0004-tokens-and-parties.ts";
import { migration0005 } from "./0005-numbers-given-twice.ts";
import { migration0006 } from "./0006-first-of-a-number.ts";
import { migration0007 } from "./0007-hall-entries.ts";
import { migration0008 } from "./0008-attachments.ts";
import { migration0009 } from "./0009-publications.ts";
import { migration0010 } from "./0010-unread-batches.ts";
import { migration0011 } from "./0011-payload-compression.ts";
import { migration0012 } from "./0012-register.ts";
import { migration0013 } from "./0013-newest-of-a-station.ts";
import { migration0014 } from "./0014-agency-lists.ts";
import { migration0015 } from "./0015-agency-reports.ts";
import { migration0016 } from "./0016-entry-carriers.ts";
import { migration0017 } from "./0017-stale-cases.ts";
import { migration0018 } from "./0018-station-kinds.ts";
import type { Migration } from "./migration.ts";

/** Every step in order. */
export const allMigrations: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012,
  migration0013,
  migration0014,
  migration0015,
  migration0016,
  migration0017,
  migration0018,
];
