import { findOperator } from "#station/db/operators.ts";
import type { Actor, Hall } from "./hall.ts";

/** The operator in whose name the command line acts: the one on duty at this station. */
export function operatorAt(hall: Hall): Actor {
  const station = hall.station();
  const operator = findOperator(hall.db, station.kioskDutyOperatorId);
  if (operator === null) throw new Error("the station's duty operator is missing");
  return { operator, station };
}
