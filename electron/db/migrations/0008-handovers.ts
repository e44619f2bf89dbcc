/**
 * Offers of duty from one person to another (移交); an application has at most one open, and a closed one is never
 * changed.
 */
export const handovers = `
CREATE TABLE handovers (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  from_operator_id TEXT NOT NULL REFERENCES operators (id),
  to_operator_id TEXT NOT NULL REFERENCES operators (id),
  offered_by TEXT NOT NULL REFERENCES operators (id),
  note_sealed TEXT NOT NULL,
  offered_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  due_basis TEXT NOT NULL CHECK (due_basis IN ('counter-minutes', 'plain-hours')),
  state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'withdrawn', 'returned')),
  closed_at TEXT,
  answer_sealed TEXT,
  CHECK ((state = 'offered') = (closed_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX handovers_one_open ON handovers (application_id) WHERE state = 'offered';
CREATE INDEX handovers_open_by_due ON handovers (due_at) WHERE state = 'offered';
CREATE INDEX handovers_by_application ON handovers (application_id, closed_at);
CREATE INDEX handovers_by_closing ON handovers (closed_at);
CREATE TRIGGER handovers_close_once BEFORE UPDATE ON handovers WHEN OLD.state <> 'offered'
  OR NEW.application_id <> OLD.application_id OR NEW.from_operator_id <> OLD.from_operator_id
  OR NEW.to_operator_id <> OLD.to_operator_id OR NEW.due_at <> OLD.due_at
BEGIN SELECT RAISE(ABORT, 'an offer is closed once and otherwise kept as it is'); END;
CREATE TRIGGER handovers_are_kept BEFORE DELETE ON handovers BEGIN SELECT RAISE(ABORT, 'offers are never removed'); END;
`;
