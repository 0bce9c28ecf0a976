-- Authors of removed messages hear of it by direct message, unless the server wants none.
ALTER TABLE servers ADD COLUMN author_notices INTEGER NOT NULL DEFAULT 1 CHECK (author_notices IN (0, 1));

-- A direct message to one author about one or several removals. Who that is goes when the names of detections go.
CREATE TABLE author_notices (
    id            INTEGER PRIMARY KEY,    -- from ids
    server_id     INTEGER NOT NULL REFERENCES servers (id),
    author_sealed BLOB,                   -- id and name
    author_key    BLOB,
    state         TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'closed', 'dropped')),
    made_at       INTEGER NOT NULL,       -- milliseconds since 1970, UTC
    planned_at    INTEGER NOT NULL,       -- not before; what the limits count until it is sent
    begun_at      INTEGER,                -- when its sending began: it takes no further removal in since then
    sent_at       INTEGER
) STRICT;
CREATE INDEX author_notices_author ON author_notices (server_id, author_key, planned_at);
CREATE INDEX author_notices_planned ON author_notices (server_id, planned_at);
CREATE INDEX author_notices_at ON author_notices (made_at);
CREATE INDEX author_notices_names ON author_notices (made_at) WHERE author_sealed IS NOT NULL OR author_key IS NOT NULL;

ALTER TABLE detections ADD COLUMN notice_id INTEGER REFERENCES author_notices (id);  -- which tells the author of this removal
CREATE INDEX detections_notice ON detections (notice_id) WHERE notice_id IS NOT NULL;

-- What an author objects, one a notice, and what moderators decided. What they wrote goes when texts of removed messages do.
CREATE TABLE appeals (
    id                INTEGER PRIMARY KEY,    -- from ids
    notice_id         INTEGER NOT NULL REFERENCES author_notices (id),
    server_id         INTEGER NOT NULL REFERENCES servers (id),
    author_key        BLOB,
    state             TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'upheld', 'overturned', 'undone')),
    text_sealed       BLOB,
    text_until        INTEGER,
    opened_at         INTEGER NOT NULL,
    decided_at        INTEGER,
    decided_by_sealed BLOB,                   -- id and name of who decided about the appeal
    against_sealed    BLOB,                   -- ids of those whose decision it was about
    reason_sealed     BLOB,                   -- for the other moderators
    reminded_at       INTEGER,
    reminder_id       INTEGER                 -- the oldest appeal of the reminder that told of it
) STRICT;
CREATE UNIQUE INDEX appeals_notice ON appeals (notice_id);
CREATE INDEX appeals_open ON appeals (server_id, opened_at) WHERE state = 'open';
CREATE INDEX appeals_waiting ON appeals (opened_at) WHERE state = 'open' AND reminded_at IS NULL;
CREATE INDEX appeals_author ON appeals (server_id, author_key, opened_at);
CREATE INDEX appeals_keys ON appeals (opened_at) WHERE author_key IS NOT NULL;
CREATE INDEX appeals_text ON appeals (text_until) WHERE text_until IS NOT NULL;
CREATE INDEX appeals_decided ON appeals (server_id, decided_at, state) WHERE decided_at IS NOT NULL;
CREATE INDEX appeals_moderators ON appeals (decided_at) WHERE decided_by_sealed IS NOT NULL OR against_sealed IS NOT NULL OR reason_sealed IS NOT NULL;
CREATE INDEX appeals_reminder ON appeals (reminder_id) WHERE reminder_id IS NOT NULL;

INSERT INTO outbox_kinds (name) VALUES ('author_notice'), ('appeal_card'), ('appeal_answer'), ('appeal_note'), ('appeal_reminder');
