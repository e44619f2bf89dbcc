import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { openLog } from "#central/lib/log.ts";
import { addAgency } from "#central/db/agencies.ts";
import { readsOf } from "#central/domain/administer.ts";
import { makeToken, sha256Hex } from "#central/lib/secrets.ts";
import { AgencyDocuments } from "#shared/contract/centre/agency.ts";
import { AttachmentStatus, AcceptedAttachments, type AttachmentNotice } from "#shared/contract/centre/attachments.ts";
import { CentreProblem } from "#shared/contract/centre/push.ts";
import { announce, hashOf, confirmedOf, sendPiece, sendRest, storedBytes } from "#test/helpers/attachment-client.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";

const CODE = "test-code-of-hall-one";
const OTHER_CODE = "test-code-of-hall-two";
const statusOf = (answer: { body: unknown }) => AttachmentStatus.parse(answer.body);

describe.each(centreStores)("attachments at the centre on $store", ({ open }) => {
  let store: TestStore;
  let centre: RunningCentre;
  let second: RunningCentre;
  let token = "";
  let neighbour = "";
  let otherToken = "";
  const errors: string[] = [];

  beforeAll(async () => {
    store = await open();
    const options = {
      sql: store.sql,
      port: 0,
      now: () => new Date().toISOString(),
      enrolmentCodes: [
        { hallName: "一号大厅", code: CODE },
        { hallName: "二号大厅", code: OTHER_CODE },
      ],
      log: openLog({ write: (line) => void (line.includes('"level":"error"') && errors.push(line)) }),
    };
    centre = await startCentre(options);
    second = await startCentre(options);
    token = (await enrol(centre.url, CODE)).token;
    neighbour = (await enrol(centre.url, CODE, "2号窗口")).token;
    otherToken = (await enrol(centre.url, OTHER_CODE)).token;
  });

  afterAll(async () => {
    await second?.close();
    await centre?.close();
    await store?.remove();
  });

  test("row 63: a file comes in pieces, resumes at any instance, and gets its receipt when it is complete", async () => {
    const file = randomBytes(300_000);
    const hash = hashOf(file);
    const applicationId = randomUUID();
    expect(statusOf(await announce(centre.url, token, { hash, size: file.length }, { applicationId }))).toEqual({
      hash,
      size: file.length,
      held: 0,
      receipt: null,
    });
    expect(
      statusOf(await sendPiece(centre.url, token, { hash, offset: 0, bytes: file.subarray(0, 100_000) })),
    ).toMatchObject({
      held: 100_000,
      receipt: null,
    });
    expect((await confirmedOf(centre.url, token, [hash])).held).toEqual([]);
    // Another process of the same station, through the other instance.
    expect(statusOf(await announce(second.url, token, { hash, size: file.length }, { applicationId }))).toMatchObject({
      held: 100_000,
      receipt: null,
    });
    const whole = await sendRest(second.url, token, file, { from: 100_000, piece: 90_000 });
    expect(whole).toEqual({ hash, size: file.length, held: file.length, receipt: expect.stringMatching(/^R.{16}$/) });
    expect(statusOf(await announce(centre.url, token, { hash, size: file.length }))).toEqual(whole);
    expect((await confirmedOf(centre.url, token, [hash, hashOf(randomBytes(3))])).held).toEqual([
      { hash, receipt: whole.receipt },
    ]);
    expect(await storedBytes(store.sql, hash)).toEqual([file]);
    const links = await store.sql.query("select application_id, kind, mime from attachment_links where hash = $1", [
      hash,
    ]);
    expect(links).toContainEqual({ application_id: applicationId, kind: "file", mime: "image/png" });
    expect(links).toHaveLength(2);
    expect(await store.sql.query("select 1 from attachment_uploads where hash = $1", [hash])).toEqual([]);
  });

  test("row 99: an agency reads the files of its applications, but no consent and nothing of another utility", async () => {
    const tokens = { power: makeToken(), department: makeToken() };
    for (const [name, agencyToken] of Object.entries(tokens)) {
      const agency = { name, utility: name === "power" ? name : null, halls: ["一号大厅"] };
      await store.sql.transaction((tx) =>
        addAgency(tx, { ...agency, tokenHash: sha256Hex(agencyToken) }, new Date().toISOString()),
      );
    }
    const accepted = {
      acceptanceNumber: "A01-2026-000901-X",
      acceptedAt: "2026-11-20T01:00:00.000Z",
      content: { utilities: ["power", "water"], form: {} },
      decision: { routes: [{ utility: "power", route: "joint-approval" }] },
    };
    const entry = entryOf(JSON.stringify(accepted));
    const { applicationId } = entry;
    expect((await push(centre.url, token, randomUUID(), entry)).status).toBe(201);
    const scanFor = (utility: string) => ({
      kind: "sheet" as const,
      sheet: { kind: "commitment", utility, version: 1 },
    });
    const send = async (bytes: Buffer, notice: Partial<AttachmentNotice>) => {
      const hash = hashOf(bytes);
      await announce(centre.url, token, { hash, size: bytes.length }, { ...notice, applicationId });
      await sendRest(centre.url, token, bytes, { from: 0, piece: 8_000 });
      return hash;
    };
    const file = randomBytes(20_000);
    const plan = await send(file, {});
    const consent = await send(randomBytes(10), { kind: "consent" });
    const [power, water] = [
      await send(randomBytes(10), scanFor("power")),
      await send(randomBytes(10), scanFor("water")),
    ];
    const part = hashOf(randomBytes(9_000));
    await announce(centre.url, token, { hash: part, size: 9_000 }, { applicationId });
    const path = `/v1/party/applications/${applicationId}/documents`;
    const listed = async (by: string): Promise<Record<string, number | null>> => {
      const { documents } = AgencyDocuments.parse((await ask(second.url, "GET", path, { token: by })).body);
      return Object.fromEntries(documents.map(({ hash, size }) => [hash, size]));
    };
    // As many newer consents as a list is long; they are no agency's to see.
    await store.sql.query(
      `insert into attachment_links (hall_id, application_id, hash, kind, mime, sheet, station_id, linked_at)
       select hall_id, application_id, md5(nth::text) || md5('b' || nth), 'consent', mime, sheet, station_id, linked_at + interval '1 hour'
       from attachment_links, generate_series(1, 200) as nth where hash = $1`,
      [consent],
    );
    expect(await listed(tokens.power)).toEqual({ [plan]: 20_000, [power]: 10, [part]: null });
    expect(Object.keys(await listed(tokens.department)).sort()).toEqual([plan, power, water, part].sort());
    const fetched = (hash: string) =>
      fetch(`${centre.url}${path}/${hash}`, { headers: { authorization: `Bearer ${tokens.power}` } });
    const whole = await fetched(plan);
    expect(Buffer.from(await whole.arrayBuffer()).equals(file)).toBe(true);
    expect(whole.headers.get("content-disposition")).toContain("attachment");
    expect(whole.headers.get("content-security-policy")).toContain("sandbox");
    for (const hash of [consent, water, part, "0".repeat(64)]) expect((await fetched(hash)).status).toBe(404);
    const unlisted = `/v1/party/applications/${randomUUID()}/documents`;
    expect((await ask(centre.url, "GET", unlisted, { token: tokens.power })).status).toBe(404);
    const { applications } = await readsOf(store.sql, applicationId);
    expect(applications[0]?.reads.map(({ agency }) => agency)).toEqual(["power", "department", "power"]);
  });

  test("row 63: a restored store that has a file but lacks a link to it names that link", async () => {
    const file = randomBytes(5_000);
    const hash = hashOf(file);
    const [one, other] = [randomUUID(), randomUUID()];
    for (const applicationId of [one, other])
      await announce(centre.url, token, { hash, size: file.length }, { applicationId });
    await sendRest(centre.url, token, file, { from: 0, piece: 5_000 });
    const links = [one, other].map((applicationId) => ({ applicationId, hash }));
    const asked = async () =>
      (await ask(centre.url, "POST", "/v1/held-attachments", { token, body: { hashes: [hash], links } })).body;
    expect(await asked()).toMatchObject({ held: [{ hash }], unlinked: [] });
    await store.sql.query("delete from attachment_links where application_id = $1", [other]);
    expect(await asked()).toMatchObject({ held: [{ hash }], unlinked: [{ applicationId: other, hash }] });
    // Another hall learns nothing of it, and who does not ask gets no answer about it.
    const stranger = AcceptedAttachments.parse(
      (await ask(centre.url, "POST", "/v1/held-attachments", { token: otherToken, body: { hashes: [hash], links } }))
        .body,
    );
    const byApplication = (all: readonly { applicationId: string; hash: string }[]) =>
      all.toSorted((a, b) => (a.applicationId < b.applicationId ? -1 : 1));
    expect(stranger.held).toEqual([]);
    expect(byApplication(stranger.unlinked ?? [])).toEqual(byApplication(links));
    expect(await confirmedOf(centre.url, token, [hash])).not.toHaveProperty("unlinked");
  });

  test("row 63: a piece that does not follow is not written, and the answer says where to continue", async () => {
    const file = randomBytes(50_000);
    const hash = hashOf(file);
    expect((await sendPiece(centre.url, token, { hash, offset: 0, bytes: file.subarray(0, 10) })).status).toBe(404);
    await announce(centre.url, token, { hash, size: file.length });
    for (const offset of [10_000, 49_999])
      expect(statusOf(await sendPiece(centre.url, token, { hash, offset, bytes: file.subarray(0, 1) }))).toMatchObject({
        held: 0,
      });
    await sendPiece(centre.url, token, { hash, offset: 0, bytes: file.subarray(0, 20_000) });
    const twice = await Promise.all(
      [1, 2, 3, 4].map((nth) =>
        sendPiece(nth % 2 === 0 ? centre.url : second.url, token, {
          hash,
          offset: 20_000,
          bytes: file.subarray(20_000, 30_000),
        }),
      ),
    );
    expect(twice.map((answer) => statusOf(answer).held)).toEqual([30_000, 30_000, 30_000, 30_000]);
    const beyond = await sendPiece(centre.url, token, { hash, offset: 30_000, bytes: randomBytes(20_001) });
    expect(beyond.status).toBe(422);
    expect(
      (await sendPiece(centre.url, token, { hash, offset: 30_000, bytes: file.subarray(30_000, 30_100) })).status,
    ).toBe(422);
    expect((await sendRest(centre.url, token, file, { from: 30_000, piece: 20_000 })).receipt).not.toBeNull();
    expect(await storedBytes(store.sql, hash)).toEqual([file]);
  });

  test("row 63: bytes of another hash are dropped, and the right file can still be sent", async () => {
    const file = randomBytes(9_000);
    const hash = hashOf(file);
    await announce(centre.url, token, { hash, size: file.length });
    await sendPiece(centre.url, token, { hash, offset: 0, bytes: file.subarray(0, 5_000) });
    const answer = await sendPiece(centre.url, token, { hash, offset: 5_000, bytes: randomBytes(4_000) });
    expect(answer.status).toBe(422);
    expect(CentreProblem.parse(answer.body).fields).toEqual([
      { path: "hash", message: expect.stringContaining("各段已丢弃") },
    ]);
    expect(statusOf(await announce(centre.url, token, { hash, size: file.length }))).toMatchObject({
      held: 0,
      receipt: null,
    });
    expect(
      await store.sql.query(
        "select 1 from attachment_pieces join attachment_uploads using (hall_id, upload_id) where hash = $1",
        [hash],
      ),
    ).toEqual([]);
    expect((await sendRest(centre.url, token, file, { from: 0, piece: 5_000 })).receipt).not.toBeNull();
  });

  test("row 63: two windows that send one file at once end with one file and one receipt, and cannot disturb each other", async () => {
    for (let round = 0; round < 5; round += 1) {
      const file = randomBytes(40_000);
      const hash = hashOf(file);
      await Promise.all([
        announce(centre.url, token, { hash, size: file.length }),
        announce(second.url, neighbour, { hash, size: file.length }),
      ]);
      const [one, other] = await Promise.all([
        sendRest(centre.url, token, file, { from: 0, piece: 10_000 }),
        sendRest(second.url, neighbour, file, { from: 0, piece: 10_000 }),
      ]);
      expect(one.receipt).not.toBeNull();
      expect(one.receipt).toBe(other.receipt);
      expect(await storedBytes(store.sql, hash)).toEqual([file]);
    }
    const file = randomBytes(10_000);
    const hash = hashOf(file);
    await announce(centre.url, token, { hash, size: file.length });
    await sendPiece(centre.url, token, { hash, offset: 0, bytes: file.subarray(0, 6_000) });
    await announce(centre.url, neighbour, { hash, size: 7_000 });
    expect((await sendPiece(centre.url, neighbour, { hash, offset: 0, bytes: randomBytes(7_000) })).status).toBe(422);
    expect((await sendRest(centre.url, token, file, { from: 6_000, piece: 4_000 })).receipt).not.toBeNull();
    expect(await storedBytes(store.sql, hash)).toEqual([file]);
  });

  test("row 63: another hall sees nothing of a file by its hash, complete or not, and sends its own", async () => {
    const file = randomBytes(12_000);
    const hash = hashOf(file);
    const applicationId = randomUUID();
    await announce(centre.url, token, { hash, size: file.length }, { applicationId });
    await sendPiece(centre.url, token, { hash, offset: 0, bytes: file.subarray(0, 6_000) });
    expect((await sendPiece(centre.url, otherToken, { hash, offset: 6_000, bytes: file.subarray(6_000) })).status).toBe(
      404,
    );
    const { receipt } = await sendRest(centre.url, token, file, { from: 6_000, piece: 6_000 });
    expect((await confirmedOf(centre.url, otherToken, [hash])).held).toEqual([]);
    // Even naming the other hall's application reveals nothing: the answer is that of a file that nobody has.
    expect(statusOf(await announce(centre.url, otherToken, { hash, size: file.length }, { applicationId }))).toEqual({
      hash,
      size: file.length,
      held: 0,
      receipt: null,
    });
    expect((await sendPiece(centre.url, otherToken, { hash, offset: 0, bytes: randomBytes(12_000) })).status).toBe(422);
    expect((await confirmedOf(centre.url, token, [hash])).held).toEqual([{ hash, receipt }]);
    expect(await storedBytes(store.sql, hash)).toEqual([file]);
  });

  test("row 63: beyond a limit the oldest unfinished uploads are dropped; one of another size starts over", async () => {
    const hashes = Array.from({ length: 34 }, () => hashOf(randomBytes(8)));
    for (const hash of hashes) {
      await announce(centre.url, neighbour, { hash, size: 6_000 });
      await sendPiece(centre.url, neighbour, { hash, offset: 0, bytes: randomBytes(5_000) });
    }
    expect(
      (await sendPiece(centre.url, neighbour, { hash: hashes[0] ?? "", offset: 5_000, bytes: randomBytes(1) })).status,
    ).toBe(404);
    const last = hashes.at(-1) ?? "";
    expect(statusOf(await announce(centre.url, neighbour, { hash: last, size: 6_000 }))).toMatchObject({ held: 5_000 });
    expect(statusOf(await announce(centre.url, neighbour, { hash: last, size: 6_001 }))).toMatchObject({
      held: 0,
      size: 6_001,
    });
    const [count] = await store.sql.query(
      `select count(*)::int as pieces, (select count(*)::int from attachment_uploads) as uploads
       from attachment_pieces join attachment_uploads using (hall_id, upload_id)`,
    );
    expect(count).toMatchObject({ uploads: expect.any(Number), pieces: expect.any(Number) });
    expect(Number(count?.["uploads"])).toBeLessThanOrEqual(34);
    expect(
      await store.sql.query(
        `select 1 from attachment_pieces p where not exists (select 1 from attachment_uploads u
         where u.upload_id = p.upload_id) and not exists (select 1 from attachments a
         where a.upload_id = p.upload_id)`,
      ),
    ).toEqual([]);
  });

  test("a wrong piece, hash or announcement is refused by name, never by 5xx", async () => {
    const hash = hashOf(randomBytes(4));
    expect((await ask(centre.url, "PUT", `/v1/attachments/${hash}`, { body: {} })).status).toBe(401);
    expect((await sendPiece(centre.url, "x".repeat(40), { hash, offset: 0, bytes: randomBytes(4) })).status).toBe(401);
    for (const wrong of [
      { size: 0 },
      { size: 20_000_001 },
      { size: 1.5 },
      { applicationId: "x" },
      { sheet: { kind: "", utility: null, version: 1 } },
    ])
      expect((await announce(centre.url, token, { hash, size: 10 }, wrong as never)).status).toBe(422);
    for (const bad of ["0", hash.toUpperCase(), `${hash}0`, "%00", "..%2f"])
      expect([404, 422]).toContain((await announce(centre.url, token, { hash: bad, size: 10 })).status);
    await announce(centre.url, token, { hash, size: 10 });
    for (const offset of ["-1", "1e3", "20000001", "99999999999", " ", "0x1"])
      expect([404, 422]).toContain(
        (await sendPiece(centre.url, token, { hash, offset: encodeURIComponent(offset), bytes: randomBytes(4) }))
          .status,
      );
    expect((await sendPiece(centre.url, token, { hash, offset: 0, bytes: new Uint8Array() })).status).toBe(422);
    expect((await sendPiece(centre.url, token, { hash, offset: 0, bytes: randomBytes(1_048_577) })).status).toBe(413);
    expect(
      (
        await sendPiece(centre.url, token, {
          hash,
          offset: 0,
          bytes: Buffer.from("{}"),
          contentType: "application/json",
        })
      ).status,
    ).toBe(422);
    expect(
      (await sendPiece(centre.url, token, { hash, offset: 0, bytes: randomBytes(4), contentType: "text/plain" }))
        .status,
    ).toBeLessThan(500);
    expect(statusOf(await announce(centre.url, token, { hash, size: 10 }))).toMatchObject({ held: 0 });
    expect(errors).toEqual([]);
  });
});
