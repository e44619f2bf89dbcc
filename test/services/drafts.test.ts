import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { openCheckpointWork } from "#station/db/checkpoint.ts";
import { readDatabase } from "#station/db/database.ts";
import { addConsentFile } from "#station/intake/consent-files.ts";
import { listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import { discardDraft, getDraft, listDraftLines, saveDraft } from "#station/intake/drafts.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { acceptedOf } from "#test/helpers/accepted-of.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const AT = "2026-09-18T01:12:00.000Z";
const now = () => AT;
const MINE = yunhaiDraft();
const THEIRS = yunhaiDraft({ utilities: [] });

function colleague(context: StationContext): Actor {
  const operator = findOperator(context.db, "clerk-2");
  if (operator === null) throw new Error("the demo hall has no second clerk");
  return { operator, station: context.station() };
}

const verbs = (context: StationContext, id: string) =>
  listAudit(context.db, id).map(({ verb, actor, detail }) => ({ verb, actor, detail }));

describe("two clerks on one draft", () => {
  it("row 3: the second save of a draft that another changed is refused, names who and when, and leaves both texts", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const id = randomUUID();
    const other = colleague(context);
    const { version } = saveDraft(context, actor, { id, body: MINE });
    const taken = getDraft(context, other, id);
    saveDraft(context, other, { id, body: THEIRS, shownVersion: taken.version });
    const changed = yunhaiDraft({ at: "form.header.site", noOutsideLine: ["water"] });
    expect(() => saveDraft(context, actor, { id, body: changed, shownVersion: version })).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: "changed-meanwhile",
          what: expect.objectContaining({ zh: expect.stringContaining(`${other.operator.name}，09:12`) }),
          safe: expect.objectContaining({ zh: expect.stringContaining("都没有丢失") }),
          next: expect.objectContaining({ zh: expect.stringContaining("F9") }),
        }),
      }),
    );
    // What the refusal promises: mine goes on as a draft of its own, theirs is as they left it.
    saveDraft(context, actor, { id: randomUUID(), body: changed });
    expect(getDraft(context, other, id).body).toEqual(THEIRS);
    expect(listDraftLines(context)).toHaveLength(2);
  });

  it("row 3: neither writes over the other by accepting: a draft changed since it was shown is refused at the front door", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const key = randomUUID();
    const { version } = saveDraft(context, actor, { id: key, body: MINE });
    saveDraft(context, colleague(context), { id: key, body: THEIRS, shownVersion: version });
    const session = { ...openSession(), role: "clerk" as const, operatorId: actor.operator.id };
    const dispatcher = testDispatcher(context);
    const submit = async (shownVersion: number) =>
      acceptedOf(await askDispatcher(dispatcher, session, "application.submit", { key, body: MINE, shownVersion }));
    await expect(submit(version)).rejects.toMatchObject({ problem: { code: "changed-meanwhile" } });
    expect(getDraft(context, actor, key).body).toEqual(THEIRS);
    const accepted = await submit(version + 1);
    // The answer was lost and the call is made again.
    expect((await submit(version + 1)).id).toBe(accepted.id);
  });

  it("row 3: a save whose answer was lost may be made again, and one after acceptance says the number", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const id = randomUUID();
    const first = saveDraft(context, actor, { id, body: MINE });
    expect(saveDraft(context, actor, { id, body: MINE })).toEqual(first);
    const { acceptanceNumber } = submitApplication(context, actor, { key: id, body: MINE });
    expect(() => saveDraft(context, colleague(context), { id, body: THEIRS, shownVersion: first.version })).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: "draft-accepted",
          what: expect.objectContaining({ zh: expect.stringContaining(acceptanceNumber) }),
        }),
      }),
    );
    expect(listDraftLines(context)).toEqual([]);
  });
});

describe("a discarded draft", () => {
  it("is gone from the store's files with its attachments, and the drafts beside it stay", async ({
    openTestStation,
  }) => {
    const { context, actor, dir } = await openTestStation({ now });
    const bytesOf = (text: string): string[] =>
      readdirSync(dir, { recursive: true, encoding: "utf8", withFileTypes: true })
        .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
        .map(({ name }) => name);
    // A long text lies on pages of its own; both kinds of place have to be overwritten.
    const withName = (applicant: string) =>
      yunhaiDraft({
        form: { header: { ...MINE.form["header"], applicant, reason: `${"长".repeat(6000)}${applicant}` } },
      });
    const [gone, stays] = [randomUUID(), randomUUID()];
    let shownVersion: number | null = null;
    for (const name of ["初填的名字", "改过的名字"])
      shownVersion = saveDraft(context, actor, { id: gone, body: withName(name), shownVersion }).version;
    saveDraft(context, actor, { id: stays, body: withName("留下的名字") });
    const scan = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.from("扫描件上的名字"), Buffer.from("\n%%EOF\n")]);
    await addConsentFile(context, actor, { draftId: gone, base64: scan.toString("base64") });
    expect(bytesOf("改过的名字")).not.toEqual([]);
    expect(bytesOf("扫描件上的名字")).not.toEqual([]);

    expect(discardDraft(context, actor, gone)).toEqual({ discarded: true });

    for (const text of ["初填的名字", "改过的名字", "扫描件上的名字"]) expect(bytesOf(text)).toEqual([]);
    expect(bytesOf("留下的名字")).toEqual(["hall.db"]);
    expect(listDraftLines(context).map(({ id }) => id)).toEqual([stays]);
  });

  it("is gone from the log soon after a reader that held the log has ended", async ({ openTestStation }) => {
    const { context, actor, dir } = await openTestStation({ now });
    const work = openCheckpointWork(context.db);
    const id = randomUUID();
    saveDraft(context, actor, { id, body: MINE });
    const reader = readDatabase(join(dir, "hall.db"));
    reader.exec("BEGIN; SELECT count(*) FROM drafts");
    discardDraft(context, actor, id);
    const inLog = () => readFileSync(join(dir, "hall.db-wal")).includes("示例𠮷记公司");
    expect(inLog()).toBe(true);
    reader.close();
    work();
    expect(inLog()).toBe(false);
  });
});

describe("taking up a colleague's draft", () => {
  it("row 3: leads back to the field, says who parked it, and is in the audit log; one's own is not", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const id = randomUUID();
    const other = colleague(context);
    saveDraft(context, actor, { id, body: yunhaiDraft({ at: "form.header.site" }) });
    expect(getDraft(context, actor, id).parkedBy).toBeNull();
    const taken = getDraft(context, other, id);
    expect(taken).toMatchObject({ parkedBy: actor.operator.name, savedAt: AT, body: { at: "form.header.site" } });
    const again = saveDraft(context, other, { id, body: THEIRS, shownVersion: taken.version });
    saveDraft(context, other, { id, body: MINE, shownVersion: again.version });
    expect(verbs(context, id)).toEqual([
      { verb: "draft.takenUp", actor: other.operator.id, detail: { from: actor.operator.id } },
      { verb: "draft.takenOver", actor: other.operator.id, detail: { from: actor.operator.id } },
    ]);
    discardDraft(context, actor, id);
    expect(verbs(context, id).at(-1)?.verb).toBe("draft.discarded");
  });
});
