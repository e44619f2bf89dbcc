import { afterEach, expect, vi } from "vitest";
import type { Db } from "#station/db/database.ts";
import { findUnknownConflict } from "#station/db/outbox-entries.ts";
import { listWaiting } from "#station/db/pulled-entries.ts";
import { it } from "#test/helpers/station-fixture.ts";

afterEach(() => void vi.restoreAllMocks());

// What every pass of the pull asks, while the counter waits, must not read all that a year has left.
it.for<[string, (db: Db) => unknown]>([
  ["what conflicts with an unknown version", findUnknownConflict],
  ["what waits for what goes before it", listWaiting],
])("%s is found by an index", async ([_what, ask], { openTestStation }) => {
  const { context } = await openTestStation();
  const prepare = vi.spyOn(context.db, "prepare");
  ask(context.db);
  const asked = prepare.mock.calls.map(([sql]) => sql);
  vi.restoreAllMocks();
  const plan = asked.flatMap((sql) =>
    context.db
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail),
  );
  expect(plan.length).toBeGreaterThan(0);
  expect(plan.filter((step) => step.startsWith("SCAN"))).toEqual([]);
});
