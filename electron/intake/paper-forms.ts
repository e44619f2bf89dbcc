import { readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { CallOutput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { PaperFormsView } from "#shared/contract/paper-forms.ts";
import { badInput } from "#shared/lib/problem.ts";
import { localDateOf, type Instant } from "#shared/time/instant.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { countPaperForms, insertPaperForm, listPaperForms, markPaperSpoiled } from "#station/db/paper-forms.ts";
import { keepProfileSnapshot } from "#station/db/profile-snapshots.ts";
import { findSetting } from "#station/db/settings.ts";
import { zipChunks } from "#station/lib/zip.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { nextNumber } from "#station/core/next-number.ts";
import { change } from "#station/core/unit-of-work.ts";
import { hallName } from "#station/core/station-settings.ts";
import type { LoadedProfile } from "#station/core/loaded-profiles.ts";
import { isTraining } from "#station/core/station-settings.ts";

/** One form, ready to print. */
export type DrawnForm = { number: string; name: string; bytes: Buffer };

const MAX_LISTED = 200;

/** Registers unused forms. Their numbers are the station's prefix and `P`, a serial and a check character. */
function registerForms(
  context: StationContext,
  actor: Actor,
  loaded: LoadedProfile,
  count: number,
): { numbers: string[]; at: Instant } {
  return change(context, actor, (unit) => {
    const { at } = unit;
    keepProfileSnapshot(context.db, {
      hash: loaded.hash,
      profileId: loaded.profile.id,
      version: loaded.profile.version,
      body: loaded.body,
    });
    const numbers = Array.from({ length: count }, () => nextNumber(unit, "P"));
    numbers.forEach((number) =>
      insertPaperForm(context.db, {
        number,
        profileId: loaded.profile.id,
        profileHash: loaded.hash,
        stationId: actor.station.id,
        printedAt: at,
        printedBy: actor.operator.id,
      }),
    );
    unit.audit("paperForm.printed", loaded.profile.id, { count, first: numbers[0], last: numbers.at(-1) });
    return { numbers, at };
  });
}

const blankForm = (context: StationContext, loaded: LoadedProfile, number: string, at: Instant): DocumentData => ({
  profile: loaded.profile,
  number,
  recordId: number,
  version: 0,
  hash: loaded.hash,
  marker: "outage",
  exercise: isTraining(context),
  form: {},
  utilities: [],
  routes: [],
  deadlines: [],
  dutyHolder: null,
  lead: null,
  hall: hallName(context),
  window: context.station().name,
  acceptedAt: null,
  madeAt: at,
  letter: null,
  approval: null,
  notice: null,
});

/** Registers and draws numbered blank forms for an outage. The numbers are stored before anything is printed. */
export async function printPaperForms(
  context: StationContext,
  actor: Actor,
  profileId: string,
  count: number,
): Promise<DrawnForm[]> {
  const loaded = context.profiles.get(profileId);
  const { numbers, at } = registerForms(context, actor, loaded, count);
  const drawn: DrawnForm[] = [];
  for (const number of numbers) {
    const { bytes } = await renderDocument(blankForm(context, loaded, number, at), "unified-form");
    drawn.push({ number, name: `paper-form-${number}.pdf`, bytes });
  }
  return drawn;
}

/** Draws forms under the hall's own locality, as one ZIP for the page. */
export async function printPaperZip(
  context: StationContext,
  actor: Actor,
  count: number,
): Promise<CallOutput<Calls["paperForm.print"]>> {
  const forms = await printPaperForms(context, actor, findSetting(context.db, "hall.profile") ?? "", count);
  const bytes = Buffer.concat([...zipChunks(forms.map(({ name, bytes: pdf }) => ({ name, chunks: [pdf] })))]);
  return {
    fileName: `paper-forms-${localDateOf(context.now())}.zip`,
    mime: "application/zip",
    base64: bytes.toString("base64"),
    numbers: forms.map(({ number }) => number),
  };
}

/** The paper forms of this station. */
export const viewPaperForms = (context: StationContext): PaperFormsView => ({
  counts: countPaperForms(context.db),
  unused: listPaperForms(context.db, "unused", MAX_LISTED).map(({ number, profileId, state, printedAt, why }) => ({
    number,
    profileId,
    state,
    printedAt,
    why,
  })),
});

/** Marks an unused form as spoiled (作废) with a reason. Refuses a used or unknown one. */
export function spoilPaperForm(context: StationContext, actor: Actor, text: string, why: string): PaperFormsView {
  const read = readAcceptanceNumber(text);
  change(context, actor, (unit) => {
    if (!read.ok || !markPaperSpoiled(context.db, read.number, why, unit.at)) {
      throw badInput([
        {
          path: "number",
          message: bilingual("没有这张未用的纸质单，请核对编号", "no unused form has this number; compare it"),
        },
      ]);
    }
    unit.audit("paperForm.spoiled", read.number, {});
  });
  return viewPaperForms(context);
}
