import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { createHall } from "#central/domain/administer.ts";
import { importFile } from "#central/cli/import-entries.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { enrolAtCentre } from "#station/sync/transport/centre-link.ts";
import { findConflictStart } from "#station/db/outbox-entries.ts";
import { performAct } from "#station/cases/acts.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { exportOutbox, decryptContent, encryptContent } from "#station/sync/outbox/export-file.ts";
import { takeReceipts } from "#station/sync/outbox/import-file.ts";
import { startSync } from "#station/sync/start-sync.ts";
import type { ExportedEntries } from "#shared/contract/centre/encrypted-export.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { runCentre } from "#test/helpers/centre-process.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const CODE = "import-file-test-code";
const PASSPHRASE = "示例口令-北山 2026";
const clock = new HandClock("2026-09-18T00:30:00.000Z");
const draft = (nth: number) =>
  yunhaiDraft({
    form: {
      header: { applicant: `示例${nth}公司`, site: `云海路 ${nth} 号`, contact: "示例人", phone: "13800000000" },
    },
  });

describe.each(centreStores)("an encrypted export imported at the centre on $store", ({ open }) => {
  let store: TestStore;
  let centre: RunningCentre;
  let context: StationContext;
  let actor: Actor;
  let folder = "";
  let passphraseFile = "";

  beforeAll(async () => {
    store = await open();
    centre = await startCentre({
      sql: store.sql,
      port: 0,
      now: clock.now,
      enrolmentCodes: [{ hallName: "示例大厅", code: CODE }],
    });
  });
  afterAll(async () => {
    await centre?.close();
    await store?.remove();
  });
  it.beforeEach(async ({ openTestStation }) => {
    folder = ownFolder();
    passphraseFile = join(folder, "passphrase");
    writeFileSync(passphraseFile, `${PASSPHRASE}\n`, { mode: 0o600 });
    ({ context, actor } = await openTestStation({ now: clock.now }));
    await enrolAtCentre(context, centre.url, CODE);
    actor = { ...actor, station: context.station() };
    for (const nth of [1, 2, 3]) submitApplication(context, actor, { key: randomUUID(), body: draft(nth) });
  });

  const carried = (file: string) => importFile(store.sql, { file, passphraseFile }, clock.now);
  const codeOf = (file: string): Promise<string> =>
    carried(file).then(
      () => "imported",
      (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
    );
  const write = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const exported = (): Buffer => exportOutbox(context, actor, PASSPHRASE)?.bytes ?? Buffer.alloc(0);
  const countStored = async (): Promise<number> =>
    Number(
      (
        await store.sql.query(
          "select count(*)::int as n from entries where station_id = (select id from stations where prefix = $1)",
          [actor.station.prefix],
        )
      )[0]?.["n"],
    );
  const takeBack = (file: string) => {
    const content = decryptContent(readFileSync(file), PASSPHRASE);
    if (content.kind !== "receipts") throw new Error(content.kind);
    return takeReceipts(context, actor, content);
  };
  const states = (): string[] =>
    context.db.prepare<[], string>("SELECT state FROM outbox_entries ORDER BY rowid").pluck().all();
  const changed = (change: (content: ExportedEntries) => ExportedEntries): string => {
    const content = decryptContent(exported(), PASSPHRASE);
    if (content.kind !== "entries") throw new Error(content.kind);
    return write("changed.export", encryptContent(change(content), PASSPHRASE));
  };

  it("row 66: stores each record once, however often it is imported or sent; the receipts confirm it at the station", async () => {
    const file = write("unsent.export", exported());
    expect(await carried(file)).toEqual({
      station: actor.station.prefix,
      taken: 3,
      known: 0,
      refused: 0,
      left: 0,
      receipts: `${file}.receipts`,
    });
    expect(await carried(file)).toMatchObject({ taken: 0, known: 3 });
    // What came by file is read like all else: its numbers are known, other windows hear of it.
    const token = String(context.db.prepare("SELECT value FROM settings WHERE key = 'centre.token'").pluck().get());
    expect((await ask(centre.url, "GET", "/v1/standing", { token })).body).toMatchObject({
      serials: [{ prefix: actor.station.prefix, serial: 3 }],
    });
    expect(await countStored()).toBe(3);
    expect(readFileSync(`${file}.receipts`).includes(actor.station.prefix)).toBe(false);
    expect(takeBack(`${file}.receipts`)).toEqual({ confirmed: 3, known: 0, quarantined: 0, foreign: 0 });
    expect(states()).toEqual(["sent", "sent", "sent"]);
    // The centre confirms under the same receipts what came by file; nothing goes twice.
    const outbox = startSync(context, (error) => {
      throw error;
    });
    await outbox.ready;
    expect(await outbox.pull.pullNow()).toEqual({ requeued: 0, failed: null });
    await outbox.close();
    expect(await countStored()).toBe(3);
  });

  it("row 66: refused entries come back with the reason and are quarantined; quarantined ones and those after them are left", async () => {
    const content = decryptContent(exported(), PASSPHRASE);
    if (content.kind !== "entries") throw new Error(content.kind);
    const [first, second, third] = content.entries;
    if (first === undefined || second === undefined || third === undefined) throw new Error("too few");
    // Another content under the first one's key lies at the centre; the second was quarantined before; the third has a later one.
    const token = String(context.db.prepare("SELECT value FROM settings WHERE key = 'centre.token'").pluck().get());
    expect((await push(centre.url, token, first.key, entryOf("{}"))).status).toBe(201);
    const later = {
      ...entryOf('{"later":true}', { applicationId: third.applicationId, sequence: 2, kind: "application.changed" }),
      key: randomUUID(),
      setAside: false,
    };
    const behind = {
      ...entryOf('{"behind":true}', { applicationId: second.applicationId, sequence: 2, kind: "application.changed" }),
      key: randomUUID(),
      setAside: false,
    };
    const file = changed(() => ({ ...content, entries: [later, behind, first, { ...second, setAside: true }, third] }));
    expect(await carried(file)).toMatchObject({ taken: 2, known: 0, refused: 1, left: 2 });
    expect(takeBack(`${file}.receipts`)).toMatchObject({ confirmed: 1, quarantined: 1, foreign: 1 });
    expect(context.db.prepare("SELECT reason FROM outbox_entries WHERE key = ?").pluck().get(first.key)).toContain(
      "同一编号下中心平台已存有不同的内容",
    );
  });

  it("row 64: a version that another window made before comes back as a version conflict for the station to resolve", async () => {
    const { id } = submitApplication(context, actor, { key: randomUUID(), body: draft(4) });
    performAct(context, actor, {
      applicationId: id,
      shownVersion: 1,
      act: {
        kind: "details.corrected",
        reason: "录入错误",
        changes: [{ section: "header", field: "contact", value: "示例人乙" }],
      },
    });
    const other = await enrol(centre.url, CODE, "示例二号窗口");
    expect(
      (
        await push(
          centre.url,
          other.token,
          randomUUID(),
          entryOf("{}", { applicationId: id, sequence: 2, kind: "details.corrected" }),
        )
      ).status,
    ).toBe(201);
    const file = write("unsent.export", exported());
    expect(await carried(file)).toMatchObject({ taken: 4, refused: 1, left: 0 });
    expect(takeBack(`${file}.receipts`)).toMatchObject({ confirmed: 4, quarantined: 1 });
    expect(findConflictStart(context.db, id)).toBe(2);
    expect(
      context.db.prepare("SELECT reason FROM outbox_entries WHERE application_id = ? AND sequence = 2").pluck().get(id),
    ).toContain(`示例二号窗口（${other.prefix}）已先办理`);
  });

  it("row 66: a damaged or foreign file, a wrong passphrase or a file of receipts changes nothing and is named", async () => {
    const bytes = exported();
    expect(await codeOf(write("cut", bytes.subarray(0, -9)))).toBe("export-cut");
    expect(await codeOf(write("damaged", Buffer.concat([bytes.subarray(0, -4), Buffer.from("xxxx")])))).toBe(
      "export-damaged",
    );
    expect(await codeOf(write("foreign", Buffer.from("PK\u0003\u0004")))).toBe("export-strange");
    expect(await codeOf(join(folder, "nowhere"))).toBe("file-unreadable");
    expect(await codeOf(changed((content) => ({ ...content, hallName: "另一大厅" })))).toBe("export-other-hall");
    expect(await codeOf(changed((content) => ({ ...content, stationPrefix: "T2345A" })))).toBe("no-such-station");
    expect(
      await codeOf(
        changed((content) => ({
          ...content,
          entries: content.entries.map((entry) => ({ ...entry, payload: `${entry.payload} ` })),
        })),
      ),
    ).toBe("export-newer");
    expect(
      await codeOf(
        write(
          "receipts",
          encryptContent(
            { kind: "receipts", madeAt: clock.now(), stationPrefix: "A01", receipts: [], refused: [] },
            PASSPHRASE,
          ),
        ),
      ),
    ).toBe("export-receipts");
    writeFileSync(passphraseFile, "另一个口令-0000000\n");
    expect(await codeOf(write("whole", bytes))).toBe("passphrase-wrong");
    expect(await countStored()).toBe(0);
  });
});

it("row 66: the import command says in both languages what is wrong", async () => {
  const dir = ownFolder();
  expect((await runCentre(["--data", dir, "import", join(dir, "x")])).err).toMatch(/--passphrase-file/);
  writeFileSync(join(dir, "passphrase"), PASSPHRASE, { mode: 0o600 });
  const run = await runCentre([
    "--data",
    join(dir, "centre"),
    "import",
    join(dir, "x"),
    "--passphrase-file",
    join(dir, "passphrase"),
  ]);
  expect(run).toMatchObject({ code: 1, out: "" });
  expect(run.err).toMatch(/读不了文件[\s\S]*Cannot read/);
});

it("row 66: an import works though the station calls its hall by another name than the centre", async ({
  openTestStation,
}) => {
  const [, pglite] = centreStores;
  const store = await pglite?.open();
  if (store === undefined) throw new Error("no store");
  const centre = await startCentre({ sql: store.sql, port: 0, now: clock.now });
  const { enrolmentCode } = await createHall(store.sql, "市民中心一楼", clock.now);
  try {
    const { context, actor } = await openTestStation({ now: clock.now });
    await enrolAtCentre(context, centre.url, enrolmentCode);
    submitApplication(context, actor, { key: randomUUID(), body: draft(1) });
    const folder = ownFolder();
    writeFileSync(join(folder, "p"), PASSPHRASE, { mode: 0o600 });
    writeFileSync(
      join(folder, "f"),
      exportOutbox(context, { ...actor, station: context.station() }, PASSPHRASE)?.bytes ?? "",
    );
    expect(
      await importFile(store.sql, { file: join(folder, "f"), passphraseFile: join(folder, "p") }, clock.now),
    ).toMatchObject({ taken: 1 });
  } finally {
    await centre.close();
    await store.remove();
  }
});
