-- Files of a reported message: what they are called, how large they are, their hash; never the files.
CREATE TABLE case_files (
    case_id       BIGINT NOT NULL REFERENCES cases (id),
    file_id       BIGINT NOT NULL,         -- Discord's
    position      BIGINT NOT NULL,
    sealed        BYTEA NOT NULL,            -- name and size
    url_sealed    BYTEA,                     -- where Discord has it; emptied once it is read no more
    sha256_sealed BYTEA,
    state         TEXT COLLATE "C" NOT NULL CHECK (state IN ('due', 'hashed', 'gone', 'large', 'skipped')),
    attempts      BIGINT NOT NULL DEFAULT 0,
    due_at        BIGINT,
    PRIMARY KEY (case_id, file_id)
);
CREATE INDEX case_files_due ON case_files (due_at) WHERE state = 'due';

-- They are a part of the evidence: whatever empties it, retention or an erasure, takes them along.
CREATE FUNCTION case_files_go_with_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM case_files WHERE case_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER case_files_go_with_evidence AFTER UPDATE OF evidence_sealed ON cases FOR EACH ROW
    WHEN (OLD.evidence_sealed IS NOT NULL AND NEW.evidence_sealed IS NULL) EXECUTE FUNCTION case_files_go_with_evidence();

-- Cases that only managers may be left to decide: those about a message by somebody who moderates.
ALTER TABLE cases ADD COLUMN managers_at BIGINT;      -- when it was looked at whether managers must be told
ALTER TABLE cases ADD COLUMN managers_case_id BIGINT; -- the case whose message tells of this one
CREATE INDEX cases_for_managers ON cases (opened_at)
    WHERE state = 'open' AND author_is_member = 1 AND quiet = 0 AND managers_at IS NULL;
CREATE INDEX cases_looked_at ON cases (server_id, author_key, managers_at) WHERE managers_at IS NOT NULL;
CREATE INDEX cases_managers ON cases (managers_case_id) WHERE managers_case_id IS NOT NULL;

-- Cases without a card.
CREATE INDEX cases_quiet ON cases (server_id, opened_at) WHERE quiet = 1 AND state <> 'closed';
