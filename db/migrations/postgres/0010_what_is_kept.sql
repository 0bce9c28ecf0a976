-- How long everything is kept (db/base/register.py names each column). The indexes are those by which the job finds what
-- is over: it holds the lock of writers for some milliseconds at a time.

-- What stays of detections when their rows go: how many, by day. Nothing personal; kept, so that totals stay true.
CREATE TABLE detection_days (
    server_id BIGINT NOT NULL REFERENCES servers (id),
    pattern   TEXT COLLATE "C" NOT NULL,
    day       BIGINT NOT NULL,             -- days since 1970, UTC
    tier      TEXT COLLATE "C" NOT NULL,
    found     BIGINT NOT NULL DEFAULT 0,   -- messages in which an entry was found
    undone    BIGINT NOT NULL DEFAULT 0,   -- how many of them were undone
    ordered   BIGINT NOT NULL DEFAULT 0,   -- messages that a moderator had removed from a case; not among those found
    PRIMARY KEY (server_id, pattern, day, tier)
);

-- What stays of reports and cases when their rows go. Nothing personal; kept, so that totals stay true.
CREATE TABLE case_days (
    server_id BIGINT NOT NULL REFERENCES servers (id),
    day       BIGINT NOT NULL,             -- days since 1970, UTC
    reports   BIGINT NOT NULL DEFAULT 0,   -- made on this day
    closed    BIGINT NOT NULL DEFAULT 0,   -- cases that were closed on this day
    upheld    BIGINT NOT NULL DEFAULT 0,   -- how many of them were listed, or had their message removed
    PRIMARY KEY (server_id, day)
);

-- A server that Rowan left: it is as it was, and stands for nothing, until it is emptied or Rowan is let in again.
ALTER TABLE servers ADD COLUMN left_at BIGINT;  -- NULL: Rowan is there, or was never there
CREATE INDEX servers_left ON servers (left_at) WHERE left_at IS NOT NULL;
DROP VIEW IF EXISTS current_stances;
CREATE VIEW current_stances AS
    SELECT s.* FROM stances s
    WHERE s.id = (SELECT max(n.id) FROM stances n WHERE n.entry_id = s.entry_id AND n.server_id = s.server_id)
      AND s.stance <> 'none'
      AND NOT EXISTS (SELECT 1 FROM servers v WHERE v.id = s.server_id AND v.left_at IS NOT NULL);

-- What a server that was left said counts no more, and again when it is back: its shared entries are counted anew.
CREATE FUNCTION servers_left_or_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shared_recounts (server_id, counted_to) VALUES (NEW.id, 0) ON CONFLICT (server_id) DO UPDATE SET counted_to = 0;
    RETURN NULL;
END $$;
CREATE TRIGGER servers_left_or_back AFTER UPDATE OF left_at ON servers FOR EACH ROW
    WHEN ((OLD.left_at IS NULL) <> (NEW.left_at IS NULL)) EXECUTE FUNCTION servers_left_or_back();

-- How much of a closed case is forgotten: 0 nothing; 1 evidence and who reported; 2 whom it named, too.
ALTER TABLE cases ADD COLUMN forgotten BIGINT NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1, 2));
CREATE INDEX cases_to_forget ON cases (forgotten, closed_at) WHERE closed_at IS NOT NULL;

ALTER TABLE detections ADD COLUMN note_sealed BYTEA;  -- why it was dismissed, in a moderator's words; goes with their name
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
    server_id BIGINT PRIMARY KEY,
    until     BIGINT NOT NULL              -- milliseconds since 1970, UTC
);

DROP TRIGGER audit_is_append_only ON audit;
DROP FUNCTION audit_is_append_only();
DROP TRIGGER audit_is_never_deleted ON audit;
DROP FUNCTION audit_is_never_deleted();
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'audit is append-only; only its actor can be erased', ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit FOR EACH ROW
    WHEN (NEW.actor_sealed IS NOT NULL OR OLD.id <> NEW.id OR OLD.server_id <> NEW.server_id OR OLD.action <> NEW.action OR OLD.subject <> NEW.subject OR OLD.before <> NEW.before OR OLD.after <> NEW.after OR OLD.at <> NEW.at) EXECUTE FUNCTION audit_is_append_only();
CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM audit_ends e WHERE e.server_id IN (0, OLD.server_id) AND OLD.at <= e.until) THEN
        RAISE EXCEPTION USING MESSAGE = 'audit is append-only until its time is over', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_kept();
