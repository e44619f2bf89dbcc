/**
 * Callbacks (回访) and every try to make them; a callback is open until the applicant was reached or refused, and a
 * try is never changed.
 */
export const callbacks = `
CREATE TABLE callbacks (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  rule TEXT NOT NULL,
  caused_by INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  due_on TEXT,
  latest_on TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'reached', 'refused')),
  closed_at TEXT,
  UNIQUE (application_id, rule),
  CHECK ((state = 'open') = (closed_at IS NULL))
) STRICT;
CREATE INDEX callbacks_open_by_due ON callbacks (due_on) WHERE state = 'open';
CREATE TRIGGER callbacks_close_once BEFORE UPDATE ON callbacks WHEN OLD.state <> 'open'
  OR NEW.application_id <> OLD.application_id OR NEW.rule <> OLD.rule OR NEW.caused_by <> OLD.caused_by
  OR NEW.made_at <> OLD.made_at OR NEW.latest_on IS NOT OLD.latest_on
BEGIN SELECT RAISE(ABORT, 'a callback is closed once and otherwise only dated'); END;
CREATE TRIGGER callbacks_are_kept BEFORE DELETE ON callbacks BEGIN SELECT RAISE(ABORT, 'callbacks are never removed'); END;
CREATE TABLE callback_attempts (
  callback_id TEXT NOT NULL REFERENCES callbacks (id),
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  station_id TEXT NOT NULL REFERENCES stations (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('reached', 'not-reached', 'refused')),
  answers_sealed TEXT NOT NULL,
  note_sealed TEXT NOT NULL,
  PRIMARY KEY (callback_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER callback_attempts_stand BEFORE UPDATE ON callback_attempts BEGIN SELECT RAISE(ABORT, 'a try is never changed'); END;
CREATE TRIGGER callback_attempts_are_kept BEFORE DELETE ON callback_attempts BEGIN SELECT RAISE(ABORT, 'tries are never removed'); END;
`;
