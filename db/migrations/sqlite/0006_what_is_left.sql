-- What is left of gaps in listening, and what waits for Discord to say something about it. Ids and times only, no text.

-- A server whose channels are to be looked through for what was posted while nobody listened. It waits here until the
-- server is there; a row goes when its channels' rows are made, at the latest after a week.
CREATE TABLE server_gaps (
    server_id INTEGER PRIMARY KEY REFERENCES servers (id),
    since     INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    due_at    INTEGER NOT NULL,
    taken_by  TEXT                          -- the process that is at it; free again when its lease ends
) STRICT;
CREATE INDEX server_gaps_due ON server_gaps (due_at);
CREATE INDEX server_gaps_until ON server_gaps (until);

-- Messages of one channel that are still to be read: from after_id on, below before_id. Each page that was read lowers
-- before_id; a row goes when nothing is left.
CREATE TABLE channel_gaps (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    channel_id INTEGER NOT NULL,
    after_id   INTEGER NOT NULL,
    before_id  INTEGER NOT NULL,
    room       INTEGER NOT NULL,            -- how many messages are still read
    made_at    INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,            -- when Discord is asked (again)
    attempts   INTEGER NOT NULL DEFAULT 0,  -- in vain, since the last page
    taken_by   TEXT
) STRICT;
CREATE INDEX channel_gaps_due ON channel_gaps (due_at);
CREATE INDEX channel_gaps_server ON channel_gaps (server_id);
CREATE INDEX channel_gaps_made ON channel_gaps (made_at);

-- Posts with a suspect link about which Discord did not say what must be known (who wrote it, where it is): looked at
-- again until it does, for a week.
CREATE TABLE waiting_posts (
    message_id INTEGER NOT NULL,            -- for a thread's name: the thread's id
    place      TEXT NOT NULL CHECK (place IN ('message', 'thread')),
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    channel_id INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    taken_by   TEXT,
    PRIMARY KEY (message_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_posts_due ON waiting_posts (due_at);
CREATE INDEX waiting_posts_server ON waiting_posts (server_id);

-- Gaps that an earlier version left open: which channels they still concerned is not known, so all are looked through.
INSERT INTO server_gaps (server_id, since, until, due_at)
    SELECT s.id, g.since, g.until, 0
    FROM servers s JOIN (SELECT min(since) AS since, max(until) AS until FROM gaps WHERE done_at IS NULL) g
        ON g.since IS NOT NULL
    WHERE s.review_channel_id IS NOT NULL;
DROP TABLE gaps;

ALTER TABLE detections ADD COLUMN missing TEXT NOT NULL DEFAULT 'messages'
    CHECK (missing IN ('messages', 'access', 'threads'));      -- the right that Rowan lacks where the outcome is 'forbidden'
ALTER TABLE detections ADD COLUMN maybe_removed INTEGER NOT NULL DEFAULT 0
    CHECK (maybe_removed IN (0, 1));                           -- 1: Rowan asked Discord to delete it; the answer was lost
