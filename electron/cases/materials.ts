import { bilingual } from "#shared/lib/bilingual.ts";
import type { MaterialsView } from "#shared/contract/materials.ts";
import { recordMaterials as nextRegister, type MaterialEntry } from "#shared/profile/materials.ts";
import { badInput, type FieldProblem } from "#shared/lib/problem.ts";
import { listAttachments } from "#station/db/attachments.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { findMaterials, insertMaterials } from "#station/db/materials.ts";
import { findOperator } from "#station/db/operators.ts";
import { getApplicationRow, profileOf } from "#station/records/application.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { recordStep, refuseIfChanged } from "#station/records/record-step.ts";

function view(context: StationContext, row: ApplicationRow): MaterialsView {
  const last = findMaterials(context.db, row.id);
  return {
    applicationId: row.id,
    version: row.version,
    materials: last?.materials ?? [],
    recorded:
      last === null ? null : { at: last.at, by: findOperator(context.db, last.operatorId)?.name ?? last.operatorId },
    // A record from before profiles could list materials has no list in its rules.
    listed: profileOf(context, row).materials ?? [],
  };
}

/** The materials register of an application as it stands. */
export const getMaterials = (context: StationContext, applicationId: string): MaterialsView =>
  view(context, getApplicationRow(context, applicationId));

function problemsOf(context: StationContext, applicationId: string, entries: MaterialEntry[]): FieldProblem[] {
  const kept = new Set(listAttachments(context.db, applicationId).map((file) => file.hash));
  return entries.flatMap((entry, i) => [
    ...(entries.findIndex((other) => other.id === entry.id) < i
      ? [{ path: `materials[${i}].id`, message: bilingual(`材料重复：${entry.name}`, `listed twice: ${entry.name}`) }]
      : []),
    ...entry.files
      .filter((hash) => !kept.has(hash))
      .map(() => ({
        path: `materials[${i}].files`,
        message: bilingual(
          `${entry.name}：所附文件没有保存在这份申请中`,
          `${entry.name}: an attached file is not kept with this application`,
        ),
      })),
  ]);
}

/**
 * Stores the register as a new version: list, next version, audit entry and outbox entry are one transaction. No item is
 * mandatory.
 */
export function recordMaterials(
  context: StationContext,
  actor: Actor,
  input: { applicationId: string; shownVersion: number; materials: MaterialEntry[] },
): MaterialsView {
  const row = change(context, actor, (unit): ApplicationRow => {
    const { at } = unit;
    const before = getApplicationRow(context, input.applicationId);
    refuseIfChanged(before, input.shownVersion);
    const problems = problemsOf(context, before.id, input.materials);
    if (problems.length > 0) throw badInput(problems);
    const materials = nextRegister(findMaterials(context.db, before.id)?.materials ?? [], input.materials, {
      at,
      operatorId: actor.operator.id,
      by: actor.operator.name,
    });
    const seen = materials.filter((material) => material.seen !== null).length;
    const next = recordStep(unit, before, {
      kind: "materials.recorded",
      payload: { materials },
      audit: { count: materials.length, originalsSeen: seen, files: materials.flatMap((material) => material.files) },
    });
    insertMaterials(context.db, {
      applicationId: before.id,
      version: next.version,
      at,
      operatorId: actor.operator.id,
      materials,
    });
    return next;
  });
  return view(context, row);
}
