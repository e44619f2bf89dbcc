import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { findBrokenLink } from "#station/db/audit.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openTestStation } from "#test/helpers/open-test-hall.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("refuses to change or remove an audit entry", async () => {
  const { hall, actor } = await openTestStation();
  submitApplication(hall, actor, randomUUID(), yunhaiDraft());
  expect(() => hall.db.exec("UPDATE audit SET verb = 'x'")).toThrow("insert only");
  expect(() => hall.db.exec("DELETE FROM audit")).toThrow("insert only");
});

it("finds the entry that was changed behind the program's back", async () => {
  const { hall, actor } = await openTestStation();
  for (let i = 0; i < 3; i += 1) submitApplication(hall, actor, randomUUID(), yunhaiDraft());
  expect(findBrokenLink(hall.db)).toBeNull();
  hall.db.exec("DROP TRIGGER audit_is_insert_only_update; UPDATE audit SET actor = 'somebody' WHERE seq = 2");
  expect(findBrokenLink(hall.db)).toBe(2);
});

it("runs every connection with WAL and FULL", async () => {
  const { hall } = await openTestStation();
  expect(hall.db.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(hall.db.pragma("synchronous", { simple: true })).toBe(2);
});
