import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { zipSync } from "#test/helpers/zip.ts";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { openUploads } from "#station/lib/uploads.ts";
import { addAttachment, getAttachment, listFiles } from "#station/cases/attachments.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { getMaterials, recordMaterials } from "#station/cases/materials.ts";
import type { MaterialEntry } from "#shared/profile/materials.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { smallPng } from "#test/helpers/png.ts";
import { laterProblemOf } from "#test/helpers/problem-of.ts";
import { sha256 } from "#station/lib/hashes.ts";

const clock = () => new HandClock("2026-11-20T02:30:00.000Z");
const pdf = Buffer.from("%PDF-1.7\n示例\n%%EOF");

const attach = (
  context: StationContext,
  actor: Actor,
  applicationId: string,
  { bytes, name, hash = sha256(bytes) }: { bytes: Buffer; name: string; hash?: string },
) =>
  addAttachment(context, actor, openUploads(), {
    applicationId,
    uploadId: randomUUID(),
    offset: 0,
    base64: bytes.toString("base64"),
    last: { name, hash },
  });

const entry = (changes: Partial<MaterialEntry> = {}): MaterialEntry => ({
  id: randomUUID(),
  name: "营业执照",
  copies: 1,
  medium: "copy",
  requirement: "加盖公章",
  originalSeen: false,
  copyTaken: false,
  files: [],
  ...changes,
});

async function accepted(openTestStation: OpenTestStation) {
  const hand = clock();
  const { context, actor } = await openTestStation({ now: hand.now });
  return {
    context,
    actor,
    hand,
    id: submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() }).id,
  };
}

describe("files kept with an application", () => {
  it("arrive in pieces, are kept once under the hash of their content, and come back byte for byte", async ({
    openTestStation,
  }) => {
    const { context, actor, id } = await accepted(openTestStation);
    const uploads = openUploads();
    const uploadId = randomUUID();
    const hash = sha256(pdf);
    const piece = (from: number, to: number, last: boolean) =>
      addAttachment(context, actor, uploads, {
        applicationId: id,
        uploadId,
        offset: from,
        base64: pdf.subarray(from, to).toString("base64"),
        last: last ? { name: "C:\\扫描\\营业执照.PDF", hash } : null,
      });
    expect(await piece(0, 10, false)).toEqual({ received: 10, attachment: null });
    expect(existsSync(join(context.dir, "files"))).toBe(false);
    expect(await piece(10, pdf.length, true)).toMatchObject({
      received: pdf.length,
      attachment: { hash, name: "营业执照.pdf", mime: "application/pdf", bytes: pdf.length, by: actor.operator.name },
    });
    await attach(context, actor, id, { bytes: pdf, name: "again.pdf" });
    expect(listFiles(context, id).map((file) => file.name)).toEqual(["营业执照.pdf"]);
    expect(readdirSync(join(context.dir, "files", hash.slice(0, 2)))).toEqual([hash]);
    const given = await getAttachment(context, actor, { applicationId: id, hash });
    expect(Buffer.from(given.base64, "base64")).toEqual(pdf);
    expect(given.fileName).toMatch(/^[A-Z0-9]+-2026-000001-[A-Z0-9]-1\.pdf$/);
    expect(listAudit(context.db, id).map((one) => one.verb)).toEqual([
      "application.accepted",
      "attachment.added",
      "attachment.given",
    ]);
    expect(JSON.stringify(listAudit(context.db, id))).not.toContain("营业执照");
  });

  it("are recognised by content: pages, programs, office files and pictures with script are refused whatever their name", async ({
    openTestStation,
  }) => {
    const { context, actor, id } = await accepted(openTestStation);
    const bad = [
      Buffer.from("<html><script>alert(1)</script>"),
      Buffer.from("MZ\u0090\u0000", "latin1"),
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
      zipSync({ "word/document.xml": "x", "word/a.txt": "PK OFD.xml" }),
      Buffer.alloc(0),
    ];
    for (const bytes of bad)
      expect((await laterProblemOf(() => attach(context, actor, id, { bytes, name: "x.pdf" }))).code).toBe("file-kind");
    const good: [Buffer, string][] = [
      [smallPng(), "png"],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), "jpg"],
      [zipSync({ "OFD.xml": "<ofd/>" }), "ofd"],
      [pdf, "pdf"],
    ];
    for (const [bytes, ending] of good)
      expect((await attach(context, actor, id, { bytes, name: "x.exe" })).attachment?.name).toBe(`x.${ending}`);
    expect(listFiles(context, id)).toHaveLength(4);
  });

  it("are refused when they are larger than 20 MB, damaged on the way, or out of order, and nothing is kept", async ({
    openTestStation,
  }) => {
    const { context, actor, id } = await accepted(openTestStation);
    const uploads = openUploads();
    const uploadId = randomUUID();
    const send = (offset: number, bytes: Buffer) =>
      addAttachment(context, actor, uploads, {
        applicationId: id,
        uploadId,
        offset,
        base64: bytes.toString("base64"),
        last: null,
      });
    const piece = Buffer.alloc(2_000_000);
    for (let i = 0; i < 10; i += 1) await send(i * piece.length, piece);
    expect((await laterProblemOf(() => send(20_000_000, Buffer.from("x")))).code).toBe("file-too-large");
    expect(
      (await laterProblemOf(() => attach(context, actor, id, { bytes: pdf, name: "x.pdf", hash: "0".repeat(64) })))
        .code,
    ).toBe("upload-broken");
    expect((await laterProblemOf(() => send(5, piece))).code).toBe("upload-broken");
    expect(
      (await laterProblemOf(() => attach(context, actor, "no-such-application", { bytes: pdf, name: "x.pdf" }))).code,
    ).toBe("application-not-found");
    expect(existsSync(join(context.dir, "files"))).toBe(false);
    expect(listFiles(context, id)).toEqual([]);
  });

  it("are given out only with their own application, and never when they were changed on the disk", async ({
    openTestStation,
  }) => {
    const { context, actor, id } = await accepted(openTestStation);
    const other = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() }).id;
    const hash = sha256(pdf);
    await attach(context, actor, id, { bytes: pdf, name: "x.pdf" });
    expect((await laterProblemOf(() => getAttachment(context, actor, { applicationId: other, hash }))).code).toBe(
      "file-unknown",
    );
    const path = join(context.dir, "files", hash.slice(0, 2), hash);
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from("x")]));
    expect((await laterProblemOf(() => getAttachment(context, actor, { applicationId: id, hash }))).code).toBe(
      "file-damaged",
    );
  });

  it("row 42: signed paper scanned back is bound to the case by its hash", async ({ openTestStation }) => {
    const { context, actor, id } = await accepted(openTestStation);
    const hash = sha256(pdf);
    await attach(context, actor, id, { bytes: pdf, name: "签字盖章件.pdf" });
    recordMaterials(context, actor, {
      applicationId: id,
      shownVersion: 1,
      materials: [entry({ name: "签字盖章的申请表", medium: "original", files: [hash] })],
    });
    const payloads = context.db
      .prepare<[], { payload_sealed: string }>(
        "SELECT payload_sealed FROM outbox_entries JOIN outbox_payloads ON entry_id = id WHERE kind = 'materials.recorded'",
      )
      .all();
    expect(JSON.parse(payloads[0]?.payload_sealed ?? "{}")).toMatchObject({
      version: 2,
      materials: [{ files: [hash] }],
    });
  });
});

