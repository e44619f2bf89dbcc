import { isClockDoubted } from "#shared/case/clock-warning.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { GROUND_NAMES, type ReceptionKind } from "#shared/case/reception.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import type { DocumentData, Marker } from "#templates/documents/document-data.ts";
import { findOperator } from "#station/db/operators.ts";
import { findReception, type ReceptionRow } from "#station/db/receptions.ts";
import { profileOf } from "#station/records/application.ts";
import { validateDraft } from "#station/records/validate-draft.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { hallName, isTraining } from "#station/core/station-settings.ts";

/** The document of each kind of reception. */
export const RECEPTION_DOCUMENTS: Record<ReceptionKind, DocumentKind> = {
  received: "received-notice",
  refused: "refusal-notice",
};

/** The reception with this id or document number; throws if there is none. */
export function getReceptionRow(context: StationContext, idOrNumber: string): ReceptionRow {
  const row = findReception(context.db, idOrNumber);
  if (row !== null) return row;
  throw problem(
    "reception-not-found",
    bilingual("没有找到这份收件或不予受理记录。", "No such record of a visit received or refused."),
    DATA_IS_SAFE,
    bilingual("请核对编号。", "Check the number."),
  );
}

const NO_DOCUMENTS = "仅登记申请表所填内容，未收纸质材料";

/**
 * What the document of a reception prints: what was received or why it was refused, by whom, under which rules.
 * Invalid fields of the draft stay blank.
 */
export function dataOfReception(context: StationContext, row: ReceptionRow, marker: Marker): DocumentData {
  const profile = profileOf(context, { profileHash: row.profileHash, content: row.content.body });
  const { content } = row;
  const read = validateDraft(profile, content.body, row.at);
  const operator = findOperator(context.db, row.operatorId);
  const ground = content.ground === null || content.ground === "other" ? "" : `${GROUND_NAMES[content.ground].zh}：`;
  return {
    profile,
    number: null,
    recordId: row.number,
    version: 1,
    hash: row.hash,
    marker,
    exercise: isTraining(context),
    form: read.content.form,
    utilities: read.content.utilities,
    routes: [],
    deadlines: [],
    dutyHolder:
      operator === null ? null : { name: operator.name, phone: operator.phone, organisation: operator.organisation },
    lead: null,
    hall: hallName(context),
    window: context.station().name,
    acceptedAt: null,
    isClockDoubted: isClockDoubted(content.warnings ?? []),
    madeAt: row.at,
    letter: null,
    approval: null,
    notice: {
      number: row.number,
      items: row.kind === "received" && content.items.length === 0 ? [NO_DOCUMENTS] : content.items,
      reason: `${ground}${content.reason}`,
      dueOn: null,
      at: row.at,
      goTo: content.goTo,
    },
  };
}
