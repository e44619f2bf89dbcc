import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { performAct } from "#station/cases/acts.ts";
import { openSession } from "#station/core/session.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { viewSession } from "#station/people/sign-in.ts";
import { startRecordVerifier } from "#station/records/record-verifier.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const header = { applicant: "示例𠮷记公司", site: "云海路 1 号", contact: "示例人", phone: "13800000000" };

/** A hall of three applications: one as accepted, one with an act, one that was corrected. */
async function hallOfThree(openTestStation: OpenTestStation) {
  const { context, actor } = await openTestStation();
  const take = () => submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft({ form: { header } }) });
  const [plain, acted, corrected] = [take(), take(), take()];
  performAct(context, actor, {
    applicationId: acted.id,
    shownVersion: 1,
    act: { kind: "application.withdrawn", reason: "示例" },
  });
  performAct(context, actor, {
    applicationId: corrected.id,
    shownVersion: 1,
    act: {
      kind: "details.corrected",
      changes: [{ section: "header", field: "contact", value: "示例丙" }],
      reason: "笔误",
    },
  });
  const errors: unknown[] = [];
  const verifier = startRecordVerifier(context, {
    setTimer: () => () => undefined,
    onError: (error) => errors.push(error),
  });
  return { context, numberOf: { plain, acted, corrected }, verifier, errors };
}

describe("every stored record compared with its hash", () => {
  it("finds nothing in what the program itself wrote", async ({ openTestStation }) => {
    const { context, verifier, errors } = await hallOfThree(openTestStation);
    await verifier.check();
    expect([context.health.changedRows, errors]).toEqual([[], []]);
  });

  it.for([
    [
      "content",
      "plain",
      "applications",
      "UPDATE applications SET content_sealed = replace(content_sealed, '13', '14')",
    ],
    [
      "content beside a correction",
      "corrected",
      "applications",
      "UPDATE applications SET content_sealed = replace(content_sealed, '13', '14')",
    ],
    ["number", "plain", "applications", "UPDATE applications SET acceptance_number = 'X' || acceptance_number"],
    [
      "decision",
      "plain",
      "applications",
      "UPDATE applications SET decision_sealed = replace(decision_sealed, 'clerk-1', 'clerk-2')",
    ],
    ["status", "acted", "applications", "UPDATE applications SET status = 'closed'"],
    ["hash", "acted", "applications", "UPDATE applications SET hash = replace(hash, '0', '1')"],
    [
      "act",
      "acted",
      "acts",
      "DROP TRIGGER acts_are_insert_only_update; UPDATE acts SET body_sealed = replace(body_sealed, '示例', '其他')",
    ],
    [
      "sent payload",
      "plain",
      "outbox_payloads",
      "UPDATE outbox_payloads SET payload_sealed = replace(payload_sealed, '示例', '其他')",
    ],
  ] as const)(
    "names the table and the number of an edited row: %s",
    async ([_what, which, table, sql], { openTestStation }) => {
      const { context, numberOf, verifier, errors } = await hallOfThree(openTestStation);
      const { id } = numberOf[which];
      const where = {
        applications: "id = ?",
        acts: "application_id = ?",
        outbox_payloads: "entry_id IN (SELECT id FROM outbox_entries WHERE application_id = ?)",
      };
      context.db.exec(`${sql} WHERE ${where[table].replace("?", `'${id}'`)}`);
      const number = context.db
        .prepare<[string], string>("SELECT acceptance_number FROM applications WHERE id = ?")
        .pluck()
        .get(id);
      await verifier.check();
      await verifier.check();
      expect(context.health.changedRows).toEqual([{ table, number }]);
      expect(errors).toHaveLength(1);
      expect(viewSession(context, { ...openSession(), role: "supervisor" }).troubles).toMatchObject([
        { code: "record-changed", what: { zh: expect.stringContaining(`${number}（${table}）`) } },
      ]);
    },
  );

  it("names an application that was removed", async ({ openTestStation }) => {
    const { context, numberOf, verifier } = await hallOfThree(openTestStation);
    context.db.pragma("foreign_keys = OFF");
    context.db.prepare("DELETE FROM applications WHERE id = ?").run(numberOf.plain.id);
    await verifier.check();
    expect(context.health.changedRows).toEqual([{ table: "applications", number: numberOf.plain.acceptanceNumber }]);
  });
});
