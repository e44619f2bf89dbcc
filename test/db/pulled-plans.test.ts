import { afterEach, expect, it, vi } from "vitest";
import { findUnknownConflict, listWaiting } from "#station/db/pulled-entries.ts";
import { openTestStation } from "#test/helpers/open-test-hall.ts";

afterEach(() => void vi.restoreAllMocks());

// What every pass of the pull asks, while the counter waits, must not read all that a year has left.
it.each([
  ["what conflicts with an unknown version", findUnknownConflict],
  ["what waits for what goes before it", listWaiting],
])("%s is found by an index", async (_what, ask) => {
  const { hall: context } = await openTestStation();
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
