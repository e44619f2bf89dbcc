import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { findBrokenLink } from "#station/db/audit.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("refuses to change or remove an audit entry", async ({ openTestStation }) => {
  const { context, actor } = await openTestStation();
  submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  expect(() => context.db.exec("UPDATE audit SET verb = 'x'")).toThrow("insert only");
  expect(() => context.db.exec("DELETE FROM audit")).toThrow("insert only");
});

it("finds the entry that was changed behind the program's back", async ({ openTestStation }) => {
  const { context, actor } = await openTestStation();
  for (let i = 0; i < 3; i += 1) submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  expect(findBrokenLink(context.db)).toBeNull();
  context.db.exec("DROP TRIGGER audit_is_insert_only_update; UPDATE audit SET actor = 'somebody' WHERE seq = 2");
  expect(findBrokenLink(context.db)).toBe(2);
});

it("runs every connection with WAL and FULL", async ({ openTestStation }) => {
  const { context } = await openTestStation();
  expect(context.db.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(context.db.pragma("synchronous", { simple: true })).toBe(2);
});
