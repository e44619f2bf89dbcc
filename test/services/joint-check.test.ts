import { randomUUID } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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
import { ProblemError, type Problem } from "#shared/lib/problem.ts";
import { sendRows } from "#test/helpers/attachment-station.ts";
import { openTestStation } from "#test/helpers/open-test-hall.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { smallPng } from "#test/helpers/png.ts";
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

async function problemOf(act: () => unknown): Promise<Problem> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error("nothing was refused");
}

async function confirm(hall: StationContext, signed: Buffer | null = null): Promise<string> {
  const check = await getApplicantCheck(hall, false);
  if (check === null) throw new Error("the applicant's window is blank");
  await confirmCheck(hall, {
    id: check.id,
    contentHash: check.contentHash,
    signature: signed?.toString("base64") ?? null,
  });
  return check.contentHash;
}

describe("the joint check", () => {
  it("refuses acceptance at the counter until the applicant confirmed exactly this content", async () => {
    const { hall, actor } = await openTestStation({ now });
    const key = randomUUID();
    expect((await problemOf(() => submitApplication(hall, actor, key, huoqiuDraft()))).code).toBe(
      "joint-check-missing",
    );
    startJointCheck(hall, actor, key, huoqiuDraft());
    expect((await problemOf(() => submitApplication(hall, actor, key, huoqiuDraft()))).code).toBe(
      "joint-check-missing",
    );
    const contentHash = await confirm(hall, signature);
    const changed = await problemOf(() => submitApplication(hall, actor, key, huoqiuDraft({ contact: "另一人" })));
    expect(changed.what.zh).toContain("重新核对");
    expect(hall.db.prepare("SELECT count(*) AS n FROM applications").get()).toEqual({ n: 0 });

    const application = submitApplication(hall, actor, key, huoqiuDraft({}, { at: "form.header.site" }));
    const check = { confirmedAt: now(), confirmer: "示例人", contentHash, signatureHash: sha256(signature) };
    expect(application.jointCheck).toEqual(check);
    const entry = hall.db
      .prepare<[], { payload_sealed: string }>(
        "SELECT payload_sealed FROM outbox_entries JOIN outbox_payloads ON entry_id = id",
      )
      .get();
    expect(JSON.parse(entry?.payload_sealed ?? "{}")).toMatchObject({ jointCheck: check });
    expect(listAudit(hall.db, application.id).map((one) => one.detail["jointCheck"])).toEqual([
      { confirmedAt: now(), contentHash, signatureHash: sha256(signature) },
    ]);
    expect(existsSync(join(hall.dir, "files", check.signatureHash.slice(0, 2), check.signatureHash))).toBe(true);
    // With the application, the signature is on its way to the centre; nothing was before.
    expect(sendRows(hall)).toMatchObject([{ hash: check.signatureHash, kind: "signature", state: "waiting" }]);
    expect(await getApplicantCheck(hall, false)).toBeNull();
    expect(findJointCheck(hall.db, key)?.body).toBeNull();
  });

  it("asks for no check where the paper asks for none, and from the command line, which says so", async () => {
    const { hall, actor } = await openTestStation({ now });
    expect(submitApplication(hall, actor, randomUUID(), yunhaiDraft()).jointCheck).toBeNull();
    const filed = submitApplication(hall, actor, randomUUID(), huoqiuDraft(), "command-line");
    expect(filed.jointCheck).toBeNull();
    expect(filed.warnings.map((warning) => warning.message.zh).join()).toContain("没有核对确认");
  });

  it("keeps a check that is made though no paper asks for it, and no check of other content", async () => {
    const { hall, actor } = await openTestStation({ now });
    const key = randomUUID();
    startJointCheck(hall, actor, key, yunhaiDraft());
    await confirm(hall);
    expect(submitApplication(hall, actor, key, yunhaiDraft()).jointCheck).toMatchObject({
      confirmer: "示例人",
      signatureHash: null,
    });
    const other = randomUUID();
    startJointCheck(hall, actor, other, yunhaiDraft());
    await confirm(hall);
    const changed = yunhaiDraft({ noOutsideLine: ["water"], outsideLines: [] });
    expect(submitApplication(hall, actor, other, changed).jointCheck).toBeNull();
    expect(findJointCheck(hall.db, other)).toBeNull();
  });

  it("lapses by a change of the form or of a measured fact, and stands again when the change is taken back", async () => {
    const { hall, actor } = await openTestStation({ now });
    const key = randomUUID();
    startJointCheck(hall, actor, key, yunhaiDraft());
    await confirm(hall);
    expect(followJointCheck(hall, key, yunhaiDraft())?.state).toBe("confirmed");
    const longer = yunhaiDraft({
      outsideLines: [{ utility: "water", on: "2026-09-18", crossings: [], lineLengthMm: 1001, green: null }],
    });
    expect(followJointCheck(hall, key, longer)?.state).toBe("lapsed");
    expect((await getApplicantCheck(hall, false))?.state).toBe("lapsed");
    expect(followJointCheck(hall, key, yunhaiDraft())?.state).toBe("confirmed");
    expect(startJointCheck(hall, actor, key, longer).state).toBe("open");
    expect(followJointCheck(hall, key, yunhaiDraft())?.state).toBe("lapsed");
  });

  it("tells the clerk which field the applicant pointed at, and refuses one that the form lacks", async () => {
    const { hall, actor } = await openTestStation({ now });
    const key = randomUUID();
    const { id } = startJointCheck(hall, actor, key, yunhaiDraft());
    const told: string[] = [];
    hall.events.subscribe((event) => told.push(event.kind));
    await pointAtField(hall, { id, path: "form.header.site" });
    await pointAtField(hall, { id, path: "form.header.phone" });
    expect(followJointCheck(hall, key, yunhaiDraft())?.pointed).toEqual(["form.header.site", "form.header.phone"]);
    expect(told).toEqual(["check.changed", "check.changed"]);
    expect((await problemOf(() => pointAtField(hall, { id, path: "form.header.nothing" }))).code).toBe("bad-input");
    expect((await problemOf(() => pointAtField(hall, { id: randomUUID(), path: "form.header.site" }))).code).toBe(
      "check-changed",
    );
  });

  it("binds the signature to the version shown: another hash, a changed form, a false picture or one too large is refused", async () => {
    const { hall, actor } = await openTestStation({ now });
    const key = randomUUID();
    const { id, contentHash } = startJointCheck(hall, actor, key, yunhaiDraft());
    expect(
      (await problemOf(() => confirmCheck(hall, { id, contentHash: "0".repeat(64), signature: null }))).fields[0]?.path,
    ).toBe("contentHash");
    const pictures = [
      Buffer.from("<svg onload=alert(1)>"),
      Buffer.concat([signature, Buffer.alloc(200_001)]),
      smallPng(4001, 2),
    ];
    for (const picture of pictures)
      expect(
        (await problemOf(() => confirmCheck(hall, { id, contentHash, signature: picture.toString("base64") })))
          .fields[0]?.path,
      ).toBe("signature");
    followJointCheck(hall, key, yunhaiDraft({ noOutsideLine: ["water"], outsideLines: [] }));
    expect((await problemOf(() => confirmCheck(hall, { id, contentHash, signature: null }))).code).toBe(
      "check-changed",
    );
    expect(existsSync(join(hall.dir, "files"))).toBe(false);
    expect(findJointCheck(hall.db, key)?.confirmedAt).toBeNull();
  });

  it("shows nobody's form after it was hidden, discarded, or the hall opened again, and one form at a time", async () => {
    const { hall, actor } = await openTestStation({ now });
    const [one, two] = [randomUUID(), randomUUID()];
    const first = startJointCheck(hall, actor, one, yunhaiDraft());
    startJointCheck(hall, actor, two, huoqiuDraft());
    expect((await getApplicantCheck(hall, false))?.profile.id).toBe("huoqiu");
    expect(
      (await problemOf(() => confirmCheck(hall, { id: first.id, contentHash: first.contentHash, signature: null })))
        .code,
    ).toBe("check-changed");
    expect(hideJointCheck(hall, one)).toEqual({ hidden: false });
    hideAllChecks(hall);
    expect(await getApplicantCheck(hall, false)).toBeNull();
    startJointCheck(hall, actor, two, huoqiuDraft());
    saveDraft(hall, actor, two, huoqiuDraft());
    discardDraft(hall, actor, two);
    expect(await getApplicantCheck(hall, false)).toBeNull();
  });

  it("keeps no signature of a check that was given up: replaced, discarded, or of other content than was accepted", async () => {
    const { hall, actor } = await openTestStation({ now });
    const kept = (): string[] =>
      readdirSync(join(hall.dir, "files"), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => file.name);
    const longer = yunhaiDraft({ noOutsideLine: ["water"], outsideLines: [] });
    const sign = async (key: string, side: number): Promise<string> => {
      startJointCheck(hall, actor, key, yunhaiDraft());
      const picture = smallPng(side, side);
      await confirm(hall, picture);
      return sha256(picture);
    };
    const [replaced, discarded, changed, accepted] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await sign(replaced, 9);
    startJointCheck(hall, actor, replaced, longer);
    expect(kept()).toEqual([]);
    saveDraft(hall, actor, discarded, yunhaiDraft());
    await sign(discarded, 10);
    discardDraft(hall, actor, discarded);
    await sign(changed, 11);
    submitApplication(hall, actor, changed, longer);
    expect(kept()).toEqual([]);
    const signed = await sign(accepted, 12);
    submitApplication(hall, actor, accepted, yunhaiDraft());
    expect(kept()).toEqual([signed]);
  });

  it("starts no check of a form that is not complete", async () => {
    const { hall, actor } = await openTestStation({ now });
    const problem = await problemOf(() => startJointCheck(hall, actor, randomUUID(), huoqiuDraft({ contact: null })));
    expect(problem.fields.map((field) => field.path)).toContain("form.header.contact");
  });

  it("shows the page as it will be printed with the numbers masked, and prints the time of the check on the voucher", async () => {
    const { hall, actor } = await openTestStation({ now });
    const key = randomUUID();
    startJointCheck(hall, actor, key, huoqiuDraft());
    const shown = await getApplicantCheck(hall, true);
    const page = (await readPdf(Buffer.from(shown?.page ?? "", "base64"))).pages.join("");
    expect(page).toContain("示例铁矿机械有限公司");
    expect(page).toContain("138****0041");
    expect(page).not.toContain("13800000041");
    await confirm(hall);
    const { id } = submitApplication(hall, actor, key, huoqiuDraft());
    const { bytes } = await renderDocument(
      dataOfApplication(hall, getApplicationRow(hall, id), "copy", null),
      "voucher",
    );
    const voucher = (await readPdf(bytes)).pages.join("").replace(/\s/g, "");
    expect(voucher).toContain("共同核对2026年11月20日10:30申请人已核对确认");
  });
});
