-- Times are milliseconds since 1970 (UTC). Ids of servers, channels, messages, roles are Discord's.
-- Columns named *_sealed hold personal data (db/vault.py); *_key columns are keyed hashes for look-ups.

CREATE TABLE secret_in_use (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    key_id BLOB NOT NULL
) STRICT;

-- Ids are given here, so that a row knows its own id before it is sealed, and none is given twice.
CREATE TABLE ids (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
    name       TEXT PRIMARY KEY,
    holder     TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE servers (
    id                  INTEGER PRIMARY KEY,
    pseudonym           TEXT NOT NULL UNIQUE,
    list_name           TEXT,
    language            TEXT NOT NULL DEFAULT 'en',
    review_channel_id   INTEGER,
    moderator_role_id   INTEGER,
    alert_role_id       INTEGER,
    campaign_channel_id INTEGER,
    second_approval     INTEGER NOT NULL DEFAULT 0,
    digest              INTEGER NOT NULL DEFAULT 0,  -- 1: open work is told of once a week
    digested_at         INTEGER,
    preset              TEXT NOT NULL DEFAULT 'gentle',
    set_up_at           INTEGER,
    set_up_by_sealed    BLOB,
    review_problem      TEXT,               -- why cards wait; NULL while the review channel is fine
    trust_group         TEXT,               -- NULL: not trusted
    banned_at           INTEGER
) STRICT;

CREATE TABLE policy_rules (
    server_id INTEGER NOT NULL REFERENCES servers (id),
    tier      TEXT NOT NULL,
    category  TEXT NOT NULL,                -- '' for every category
    action    TEXT NOT NULL,
    PRIMARY KEY (server_id, tier, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_channels (
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    channel_id INTEGER NOT NULL,
    mode       TEXT NOT NULL,
    PRIMARY KEY (server_id, channel_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_exempt_roles (
    server_id INTEGER NOT NULL REFERENCES servers (id),
    role_id   INTEGER NOT NULL,
    PRIMARY KEY (server_id, role_id)
) STRICT, WITHOUT ROWID;

-- Lists ----------------------------------------------------------------------------------------------

-- Every change to a list, in the order it happened. Each process keeps the last revision that it has applied.
CREATE TABLE list_changes (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    key      TEXT NOT NULL                  -- the pattern's key; the index learns it, the store is asked on a hit
) STRICT;

CREATE TABLE own_entries (
    id              INTEGER PRIMARY KEY,    -- from ids
    server_id       INTEGER NOT NULL REFERENCES servers (id),
    pattern         TEXT NOT NULL,
    kind            TEXT NOT NULL,
    key             TEXT NOT NULL,
    category        TEXT NOT NULL,
    note            TEXT NOT NULL DEFAULT '',
    case_id         INTEGER,
    added_by_sealed BLOB,
    added_at        INTEGER NOT NULL,
    removed_at      INTEGER
) STRICT;
CREATE UNIQUE INDEX own_entries_standing ON own_entries (server_id, pattern) WHERE removed_at IS NULL;
CREATE INDEX own_entries_key ON own_entries (key, server_id) WHERE removed_at IS NULL;

CREATE TABLE allows (
    id         INTEGER PRIMARY KEY,         -- from ids
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    pattern    TEXT NOT NULL,
    kind       TEXT NOT NULL,
    key        TEXT NOT NULL,
    reason     TEXT NOT NULL DEFAULT '',
    by_sealed  BLOB,
    added_at   INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX allows_standing ON allows (server_id, pattern) WHERE removed_at IS NULL;
CREATE INDEX allows_key ON allows (key, server_id) WHERE removed_at IS NULL;

CREATE TABLE shared_entries (
    id          INTEGER PRIMARY KEY,        -- from ids
    pattern     TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    key         TEXT NOT NULL,
    category    TEXT NOT NULL,
    note        TEXT NOT NULL DEFAULT '',
    proposed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX shared_entries_key ON shared_entries (key);

-- Append-only: the newest row of a server is its stance; 'none' takes an earlier one back.
CREATE TABLE stances (
    id        INTEGER PRIMARY KEY,          -- from ids
    entry_id  INTEGER NOT NULL REFERENCES shared_entries (id),
    server_id INTEGER NOT NULL REFERENCES servers (id),
    stance    TEXT NOT NULL CHECK (stance IN ('confirm', 'dispute', 'none')),
    reason    TEXT NOT NULL DEFAULT '',
    by_sealed BLOB,
    taken_at  INTEGER NOT NULL,
    review_at INTEGER NOT NULL
) STRICT;
CREATE INDEX stances_entry ON stances (entry_id, server_id, id);
CREATE INDEX stances_server ON stances (server_id);
CREATE VIEW current_stances AS
    SELECT s.* FROM stances s
    WHERE s.id = (SELECT max(n.id) FROM stances n WHERE n.entry_id = s.entry_id AND n.server_id = s.server_id)
      AND s.stance <> 'none';

-- Detections -----------------------------------------------------------------------------------------

CREATE TABLE detections (
    id              INTEGER PRIMARY KEY,    -- none is deleted, so none is given twice
    server_id       INTEGER NOT NULL REFERENCES servers (id),
    channel_id      INTEGER NOT NULL,
    message_id      INTEGER NOT NULL,       -- for a thread's name: the thread's id
    place           TEXT NOT NULL CHECK (place IN ('message', 'thread')),
    text_key        BLOB NOT NULL,          -- one detection per message and scanned text
    author_sealed   BLOB,                   -- id and name; NULL: not known (a webhook has no member)
    author_key      BLOB,
    author_is_member INTEGER NOT NULL DEFAULT 0,  -- the author is a member whom Discord can time out
    pattern         TEXT NOT NULL,          -- '' where a moderator removed a message without an entry
    tier            TEXT NOT NULL,
    category        TEXT NOT NULL,
    source          TEXT NOT NULL,
    rule            TEXT NOT NULL,          -- which line of the policy decided; 'case', 'moderator': a person did
    link            TEXT NOT NULL,
    how             TEXT NOT NULL,          -- disguises, separated by spaces
    action          TEXT NOT NULL,
    outcome         TEXT NOT NULL,          -- pending, removed, gone, forbidden, failed, review, logged
    timeout         TEXT NOT NULL DEFAULT '',  -- '', set, forbidden, failed, lifted, stays
    timeout_until   INTEGER,
    settled         TEXT NOT NULL DEFAULT '',  -- what a moderator did: '', undone, deleted, listed, dismissed
    settled_reason  TEXT NOT NULL DEFAULT '',
    returned        TEXT NOT NULL DEFAULT '',  -- the text after undo: '', sent, closed, lost
    attempts        INTEGER NOT NULL DEFAULT 0,
    due_at          INTEGER,                -- when a removal that did not happen yet is tried
    taken_by        TEXT,                   -- the process that is at it; free again when its lease ends
    text_sealed     BLOB,
    text_until      INTEGER,                -- the text is kept so long (rule 4)
    case_id         INTEGER,                -- the case from which a moderator removed the message
    detected_at     INTEGER NOT NULL,
    settled_at      INTEGER,
    settled_by_sealed BLOB,                 -- id and name of who undid, deleted, listed or dismissed
    UNIQUE (message_id, text_key)
) STRICT;
CREATE INDEX detections_due ON detections (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX detections_server ON detections (server_id, detected_at);
CREATE INDEX detections_text ON detections (text_until) WHERE text_until IS NOT NULL;

-- Until when some process was connected to Discord. Times in which none was are gaps: what was posted in one is
-- checked afterwards.
CREATE TABLE listened (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    until INTEGER NOT NULL
) STRICT;
CREATE TABLE gaps (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    since    INTEGER NOT NULL,
    until    INTEGER NOT NULL,
    taken_by TEXT,                          -- the process that is at it; free again when its lease ends
    done_at  INTEGER
) STRICT;
CREATE INDEX gaps_open ON gaps (id) WHERE done_at IS NULL;

-- Which servers' settings or policies changed, in order; each process forgets what it remembered of them.
CREATE TABLE server_changes (
    revision  INTEGER PRIMARY KEY AUTOINCREMENT,
    server_id INTEGER NOT NULL
) STRICT;
CREATE INDEX server_changes_server ON server_changes (server_id);
-- Not a REPLACE: the conflict clause of the statement that fires a trigger would override it.
CREATE TRIGGER servers_changed AFTER UPDATE ON servers
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.id; INSERT INTO server_changes (server_id) VALUES (NEW.id); END;
CREATE TRIGGER policy_rules_added AFTER INSERT ON policy_rules
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_rules_changed AFTER UPDATE ON policy_rules
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_rules_removed AFTER DELETE ON policy_rules
    BEGIN DELETE FROM server_changes WHERE server_id = OLD.server_id; INSERT INTO server_changes (server_id) VALUES (OLD.server_id); END;
CREATE TRIGGER policy_channels_added AFTER INSERT ON policy_channels
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_channels_changed AFTER UPDATE ON policy_channels
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_channels_removed AFTER DELETE ON policy_channels
    BEGIN DELETE FROM server_changes WHERE server_id = OLD.server_id; INSERT INTO server_changes (server_id) VALUES (OLD.server_id); END;
CREATE TRIGGER policy_exempt_roles_added AFTER INSERT ON policy_exempt_roles
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_exempt_roles_removed AFTER DELETE ON policy_exempt_roles
    BEGIN DELETE FROM server_changes WHERE server_id = OLD.server_id; INSERT INTO server_changes (server_id) VALUES (OLD.server_id); END;

-- Reports --------------------------------------------------------------------------------------------

CREATE TABLE report_drafts (
    token      TEXT PRIMARY KEY,            -- in the form's custom id
    server_id  INTEGER NOT NULL,
    sealed     BLOB,                        -- what the menu click delivered; emptied when the form arrives
    report_case_id INTEGER,                 -- what a form that arrived twice is answered with
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX report_drafts_expiry ON report_drafts (expires_at);

CREATE TABLE cases (
    id              INTEGER PRIMARY KEY,    -- from ids
    server_id       INTEGER NOT NULL REFERENCES servers (id),
    channel_id      INTEGER,                -- where the message is; NULL for a link alone
    message_id      INTEGER,
    author_sealed   BLOB,                   -- who wrote the reported message (id and name)
    author_key      BLOB,
    author_is_member INTEGER NOT NULL DEFAULT 0,  -- neither a bot nor a webhook: somebody who can be written to
    link            TEXT NOT NULL DEFAULT '',  -- canonical; '' where the message holds none
    category        TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'closed')),
    claimed_by_sealed BLOB,
    claimed_key     BLOB,
    claimed_at      INTEGER,
    first_claimed_at INTEGER,               -- when somebody took it on first; stays when it is released
    outcome         TEXT,                   -- listed, dismissed, related
    outcome_reason  TEXT,                   -- of a dismissal
    outcome_pattern TEXT,                   -- what was listed, here or from the related case
    note_sealed     BLOB,
    evidence_sealed BLOB,
    evidence_until  INTEGER,
    follows_case_id INTEGER REFERENCES cases (id),
    removal_at      INTEGER,                -- when a moderator had the message removed
    message_gone_at INTEGER,
    pinged_at       INTEGER,                -- when the alert role was pinged about it
    alert_held_at   INTEGER,                -- when its ping was held back, since there had been one just before
    alert_case_id   INTEGER,                -- the case whose ping told of this one, too
    reminded_at     INTEGER,                -- when the alert role was reminded that nobody had claimed it
    reminder_case_id INTEGER,               -- the case whose reminder told of this one
    quiet           INTEGER NOT NULL DEFAULT 0,  -- 1: muted members alone reported it, so it has no card
    opened_at       INTEGER NOT NULL,
    closed_at       INTEGER,
    version         INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX cases_open_message ON cases (server_id, message_id) WHERE state <> 'closed' AND message_id IS NOT NULL;
CREATE UNIQUE INDEX cases_open_link ON cases (server_id, link) WHERE state <> 'closed' AND message_id IS NULL;
CREATE INDEX cases_alert ON cases (alert_case_id) WHERE alert_case_id IS NOT NULL;
CREATE INDEX cases_unclaimed ON cases (pinged_at) WHERE state = 'open' AND pinged_at IS NOT NULL AND reminded_at IS NULL;
CREATE INDEX cases_reminder ON cases (reminder_case_id) WHERE reminder_case_id IS NOT NULL;
CREATE INDEX cases_queue ON cases (server_id, state, opened_at);
CREATE INDEX cases_first_claimed ON cases (server_id, first_claimed_at) WHERE first_claimed_at IS NOT NULL;
CREATE INDEX cases_closed ON cases (server_id, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX cases_message ON cases (server_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX cases_link ON cases (server_id, link) WHERE message_id IS NULL;
CREATE INDEX cases_evidence ON cases (evidence_until) WHERE evidence_sealed IS NOT NULL;

-- The last ping of each server's alert role, for which case.
CREATE TABLE alerts (
    server_id INTEGER PRIMARY KEY REFERENCES servers (id),
    case_id   INTEGER NOT NULL,
    pinged_at INTEGER NOT NULL
) STRICT;

CREATE TABLE case_links (
    case_id   INTEGER NOT NULL REFERENCES cases (id),
    position  INTEGER NOT NULL,
    canonical TEXT NOT NULL,
    how       TEXT NOT NULL,                -- disguises, separated by spaces
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_links_canonical ON case_links (canonical);

CREATE TABLE reports (
    id              INTEGER PRIMARY KEY,    -- from ids
    case_id         INTEGER NOT NULL REFERENCES cases (id),
    server_id       INTEGER NOT NULL,
    reporter_sealed BLOB,                   -- this and the key are emptied when retention ends
    reporter_key    BLOB,
    pseudonym       TEXT NOT NULL,
    category        TEXT NOT NULL,
    details_sealed  BLOB,
    made_at         INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL,
    keep_until      INTEGER NOT NULL,
    relay_ended_at  INTEGER,                -- the reporter wants no (more) questions about this case
    UNIQUE (case_id, reporter_key)
) STRICT;
CREATE INDEX reports_made ON reports (server_id, made_at);
CREATE INDEX reports_reporter ON reports (reporter_key) WHERE reporter_key IS NOT NULL;
CREATE INDEX reports_keep ON reports (keep_until) WHERE reporter_key IS NOT NULL;

-- Whose reports make no card for a while, from which case that was decided: one decision says nothing about another.
CREATE TABLE reporter_mutes (
    server_id  INTEGER NOT NULL,
    member_key BLOB NOT NULL,
    case_id    INTEGER NOT NULL REFERENCES cases (id),
    reason     TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (server_id, member_key, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reporter_mutes_expiry ON reporter_mutes (expires_at);

-- What a member chose in one server; no row: everything as it is by default.
CREATE TABLE member_choices (
    server_id  INTEGER NOT NULL,
    member_key BLOB NOT NULL,
    notices    INTEGER NOT NULL,            -- 0: no direct message about the outcome of a report
    PRIMARY KEY (server_id, member_key)
) STRICT, WITHOUT ROWID;

-- Questions to a reporter and their answers. Who they are is in the report alone.
CREATE TABLE relay_messages (
    id          INTEGER PRIMARY KEY,        -- from ids
    server_id   INTEGER NOT NULL,
    case_id     INTEGER NOT NULL REFERENCES cases (id),
    report_id   INTEGER NOT NULL REFERENCES reports (id),
    question_id INTEGER REFERENCES relay_messages (id),  -- NULL: it is a question itself
    text_sealed BLOB,                       -- personal data masked; emptied when retention ends
    state       TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'closed')),  -- closed: no direct messages taken
    made_at     INTEGER NOT NULL,
    keep_until  INTEGER NOT NULL
) STRICT;
CREATE INDEX relay_messages_case ON relay_messages (case_id);
CREATE INDEX relay_messages_question ON relay_messages (question_id) WHERE question_id IS NOT NULL;
CREATE INDEX relay_messages_keep ON relay_messages (keep_until) WHERE text_sealed IS NOT NULL;

-- Campaigns ------------------------------------------------------------------------------------------

CREATE TABLE campaigns (
    id             INTEGER PRIMARY KEY,     -- from ids
    server_id      INTEGER NOT NULL REFERENCES servers (id),
    title          TEXT NOT NULL,
    summary        TEXT NOT NULL,
    demand         TEXT NOT NULL,
    link           TEXT NOT NULL,           -- an address as ada writes it; '' for none
    form           TEXT NOT NULL UNIQUE,    -- which form made it: one that arrives twice makes one campaign
    made_by_sealed BLOB,
    made_at        INTEGER NOT NULL,
    outcome        TEXT,
    closed_at      INTEGER
) STRICT;
CREATE INDEX campaigns_server ON campaigns (server_id);

CREATE TABLE campaign_updates (
    id              INTEGER PRIMARY KEY,    -- from ids
    campaign_id     INTEGER NOT NULL REFERENCES campaigns (id),
    standing        INTEGER,                -- the approved version that is shown; NULL: none yet
    published_at    INTEGER,                -- when its first version was approved
    withdrawn_at    INTEGER,
    withdrawn_reason TEXT,
    made_at         INTEGER NOT NULL
) STRICT;
CREATE INDEX campaign_updates_campaign ON campaign_updates (campaign_id);

-- A text never changes: an edit and a correction are new versions.
CREATE TABLE update_versions (
    update_id   INTEGER NOT NULL REFERENCES campaign_updates (id),
    version     INTEGER NOT NULL,
    base        INTEGER,                    -- the version that its form showed; NULL for the first
    form        TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    headline    TEXT NOT NULL,
    body        TEXT NOT NULL,
    source      TEXT NOT NULL,
    warning     TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'replaced', 'discarded')),
    drafted_by_sealed BLOB,                 -- id and name
    drafted_key BLOB,
    drafted_at  INTEGER NOT NULL,
    settled_by_sealed BLOB,                 -- id and name
    settled_at  INTEGER,
    PRIMARY KEY (update_id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX update_versions_draft ON update_versions (update_id) WHERE state = 'draft';

CREATE TABLE follows (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
    server_id   INTEGER NOT NULL REFERENCES servers (id),
    channel_id  INTEGER NOT NULL,
    role_id     INTEGER,
    approve     INTEGER NOT NULL,
    followed_at INTEGER NOT NULL,
    ended_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX follows_standing ON follows (campaign_id, server_id) WHERE ended_at IS NULL;
CREATE INDEX follows_server ON follows (server_id) WHERE ended_at IS NULL;

-- One copy of an update in one server. Where it goes is what the follow says when it is first posted.
CREATE TABLE deliveries (
    id          INTEGER PRIMARY KEY,        -- from ids
    update_id   INTEGER NOT NULL REFERENCES campaign_updates (id),
    server_id   INTEGER NOT NULL REFERENCES servers (id),
    approve     INTEGER NOT NULL,           -- the server looks at each version before it is shown
    version     INTEGER,                    -- the version that is (to be) shown there; NULL: none yet
    waiting     INTEGER,                    -- the version that waits for approval there
    state       TEXT NOT NULL CHECK (state IN ('open', 'ended', 'declined')),
    problem     TEXT,                       -- why it cannot be posted at the moment: deleted, forbidden
    settled_by_sealed BLOB,                 -- id and name of who approved or declined it there last
    made_at     INTEGER NOT NULL,
    UNIQUE (update_id, server_id)
) STRICT;
CREATE INDEX deliveries_stuck ON deliveries (server_id) WHERE problem IS NOT NULL;

-- What goes out --------------------------------------------------------------------------------------

-- A message that Rowan keeps posted, rendered from the row it is about: made once, edited after each change.
CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT NOT NULL,             -- which renderer; services/outbox.py
    subject_id   INTEGER NOT NULL,
    server_id    INTEGER NOT NULL,
    channel_id   INTEGER,                   -- where it stands
    message_id   INTEGER,
    nonce        TEXT NOT NULL,             -- repeats of one send make one message
    generation   INTEGER NOT NULL DEFAULT 1,  -- raised by each change that the message must show
    shown        INTEGER NOT NULL DEFAULT 0,  -- the generation that it shows
    state        TEXT NOT NULL CHECK (state IN ('due', 'done', 'waiting', 'dropped')),
    attempts     INTEGER NOT NULL DEFAULT 0,
    attempted_at INTEGER,                   -- a first send was begun then and may have arrived
    due_at       INTEGER NOT NULL,
    taken_by     TEXT,                      -- the process that is at it; free again when its lease ends
    last_error   TEXT,
    UNIQUE (kind, subject_id)
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'due';
CREATE INDEX outbox_place ON outbox (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE audit (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    server_id    INTEGER NOT NULL,
    actor_sealed BLOB,
    action       TEXT NOT NULL,
    subject      TEXT NOT NULL,
    before       TEXT NOT NULL DEFAULT '',
    after        TEXT NOT NULL DEFAULT '',
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (server_id, subject);
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit
    WHEN NEW.actor_sealed IS NOT NULL OR OLD.action <> NEW.action OR OLD.subject <> NEW.subject
      OR OLD.before <> NEW.before OR OLD.after <> NEW.after OR OLD.at <> NEW.at
    BEGIN SELECT RAISE(ABORT, 'audit is append-only; only its actor can be erased'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
