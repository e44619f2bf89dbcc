import { z } from "zod";
import type { CallbackOutcome } from "#shared/case/callback.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

const Answers = z.array(z.looseObject({ question: z.string(), text: z.string() }));
/** What was answered, question by question. */
type Answers = { question: string; text: string }[];
const answers = jsonColumn<Answers>("callback_attempts.answers_sealed", Answers);

/** One try to reach an applicant; what was answered and noted may name people, so it is sealed. */
export type AttemptRow = {
  callbackId: string;
  seq: number;
  at: Instant;
  operatorId: string;
  stationId: string;
  outcome: CallbackOutcome;
  answers: Answers;
  note: string;
};

type Row = {
  callback_id: string;
  seq: number;
  at: string;
  operator_id: string;
  station_id: string;
  outcome: CallbackOutcome;
  answers_sealed: Sealed;
  note_sealed: Sealed;
};

/** Adds a try; tries are never changed or removed. */
export function insertAttempt(db: Db, row: AttemptRow): void {
  prepared(
    db,
    `INSERT INTO callback_attempts (callback_id, seq, at, operator_id, station_id, outcome,
       answers_sealed, note_sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.callbackId,
    row.seq,
    row.at,
    row.operatorId,
    row.stationId,
    row.outcome,
    seal(answers.write(row.answers)),
    seal(row.note),
  );
}

/** The tries of a callback, the oldest first. */
export function listAttempts(db: Db, callbackId: string): AttemptRow[] {
  return prepared<[string], Row>(db, "SELECT * FROM callback_attempts WHERE callback_id = ? ORDER BY seq")
    .all(callbackId)
    .map((row) => ({
      callbackId: row.callback_id,
      seq: row.seq,
      at: row.at,
      operatorId: row.operator_id,
      stationId: row.station_id,
      outcome: row.outcome,
      answers: answers.read(unseal(row.answers_sealed), `${row.callback_id}/${row.seq}`),
      note: unseal(row.note_sealed),
    }));
}
