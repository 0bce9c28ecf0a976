-- What was posted while nobody listened and is never read: too much, or too long ago. Shown to the server's moderators
-- for a week, and kept no longer. Nothing of it is personal.
CREATE TABLE never_read (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    channel_id INTEGER,                     -- NULL: all channels of the server
    since      INTEGER NOT NULL,            -- posted from then
    until      INTEGER NOT NULL,            -- to then
    why        TEXT NOT NULL CHECK (why IN ('many', 'old')),
    noted_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX never_read_server ON never_read (server_id, noted_at);
CREATE INDEX never_read_noted ON never_read (noted_at);
INSERT INTO outbox_kinds (name) VALUES ('never_read');

-- 1: not messages are left but threads of the channel that were archived in that time.
ALTER TABLE channel_gaps ADD COLUMN threads INTEGER NOT NULL DEFAULT 0 CHECK (threads IN (0, 1));
