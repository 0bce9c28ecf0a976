-- What a decision about a case brought, so that its undo takes back just that.
ALTER TABLE cases ADD COLUMN related_case_id BIGINT;   -- the case from which it was closed together with others
ALTER TABLE cases ADD COLUMN stance_id BIGINT;         -- what its listing said on the shared list
ALTER TABLE cases ADD COLUMN removal_undone_at BIGINT; -- when the removal of its message was taken back
ALTER TABLE cases ADD COLUMN reopened_at BIGINT;       -- when how it had been closed was undone
ALTER TABLE cases ADD COLUMN given_by_key BYTEA;         -- who handed it to its holder, and may take it back
CREATE INDEX cases_related ON cases (related_case_id) WHERE related_case_id IS NOT NULL;
