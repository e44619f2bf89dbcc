import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { listAudit } from "#station/db/audit.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { getAttachment, listFiles } from "#station/cases/attachments.ts";
import { addConsentFile, dropConsentFile } from "#station/intake/consent-files.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import { discardDraft, saveDraft } from "#station/intake/drafts.ts";
import { checkIntake, submitApplication } from "#station/intake/submit.ts";
import { consentText } from "#shared/case/consent.ts";
import type { DraftBody, DraftConsent } from "#shared/case/draft-body.ts";
import { typedConsent } from "#test/helpers/consent.ts";
import { sendRows } from "#test/helpers/attachment-station.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { smallPng } from "#test/helpers/png.ts";
import { pathsOf, problemOf } from "#test/helpers/problem-of.ts";
import { readPdf, squash } from "#test/helpers/read-pdf.ts";

const NOW = "2026-11-20T02:30:00.000Z";

async function counter(openTestStation: OpenTestStation) {
  const { context, actor } = await openTestStation({ now: () => NOW });
  const behalf = (changes: Partial<DraftConsent> = {}, body: Partial<DraftBody> = {}): DraftBody =>
    yunhaiDraft({ channel: "on-behalf", consent: typedConsent(context, "yunhai", changes), ...body });
  const submit = (body: DraftBody, key: string = randomUUID()) => submitApplication(context, actor, { key, body });
  const files = (hash: string): boolean => existsSync(join(context.dir, "files", hash.slice(0, 2), hash));
  return { context, actor, behalf, submit, files };
}

/** A complete form of the locality whose paper asks for a secrecy agreement and an entrustment. */
const hunanForm = {
  header: { applicant: "示例建设公司", site: "示例路 5 号", contact: "示例人", phone: "13800000000" },
};

