import { bilingual } from "#shared/lib/bilingual.ts";
import type { ApplicantCheck } from "#shared/contract/joint-check.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { findRole } from "#shared/profile/form.ts";
import { maskForm } from "#shared/profile/mask-personal.ts";
import { NOTHING_WRITTEN, badInput, problem } from "#shared/lib/problem.ts";
import { confirmJointCheck, setCheckPointed, type JointCheckRow } from "#station/db/joint-checks.ts";
import { findOperator } from "#station/db/operators.ts";
import { keepFile } from "#station/lib/file-store.ts";
import { pngSize } from "#station/lib/file-kind.ts";
import { validateDraft } from "#station/records/validate-draft.ts";
import { dataOfDraft } from "#station/documents/document-data.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs } from "#station/core/unit-of-work.ts";
import { profileForDraft } from "#station/rules/profile-registry.ts";
import { checkOnWindow, checkState } from "./joint-check.ts";

const MAX_SIGNATURE_BYTES = 200_000;
const MAX_SIGNATURE_SIDE = 4000;
/** The name by which the audit log knows the applicant. */
const APPLICANT = "applicant";

type Shown = JointCheckRow & { body: DraftBody };

const isShown = (row: JointCheckRow | null): row is Shown => row !== null && row.body !== null;

async function pageOf(context: StationContext, row: Shown): Promise<string> {
  const operator = findOperator(context.db, row.operatorId);
  if (operator === null) throw new Error("the operator of the check is missing");
  const data = dataOfDraft(context, { operator, station: context.station() }, row.body, null);
  // Other people may see this screen, so what the clerk's page masks is masked here too.
  const { bytes } = await renderDocument({ ...data, form: maskForm(data.profile.form, data.form) }, "unified-form");
  return bytes.toString("base64");
}

async function view(context: StationContext, row: Shown, withPage: boolean): Promise<ApplicantCheck> {
  const { profile } = profileForDraft(context, row.body);
  return {
    id: row.id,
    profile,
    content: validateDraft(profile, row.body, context.now()).content,
    contentHash: row.contentHash,
    state: checkState(row),
    pointed: row.pointed,
    startedAt: row.startedAt,
    confirmedAt: row.confirmedAt,
    signed: row.signatureHash !== null,
    page: withPage ? await pageOf(context, row) : null,
  };
}

/** What the applicant's window shows now; null while no check is shown. */
export async function getApplicantCheck(context: StationContext, withPage: boolean): Promise<ApplicantCheck | null> {
  const row = checkOnWindow(context);
  return isShown(row) ? view(context, row, withPage) : null;
}

/** The check on the window, if it is the one meant and its content is unchanged. */
function getConfirmable(context: StationContext, id: string): Shown {
  const row = checkOnWindow(context);
  if (isShown(row) && row.id === id && row.lapsedAt === null) return row;
  throw problem(
    "check-changed",
    bilingual("经办人正在修改内容，这一版不再有效。", "The clerk is changing the form; this version no longer counts."),
    NOTHING_WRITTEN,
    bilingual("请等经办人改好后再核对。", "Please wait until the clerk shows it again."),
  );
}

function readSignature(base64: string): Buffer {
  const bytes = Buffer.from(base64, "base64");
  const size = pngSize(bytes);
  const unfit =
    size === null ||
    size.width > MAX_SIGNATURE_SIDE ||
    size.height > MAX_SIGNATURE_SIDE ||
    bytes.length > MAX_SIGNATURE_BYTES;
  if (unfit)
    throw badInput([
      {
        path: "signature",
        message: bilingual("签名图片不是 200 KB 以内的 PNG", "the signature is not a PNG of at most 200 KB"),
      },
    ]);
  return bytes;
}

/** Confirms exactly the version shown. The signature is on disk before the confirmation is stored. */
export async function confirmCheck(
  context: StationContext,
  input: { id: string; contentHash: string; signature: string | null },
): Promise<ApplicantCheck> {
  getConfirmable(context, input.id);
  const signatureHash = input.signature === null ? null : await keepFile(context.dir, readSignature(input.signature));
  const row = changeAs(context, APPLICANT, (unit): Shown => {
    const { at } = unit;
    const confirmable = getConfirmable(context, input.id);
    unit.emit({ kind: "check.changed", draftId: confirmable.draftId });
    if (confirmable.contentHash !== input.contentHash)
      throw badInput([
        { path: "contentHash", message: bilingual("与显示的内容不符", "is not that of the content shown") },
      ]);
    if (confirmable.confirmedAt !== null) return confirmable;
    const { profile } = profileForDraft(context, confirmable.body);
    const { form } = validateDraft(profile, confirmable.body, at).content;
    confirmJointCheck(context.db, confirmable.id, {
      at,
      confirmer: findRole(profile.form, form, "contact") ?? findRole(profile.form, form, "applicant") ?? "",
      signatureHash,
    });
    unit.audit("check.confirmed", confirmable.draftId, { contentHash: confirmable.contentHash, signatureHash });
    return getConfirmable(context, input.id);
  });
  return view(context, row, false);
}

/** The applicant points at a wrong field, and the clerk's form moves there. */
export async function pointAtField(
  context: StationContext,
  input: { id: string; path: string },
): Promise<ApplicantCheck> {
  const row = changeAs(context, APPLICANT, (unit): Shown => {
    const confirmable = getConfirmable(context, input.id);
    const { profile } = profileForDraft(context, confirmable.body);
    const known = profile.form.sections.some((section) =>
      section.fields.some((field) => `form.${section.id}.${field.id}` === input.path),
    );
    if (!known) throw badInput([{ path: "path", message: bilingual("表单没有这一项", "the form has no such field") }]);
    if (confirmable.confirmedAt !== null)
      throw problem(
        "check-confirmed",
        bilingual("这一版已经确认。", "This version is already confirmed."),
        NOTHING_WRITTEN,
        bilingual("还要修改时请告诉经办人。", "Tell the clerk if something must still be changed."),
      );
    setCheckPointed(context.db, confirmable.id, [
      ...confirmable.pointed.filter((path) => path !== input.path),
      input.path,
    ]);
    unit.audit("check.pointed", confirmable.draftId, { path: input.path });
    unit.emit({ kind: "check.changed", draftId: confirmable.draftId });
    return getConfirmable(context, input.id);
  });
  return view(context, row, false);
}
