-- How long everything is kept (db/base/register.py names each column). The indexes are those by which the job finds what
-- is over: it holds the lock of writers for some milliseconds at a time.

-- What stays of detections when their rows go: how many, by day. Nothing personal; kept, so that totals stay true.
CREATE TABLE detection_days (
    server_id INTEGER NOT NULL REFERENCES servers (id),
    pattern   TEXT NOT NULL,
    day       INTEGER NOT NULL,             -- days since 1970, UTC
    tier      TEXT NOT NULL,
    found     INTEGER NOT NULL DEFAULT 0,   -- messages in which an entry was found
    undone    INTEGER NOT NULL DEFAULT 0,   -- how many of them were undone
    ordered   INTEGER NOT NULL DEFAULT 0,   -- messages that a moderator had removed from a case; not among those found
    PRIMARY KEY (server_id, pattern, day, tier)
) STRICT, WITHOUT ROWID;

-- What stays of reports and cases when their rows go. Nothing personal; kept, so that totals stay true.
CREATE TABLE case_days (
    server_id INTEGER NOT NULL REFERENCES servers (id),
    day       INTEGER NOT NULL,             -- days since 1970, UTC
    reports   INTEGER NOT NULL DEFAULT 0,   -- made on this day
    closed    INTEGER NOT NULL DEFAULT 0,   -- cases that were closed on this day
    upheld    INTEGER NOT NULL DEFAULT 0,   -- how many of them were listed, or had their message removed
    PRIMARY KEY (server_id, day)
) STRICT, WITHOUT ROWID;

-- A server that Rowan left: it is as it was, and stands for nothing, until it is emptied or Rowan is let in again.
ALTER TABLE servers ADD COLUMN left_at INTEGER;  -- NULL: Rowan is there, or was never there
CREATE INDEX servers_left ON servers (left_at) WHERE left_at IS NOT NULL;
DROP VIEW IF EXISTS current_stances;
CREATE VIEW current_stances AS
    SELECT s.* FROM stances s
    WHERE s.id = (SELECT max(n.id) FROM stances n WHERE n.entry_id = s.entry_id AND n.server_id = s.server_id)
      AND s.stance <> 'none'
      AND NOT EXISTS (SELECT 1 FROM servers v WHERE v.id = s.server_id AND v.left_at IS NOT NULL);

-- What a server that was left said counts no more, and again when it is back: its shared entries are counted anew.
CREATE TRIGGER servers_left_or_back AFTER UPDATE OF left_at ON servers WHEN (OLD.left_at IS NULL) <> (NEW.left_at IS NULL)
    BEGIN
        INSERT INTO shared_recounts (server_id, counted_to) VALUES (NEW.id, 0) ON CONFLICT (server_id) DO UPDATE SET counted_to = 0;
    END;

-- How much of a closed case is forgotten: 0 nothing; 1 evidence and who reported; 2 whom it named, too.
ALTER TABLE cases ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1, 2));
UPDATE cases SET forgotten = 2 WHERE state = 'closed' AND author_key IS NULL AND author_sealed IS NULL AND claimed_key IS NULL
    AND claimed_by_sealed IS NULL AND note_sealed IS NULL AND evidence_sealed IS NULL
    AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.case_id = cases.id AND r.reporter_key IS NOT NULL);
CREATE INDEX cases_to_forget ON cases (forgotten, closed_at) WHERE closed_at IS NOT NULL;

ALTER TABLE detections ADD COLUMN note_sealed BLOB;  -- why it was dismissed, in a moderator's words; goes with their name
CREATE INDEX detections_authors ON detections (detected_at) WHERE author_sealed IS NOT NULL OR author_key IS NOT NULL;
CREATE INDEX detections_moderators ON detections (settled_at) WHERE settled_by_sealed IS NOT NULL OR note_sealed IS NOT NULL;
CREATE INDEX detections_at ON detections (detected_at);

CREATE INDEX own_entries_removed ON own_entries (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX own_entries_removed_by ON own_entries (removed_at) WHERE removed_at IS NOT NULL AND added_by_sealed IS NOT NULL;
CREATE INDEX own_entries_server ON own_entries (server_id);
CREATE INDEX allows_removed ON allows (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX allows_removed_by ON allows (removed_at) WHERE removed_at IS NOT NULL AND by_sealed IS NOT NULL;
CREATE INDEX allows_server ON allows (server_id);
CREATE INDEX stances_taken_by ON stances (taken_at) WHERE by_sealed IS NOT NULL;
CREATE INDEX stances_review ON stances (review_at);
CREATE INDEX waiting_posts_seen ON waiting_posts (seen_at);

CREATE INDEX alerts_case ON alerts (case_id);
CREATE INDEX relay_messages_server ON relay_messages (server_id);
CREATE INDEX report_drafts_server ON report_drafts (server_id);

CREATE INDEX campaigns_made_by ON campaigns (made_at) WHERE made_by_sealed IS NOT NULL;
CREATE INDEX update_versions_named ON update_versions (drafted_at)
    WHERE state <> 'draft' AND (drafted_by_sealed IS NOT NULL OR drafted_key IS NOT NULL OR settled_by_sealed IS NOT NULL);
CREATE INDEX deliveries_settled_by ON deliveries (made_at) WHERE settled_by_sealed IS NOT NULL;
CREATE INDEX deliveries_server ON deliveries (server_id);
CREATE INDEX follows_ended ON follows (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX follows_of ON follows (server_id);

CREATE INDEX outbox_over ON outbox (kind, due_at) WHERE state IN ('done', 'dropped');
CREATE INDEX outbox_server ON outbox (server_id);

CREATE INDEX audit_named ON audit (at) WHERE actor_sealed IS NOT NULL;
CREATE INDEX audit_at ON audit (at);
-- Up to which moment the audit may be deleted; 0: of every server. The job writes it before it deletes.
CREATE TABLE audit_ends (
    server_id INTEGER PRIMARY KEY,
    until     INTEGER NOT NULL              -- milliseconds since 1970, UTC
) STRICT;

DROP TRIGGER IF EXISTS audit_is_append_only;
DROP TRIGGER IF EXISTS audit_is_never_deleted;
-- Notes of dismissals stood here in clear, and no screen showed them: what was decided stays.
UPDATE audit SET after = CASE
        WHEN after LIKE 'dismissed no_violation %' THEN 'dismissed no_violation'
        WHEN after LIKE 'dismissed duplicate %' THEN 'dismissed duplicate'
        WHEN after LIKE 'dismissed not_enough_information %' THEN 'dismissed not_enough_information'
        WHEN after LIKE 'dismissed news_or_counter_speech %' THEN 'dismissed news_or_counter_speech'
        ELSE after END
    WHERE action = 'detection-dismissed';
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit
    WHEN NEW.actor_sealed IS NOT NULL OR OLD.id <> NEW.id OR OLD.server_id <> NEW.server_id
      OR OLD.action <> NEW.action OR OLD.subject <> NEW.subject
      OR OLD.before <> NEW.before OR OLD.after <> NEW.after OR OLD.at <> NEW.at
    BEGIN SELECT RAISE(ABORT, 'audit is append-only; only its actor can be erased'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
    WHEN NOT EXISTS (SELECT 1 FROM audit_ends e WHERE e.server_id IN (0, OLD.server_id) AND OLD.at <= e.until)
    BEGIN SELECT RAISE(ABORT, 'audit is append-only until its time is over'); END;
