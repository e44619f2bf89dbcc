import { bilingual } from "#shared/lib/bilingual.ts";
import type { AmbiguityLine } from "#shared/contract/rules.ts";
import { badInput } from "#shared/lib/problem.ts";
import { findOperator } from "#station/db/operators.ts";
import { insertInterpretation, listInterpretations } from "#station/db/interpretations.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";

/** The open questions of a profile, each with the interpretation in force and who recorded it. */
export function listAmbiguities(context: StationContext, profileId: string): AmbiguityLine[] {
  const { profile } = context.profiles.get(profileId);
  const recorded = listInterpretations(context.db, profileId);
  return profile.ambiguities.map((ambiguity) => {
    const last = recorded.findLast((row) => row.ambiguity === ambiguity.id);
    return {
      profileId,
      id: ambiguity.id,
      question: ambiguity.question,
      interpretations: ambiguity.readings,
      inForce: last?.interpretation ?? ambiguity.default,
      default: ambiguity.default,
      recordedBy: last ? (findOperator(context.db, last.operatorId)?.name ?? last.operatorId) : null,
      recordedAt: last?.at ?? null,
      quote: ambiguity.quote,
      clause: ambiguity.clause,
    };
  });
}

/** Records a supervisor's interpretation. It applies to later decisions, never to earlier ones. */
export function recordInterpretation(
  context: StationContext,
  actor: Actor,
  input: { profileId: string; ambiguity: string; interpretation: string; note: string },
): AmbiguityLine[] {
  const ambiguity = context.profiles
    .get(input.profileId)
    .profile.ambiguities.find((each) => each.id === input.ambiguity);
  if (!ambiguity?.readings.some(({ id }) => id === input.interpretation)) {
    throw badInput([
      {
        path: "interpretation",
        message: bilingual(
          `没有这个解释：${input.ambiguity}=${input.interpretation}`,
          `No such reading: ${input.ambiguity}=${input.interpretation}`,
        ),
      },
    ]);
  }
  change(context, actor, (unit) => {
    insertInterpretation(context.db, { ...input, operatorId: actor.operator.id, at: unit.at });
    const { ambiguity: id, interpretation } = input;
    unit.audit("reading.recorded", input.profileId, { ambiguity: id, reading: interpretation });
  });
  return listAmbiguities(context, input.profileId);
}
