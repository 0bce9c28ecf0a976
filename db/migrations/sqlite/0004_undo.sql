-- What a decision about a case brought, so that its undo takes back just that.
ALTER TABLE cases ADD COLUMN related_case_id INTEGER;   -- the case from which it was closed together with others
ALTER TABLE cases ADD COLUMN stance_id INTEGER;         -- what its listing said on the shared list
ALTER TABLE cases ADD COLUMN removal_undone_at INTEGER; -- when the removal of its message was taken back
ALTER TABLE cases ADD COLUMN reopened_at INTEGER;       -- when how it had been closed was undone
ALTER TABLE cases ADD COLUMN given_by_key BLOB;         -- who handed it to its holder, and may take it back
CREATE INDEX cases_related ON cases (related_case_id) WHERE related_case_id IS NOT NULL;

-- A listing and what it shared were one transaction, with one time.
UPDATE cases SET stance_id = (
    SELECT s.id FROM stances s JOIN shared_entries e ON e.id = s.entry_id
    WHERE e.pattern = cases.outcome_pattern AND s.server_id = cases.server_id AND s.taken_at = cases.closed_at
      AND s.stance = 'confirm'
) WHERE outcome = 'listed';

-- A direct message that was delivered is done, though nobody keeps where it stands: it is never sent again.
UPDATE outbox SET state = 'done' WHERE state = 'dropped' AND last_error = 'delivered';
