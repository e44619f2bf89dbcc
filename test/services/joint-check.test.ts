import { randomUUID } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { listAudit } from "#station/db/audit.ts";
import { findJointCheck } from "#station/db/joint-checks.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { discardDraft, saveDraft } from "#station/intake/drafts.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { confirmCheck, getApplicantCheck, pointAtField } from "#station/intake/joint-check-applicant.ts";
import { followJointCheck, hideAllChecks, hideJointCheck, startJointCheck } from "#station/intake/joint-check.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { sendRows } from "#test/helpers/attachment-station.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { smallPng } from "#test/helpers/png.ts";
import { laterProblemOf } from "#test/helpers/problem-of.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { sha256 } from "#station/lib/hashes.ts";

const now = () => "2026-11-20T02:30:00.000Z";
const signature = smallPng();

/** A complete form of the locality whose paper asks for the joint check; invented people. */
const huoqiuDraft = (header: Record<string, unknown> = {}, changes: Partial<DraftBody> = {}): DraftBody => ({
  profileId: "huoqiu",
  utilities: ["water"],
  channel: "counter",
  form: {
    header: {
      applicant: "示例铁矿机械有限公司",
      premises: "rented",
      contact: "示例人",
      phone: "13800000041",
      site: "示例路 27 号",
      ...header,
    },
    water: { businessType: "new", meterSize: 80, dualSupply: true },
  },
  outsideLines: [],
  noOutsideLine: ["water"],
  at: null,
  ...changes,
});

async function confirm(context: StationContext, signed: Buffer | null = null): Promise<string> {
  const check = await getApplicantCheck(context, false);
  if (check === null) throw new Error("the applicant's window is blank");
  await confirmCheck(context, {
    id: check.id,
    contentHash: check.contentHash,
    signature: signed?.toString("base64") ?? null,
  });
  return check.contentHash;
}

