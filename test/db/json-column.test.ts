import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";
import { ProblemError } from "#shared/lib/problem.ts";
import { findApplication } from "#station/db/applications.ts";
import { jsonColumn, readKeptJson } from "#station/db/json-column.ts";
import { findOutboxEntry } from "#station/db/outbox-entries.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const Person = z.looseObject({ name: z.string(), phone: z.exactOptional(z.string()) });
const column = jsonColumn("people.body", Person, 2);

const messageOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof ProblemError) return JSON.stringify(error.problem);
    throw error;
  }
  throw new Error("it was read");
};

it("writes the version beside the value and reads the value back", () => {
  const text = column.write({ name: "示例人" });
  expect(text).toBe('{"v":2,"value":{"name":"示例人"}}');
  expect(column.read(text, "p1")).toEqual({ name: "示例人" });
});

it("reads a row from before versions by the same schema", () => {
  expect(column.read('{"name":"示例人"}', "p1")).toEqual({ name: "示例人" });
  expect(jsonColumn("people.tags", z.array(z.string())).read('["a"]', 1)).toEqual(["a"]);
});

it("keeps what a newer release of another station added to a value", () => {
  expect(column.read('{"name":"示例人","later":true}', "p1")).toEqual({ name: "示例人", later: true });
});

it("refuses a version that this release does not know", () => {
  expect(messageOf(() => column.read('{"v":3,"value":{"name":"示例人"}}', "p1"))).toContain("version 3");
});

it.each([
  ["a value of another shape", '{"v":2,"value":{"name":"示例人","phone":13800000000}}', "phone"],
  ["a text cut in the middle", '{"v":2,"value":{"name":"示例人","phone":"138000', "not JSON"],
])("names table, column and row of %s, and nothing of its content", (_what, text, why) => {
  const message = messageOf(() => column.read(text, "p1"));
  for (const part of ["stored-json-unreadable", "people.body", "p1", why]) expect(message).toContain(part);
  expect(message).not.toContain("示例人");
  expect(message).not.toContain("1380000");
});

it("leaves a text that is hashed or sent as it is", () => {
  expect(readKeptJson("people.sent", Person, '{"name":"示例人"}', "p1")).toEqual({ name: "示例人" });
});

it("names an application whose content was damaged in the file, and the record that was sent keeps its bytes", async ({
  openTestStation,
}) => {
  const { context, actor } = await openTestStation();
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const entryId = context.db.prepare("SELECT id FROM outbox_entries").pluck().get();
  const entry = findOutboxEntry(context.db, String(entryId));
  expect(entry?.payload.startsWith('{"v":')).toBe(false);
  expect(sha256(entry?.payload ?? "")).toBe(entry?.payloadHash);
  context.db.prepare('UPDATE applications SET content_sealed = \'{"utilities":"water"}\'').run();
  const message = messageOf(() => findApplication(context.db, id)?.content);
  expect(message).toContain("applications.content_sealed");
  expect(message).toContain(id);
});