describe("the register of materials", () => {
  it("row 12: records copies, medium, who saw the original and when, and the copy taken, with audit and outbox in one step", async ({
    openTestStation,
  }) => {
    const { context, actor, hand, id } = await accepted(openTestStation);
    expect(getMaterials(context, id)).toMatchObject({ version: 1, materials: [], recorded: null });
    const licence = entry({ originalSeen: true, copyTaken: true, copies: 2 });
    const first = recordMaterials(context, actor, { applicationId: id, shownVersion: 1, materials: [licence] });
    expect(first).toMatchObject({
      version: 2,
      recorded: { at: hand.now(), by: actor.operator.name },
      materials: [{ name: "营业执照", copies: 2, copyTaken: true, seen: { at: hand.now(), by: actor.operator.name } }],
    });
    const seenAt = hand.now();
    hand.advance(3_600_000);
    const second = recordMaterials(context, actor, {
      applicationId: id,
      shownVersion: 2,
      materials: [
        licence,
        entry({ name: "总平面图", medium: "shared", copies: 0, requirement: "", originalSeen: true }),
      ],
    });
    expect(second.materials.map((material) => material.seen?.at)).toEqual([seenAt, hand.now()]);
    expect(context.db.prepare("SELECT version FROM materials ORDER BY version").all()).toEqual([
      { version: 2 },
      { version: 3 },
    ]);
    expect(context.db.prepare("SELECT kind, sequence FROM outbox_entries ORDER BY sequence").all()).toEqual([
      { kind: "application.accepted", sequence: 1 },
      { kind: "materials.recorded", sequence: 2 },
      { kind: "materials.recorded", sequence: 3 },
    ]);
    expect(listAudit(context.db, id).at(-1)).toMatchObject({
      verb: "materials.recorded",
      detail: { count: 2, originalsSeen: 2 },
    });
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("lists what the paper lists and makes none of it mandatory; a paper that lists nothing leaves free text", async ({
    openTestStation,
  }) => {
    const { context, actor, id } = await accepted(openTestStation);
    expect(getMaterials(context, id).listed.map((one) => one.id)).toEqual(["licence", "site-plan"]);
    expect(recordMaterials(context, actor, { applicationId: id, shownVersion: 1, materials: [] }).materials).toEqual(
      [],
    );
    for (const profile of ["xianning", "suizhou", "neixiang", "hunan", "huoqiu"])
      expect(context.profiles.get(profile).profile.materials).toEqual([]);
  });

  it("refuses a list from an older version, another application's file and a material listed twice, and writes nothing", async ({
    openTestStation,
  }) => {
    const { context, actor, id } = await accepted(openTestStation);
    const other = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() }).id;
    await attach(context, actor, other, { bytes: pdf, name: "x.pdf" });
    const twice = entry();
    const tries: [number, MaterialEntry[], string][] = [
      [2, [], "changed-meanwhile"],
      [1, [entry({ files: [sha256(pdf)] })], "bad-input"],
      [1, [twice, twice], "bad-input"],
    ];
    for (const [shownVersion, materials, code] of tries)
      expect(
        (await laterProblemOf(() => recordMaterials(context, actor, { applicationId: id, shownVersion, materials })))
          .code,
      ).toBe(code);
    expect(context.db.prepare("SELECT count(*) AS n FROM materials").get()).toEqual({ n: 0 });
    expect(getMaterials(context, id).version).toBe(1);
  });
});