describe("row 9: on-behalf entry with consent recorded", () => {
  it("row 9: an entry on behalf without a consent is refused by name, and each missing part by its own", async ({
    openTestStation,
  }) => {
    const { behalf, submit, context } = await counter(openTestStation);
    expect(problemOf(() => submit(yunhaiDraft({ channel: "on-behalf" }))).fields).toMatchObject([
      { path: "consent", message: { zh: expect.stringContaining("须记录申请人的同意") } },
    ]);
    expect(pathsOf(() => submit(behalf({ way: null, givenAt: "", agent: " ", relation: "", shown: "" })))).toEqual([
      "consent.way",
      "consent.givenAt",
      "consent.agent",
      "consent.relation",
      "consent.shown",
    ]);
    expect(pathsOf(() => submit(behalf({ agent: "甲\u202E乙", shown: "我同意" })))).toEqual([
      "consent.agent",
      "consent.shown",
    ]);
    expect(context.db.prepare("SELECT count(*) FROM applications").pluck().get()).toBe(0);
  });

  it("row 9: the record keeps who acts, how and when it was agreed, and the words with their hash; the audit names nobody", async ({
    openTestStation,
  }) => {
    const { context, behalf, submit } = await counter(openTestStation);
    const { id, content } = submit(behalf());
    const text = consentText(context.profiles.get("yunhai").profile).zh;
    expect(content.consent).toMatchObject({
      way: "by-phone",
      givenAt: "2026-11-20T02:00:00.000Z",
      agent: "示例代办员",
      relation: "示例帮办服务队",
      shown: text,
      secrecyAgreed: null,
      entrusted: null,
      insteadOfCheck: false,
    });
    const [accepted] = listAudit(context.db, id);
    expect(accepted?.detail["consent"]).toMatchObject({
      way: "by-phone",
      givenAt: "2026-11-20T02:00:00.000Z",
      shownHash: content.consent?.shownHash,
    });
    expect(JSON.stringify(accepted)).not.toContain("示例代办员");
    const payload =
      context.db
        .prepare<[], { payload_sealed: string }>(
          "SELECT payload_sealed FROM outbox_entries JOIN outbox_payloads ON entry_id = id",
        )
        .get()?.payload_sealed ?? "";
    expect(JSON.parse(payload)).toMatchObject({
      content: { consent: { agent: "示例代办员", shownHash: content.consent?.shownHash } },
    });
  });

  it("row 9: a consent of the future is refused, an old one questioned, and none belongs to an applicant who came", async ({
    openTestStation,
  }) => {
    const { context, actor, behalf, submit } = await counter(openTestStation);
    expect(pathsOf(() => submit(behalf({ givenAt: "2026-11-20 10:31" })))).toEqual(["consent.givenAt"]);
    const old = behalf({ givenAt: "2026-10-20 10:30" });
    expect(checkIntake(context, actor, old)).toMatchObject({ problems: [], warnings: [{ path: "consent.givenAt" }] });
    expect(submit(old).warnings.map(({ path }) => path)).toEqual(["consent.givenAt"]);
    expect(checkIntake(context, actor, behalf({ givenAt: "2026-10-21 10:30" })).warnings).toEqual([]);
    expect(pathsOf(() => submit(behalf({}, { channel: "counter" })))).toEqual(["consent"]);
  });

  it("row 9: a signature or scan is kept by its hash, moves to the application, and is deleted with an abandoned draft", async ({
    openTestStation,
  }) => {
    const { context, actor, behalf, submit, files } = await counter(openTestStation);
    const key = randomUUID();
    const { hash } = await addConsentFile(context, actor, { draftId: key, base64: smallPng().toString("base64") });
    expect(pathsOf(() => submit(behalf({ files: [hash] })))).toEqual(["consent.files"]);
    // A file of a draft goes nowhere; that of an application does, from the moment of its acceptance.
    expect(sendRows(context)).toEqual([]);
    const { id } = submit(behalf({ way: "in-writing", files: [hash] }), key);
    expect(sendRows(context)).toMatchObject([{ hash, kind: "consent", state: "waiting" }]);
    expect(listFiles(context, id)).toMatchObject([{ hash, name: "consent-1.png", mime: "image/png" }]);
    expect(Buffer.from((await getAttachment(context, actor, { applicationId: id, hash })).base64, "base64")).toEqual(
      smallPng(),
    );
    // The same signature kept for another draft stays for the one that uses it.
    const other = randomUUID();
    saveDraft(context, actor, { id: other, body: behalf() });
    await addConsentFile(context, actor, { draftId: other, base64: smallPng().toString("base64") });
    discardDraft(context, actor, other);
    expect(files(hash)).toBe(true);
    const pdf = Buffer.from("%PDF-1.4 a scan");
    const scan = await addConsentFile(context, actor, { draftId: other, base64: pdf.toString("base64") });
    expect([scan.mime, files(scan.hash)]).toEqual(["application/pdf", true]);
    expect(dropConsentFile(context, { draftId: other, hash: scan.hash })).toEqual({ dropped: true });
    expect(files(scan.hash)).toBe(false);
    await expect(
      addConsentFile(context, actor, { draftId: other, base64: Buffer.from("MZ\u0000\u0000").toString("base64") }),
    ).rejects.toMatchObject({ problem: { code: "file-kind" } });
    expect(checkIntake(context, actor, behalf({ way: "in-writing" })).warnings.map(({ path }) => path)).toEqual([
      "consent.files",
    ]);
  });

  it("row 9: where the paper speaks of a secrecy agreement and an entrustment, both are asked for, with the clause", async ({
    openTestStation,
  }) => {
    const { context, actor } = await counter(openTestStation);
    const draft = (changes: Partial<DraftConsent>): DraftBody => ({
      profileId: "hunan",
      utilities: ["water"],
      channel: "on-behalf",
      form: hunanForm,
      outsideLines: [],
      noOutsideLine: ["water"],
      at: null,
      consent: typedConsent(context, "hunan", changes),
    });
    const asked = checkIntake(context, actor, draft({})).problems.filter(({ path }) => path.startsWith("consent"));
    expect(asked.map(({ path }) => path)).toEqual(["consent.secrecyAgreed", "consent.entrusted"]);
    expect(asked.map(({ message }) => message.zh).join()).toMatch(/保密协议（四\(七\)）.*（附件2二2）/);
    expect(
      checkIntake(context, actor, draft({ secrecyAgreed: true, entrusted: false })).problems.filter(({ path }) =>
        path.startsWith("consent"),
      ),
    ).toEqual([]);
  });

  it("row 9: voucher and unified form print who acted and how it was agreed", async ({ openTestStation }) => {
    const { context, behalf, submit } = await counter(openTestStation);
    const { id } = submit(behalf());
    const data = dataOfApplication(context, getApplicationRow(context, id), "original");
    for (const kind of ["voucher", "unified-form"] as const) {
      const { pages } = await readPdf((await renderDocument(data, kind)).bytes);
      expect(pages.join("")).toContain(
        squash("代办人：示例代办员（示例帮办服务队）申请人于2026年11月20日10:00电话同意"),
      );
      const without = await readPdf((await renderDocument({ ...data, consent: null }, kind)).bytes);
      expect(pages).toHaveLength(without.pages.length);
    }
  });

  it.for(["xianning", "suizhou", "neixiang", "hunan", "huoqiu"])(
    "row 9: under the sheet of %s the note finds room and makes no further page",
    async (profileId, { openTestStation }) => {
      const { context, behalf, submit } = await counter(openTestStation);
      const { id } = submit(behalf());
      const { profile } = context.profiles.get(profileId);
      const data = {
        ...dataOfApplication(context, getApplicationRow(context, id), "original"),
        profile,
        form: {},
        utilities: [],
        routes: [],
      };
      const count = async (consent: typeof data.consent) =>
        (await readPdf((await renderDocument({ ...data, consent: consent ?? null }, "unified-form")).bytes)).pages
          .length;
      expect(await count(data.consent)).toBe(await count(null));
    },
  );
});