describe("the joint check", () => {
  it("refuses acceptance at the counter until the applicant confirmed exactly this content", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const key = randomUUID();
    expect((await laterProblemOf(() => submitApplication(context, actor, { key, body: huoqiuDraft() }))).code).toBe(
      "joint-check-missing",
    );
    startJointCheck(context, actor, key, huoqiuDraft());
    expect((await laterProblemOf(() => submitApplication(context, actor, { key, body: huoqiuDraft() }))).code).toBe(
      "joint-check-missing",
    );
    const contentHash = await confirm(context, signature);
    const changed = await laterProblemOf(() =>
      submitApplication(context, actor, { key, body: huoqiuDraft({ contact: "另一人" }) }),
    );
    expect(changed.what.zh).toContain("重新核对");
    expect(context.db.prepare("SELECT count(*) AS n FROM applications").get()).toEqual({ n: 0 });

    const application = submitApplication(context, actor, { key, body: huoqiuDraft({}, { at: "form.header.site" }) });
    const check = { confirmedAt: now(), confirmer: "示例人", contentHash, signatureHash: sha256(signature) };
    expect(application.jointCheck).toEqual(check);
    const entry = context.db
      .prepare<[], { payload_sealed: string }>(
        "SELECT payload_sealed FROM outbox_entries JOIN outbox_payloads ON entry_id = id",
      )
      .get();
    expect(JSON.parse(entry?.payload_sealed ?? "{}")).toMatchObject({ jointCheck: check });
    expect(listAudit(context.db, application.id).map((one) => one.detail["jointCheck"])).toEqual([
      { confirmedAt: now(), contentHash, signatureHash: sha256(signature) },
    ]);
    expect(existsSync(join(context.dir, "files", check.signatureHash.slice(0, 2), check.signatureHash))).toBe(true);
    // With the application, the signature is on its way to the centre; nothing was before.
    expect(sendRows(context)).toMatchObject([{ hash: check.signatureHash, kind: "signature", state: "waiting" }]);
    expect(await getApplicantCheck(context, false)).toBeNull();
    expect(findJointCheck(context.db, key)?.body).toBeNull();
  });

  it("asks for no check where the paper asks for none, and from the command line, which says so", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    expect(submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() }).jointCheck).toBeNull();
    const filed = submitApplication(context, actor, { key: randomUUID(), body: huoqiuDraft(), place: "command-line" });
    expect(filed.jointCheck).toBeNull();
    expect(filed.warnings.map((warning) => warning.message.zh).join()).toContain("没有核对确认");
  });

  it("keeps a check that is made though no paper asks for it, and no check of other content", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const key = randomUUID();
    startJointCheck(context, actor, key, yunhaiDraft());
    await confirm(context);
    expect(submitApplication(context, actor, { key, body: yunhaiDraft() }).jointCheck).toMatchObject({
      confirmer: "示例人",
      signatureHash: null,
    });
    const other = randomUUID();
    startJointCheck(context, actor, other, yunhaiDraft());
    await confirm(context);
    const changed = yunhaiDraft({ noOutsideLine: ["water"], outsideLines: [] });
    expect(submitApplication(context, actor, { key: other, body: changed }).jointCheck).toBeNull();
    expect(findJointCheck(context.db, other)).toBeNull();
  });

  it("lapses by a change of the form or of a measured fact, and is valid again when the change is undone", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const key = randomUUID();
    startJointCheck(context, actor, key, yunhaiDraft());
    await confirm(context);
    expect(followJointCheck(context, key, yunhaiDraft())?.state).toBe("confirmed");
    const longer = yunhaiDraft({
      outsideLines: [{ utility: "water", on: "2026-09-18", crossings: [], lineLengthMm: 1001, green: null }],
    });
    expect(followJointCheck(context, key, longer)?.state).toBe("lapsed");
    expect((await getApplicantCheck(context, false))?.state).toBe("lapsed");
    expect(followJointCheck(context, key, yunhaiDraft())?.state).toBe("confirmed");
    expect(startJointCheck(context, actor, key, longer).state).toBe("open");
    expect(followJointCheck(context, key, yunhaiDraft())?.state).toBe("lapsed");
  });

  it("shows the clerk which field the applicant pointed at, and refuses one that the form lacks", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const key = randomUUID();
    const { id } = startJointCheck(context, actor, key, yunhaiDraft());
    const kinds: string[] = [];
    context.events.subscribe((event) => kinds.push(event.kind));
    await pointAtField(context, { id, path: "form.header.site" });
    await pointAtField(context, { id, path: "form.header.phone" });
    expect(followJointCheck(context, key, yunhaiDraft())?.pointed).toEqual(["form.header.site", "form.header.phone"]);
    expect(kinds).toEqual(["check.changed", "check.changed"]);
    expect((await laterProblemOf(() => pointAtField(context, { id, path: "form.header.nothing" }))).code).toBe(
      "bad-input",
    );
    expect(
      (await laterProblemOf(() => pointAtField(context, { id: randomUUID(), path: "form.header.site" }))).code,
    ).toBe("check-changed");
  });

  it("binds the signature to the version shown: another hash, a changed form, a false picture or one too large is refused", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const key = randomUUID();
    const { id, contentHash } = startJointCheck(context, actor, key, yunhaiDraft());
    expect(
      (await laterProblemOf(() => confirmCheck(context, { id, contentHash: "0".repeat(64), signature: null })))
        .fields[0]?.path,
    ).toBe("contentHash");
    const pictures = [
      Buffer.from("<svg onload=alert(1)>"),
      Buffer.concat([signature, Buffer.alloc(200_001)]),
      smallPng(4001, 2),
    ];
    for (const picture of pictures)
      expect(
        (await laterProblemOf(() => confirmCheck(context, { id, contentHash, signature: picture.toString("base64") })))
          .fields[0]?.path,
      ).toBe("signature");
    followJointCheck(context, key, yunhaiDraft({ noOutsideLine: ["water"], outsideLines: [] }));
    expect((await laterProblemOf(() => confirmCheck(context, { id, contentHash, signature: null }))).code).toBe(
      "check-changed",
    );
    expect(existsSync(join(context.dir, "files"))).toBe(false);
    expect(findJointCheck(context.db, key)?.confirmedAt).toBeNull();
  });

  it("shows nobody's form after it was hidden, discarded, or the hall opened again, and one form at a time", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const [one, two] = [randomUUID(), randomUUID()];
    const first = startJointCheck(context, actor, one, yunhaiDraft());
    startJointCheck(context, actor, two, huoqiuDraft());
    expect((await getApplicantCheck(context, false))?.profile.id).toBe("huoqiu");
    expect(
      (
        await laterProblemOf(() =>
          confirmCheck(context, { id: first.id, contentHash: first.contentHash, signature: null }),
        )
      ).code,
    ).toBe("check-changed");
    expect(hideJointCheck(context, one)).toEqual({ hidden: false });
    hideAllChecks(context);
    expect(await getApplicantCheck(context, false)).toBeNull();
    startJointCheck(context, actor, two, huoqiuDraft());
    saveDraft(context, actor, { id: two, body: huoqiuDraft() });
    discardDraft(context, actor, two);
    expect(await getApplicantCheck(context, false)).toBeNull();
  });

  it("keeps no signature of a check that was given up: replaced, discarded, or of other content than was accepted", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const kept = (): string[] =>
      readdirSync(join(context.dir, "files"), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => file.name);
    const longer = yunhaiDraft({ noOutsideLine: ["water"], outsideLines: [] });
    const sign = async (key: string, side: number): Promise<string> => {
      startJointCheck(context, actor, key, yunhaiDraft());
      const picture = smallPng(side, side);
      await confirm(context, picture);
      return sha256(picture);
    };
    const [replaced, discarded, changed, accepted] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await sign(replaced, 9);
    startJointCheck(context, actor, replaced, longer);
    expect(kept()).toEqual([]);
    saveDraft(context, actor, { id: discarded, body: yunhaiDraft() });
    await sign(discarded, 10);
    discardDraft(context, actor, discarded);
    await sign(changed, 11);
    submitApplication(context, actor, { key: changed, body: longer });
    expect(kept()).toEqual([]);
    const signed = await sign(accepted, 12);
    submitApplication(context, actor, { key: accepted, body: yunhaiDraft() });
    expect(kept()).toEqual([signed]);
  });

  it("starts no check of a form that is not complete", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now });
    const problem = await laterProblemOf(() =>
      startJointCheck(context, actor, randomUUID(), huoqiuDraft({ contact: null })),
    );
    expect(problem.fields.map((field) => field.path)).toContain("form.header.contact");
  });

  it("shows the page as it will be printed with the numbers masked, and prints the time of the check on the voucher", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const key = randomUUID();
    startJointCheck(context, actor, key, huoqiuDraft());
    const shown = await getApplicantCheck(context, true);
    const page = (await readPdf(Buffer.from(shown?.page ?? "", "base64"))).pages.join("");
    expect(page).toContain("示例铁矿机械有限公司");
    expect(page).toContain("138****0041");
    expect(page).not.toContain("13800000041");
    await confirm(context);
    const { id } = submitApplication(context, actor, { key, body: huoqiuDraft() });
    const { bytes } = await renderDocument(
      dataOfApplication(context, getApplicationRow(context, id), "copy"),
      "voucher",
    );
    const voucher = (await readPdf(bytes)).pages.join("").replace(/\s/g, "");
    expect(voucher).toContain("共同核对2026年11月20日10:30申请人已核对确认");
  });
});
