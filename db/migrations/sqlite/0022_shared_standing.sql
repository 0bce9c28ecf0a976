-- The shared list's hold, renewals, what servers are told of it, and how much of it is read.

-- Since when the entry is listed; NULL: it is not. Held: until another trusted server confirms it, it removes nothing in
-- servers that neither own nor confirmed it.
ALTER TABLE shared_entries ADD COLUMN listed_since INTEGER;
ALTER TABLE shared_entries ADD COLUMN held_at INTEGER;
ALTER TABLE shared_entries ADD COLUMN held_why TEXT CHECK (held_why IN ('undone', 'removed'));
-- Of what was listed before, nobody noted when. It was not listed later than its newest stance was taken.
UPDATE shared_entries SET listed_since = (SELECT max(s.taken_at) FROM stances s WHERE s.entry_id = shared_entries.id)
    WHERE state = 'listed';

-- What may come to hold a new entry: who undid a removal (member_key is empty), and whose messages it removed.
CREATE TABLE hold_signs (
    entry_id   INTEGER NOT NULL REFERENCES shared_entries (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('undone', 'removed')),
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    member_key BLOB NOT NULL,               -- a keyed hash of this entry alone
    seen_at    INTEGER NOT NULL,
    until      INTEGER NOT NULL,            -- the entry is no longer new then, and the sign says nothing any more
    PRIMARY KEY (entry_id, kind, server_id, member_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_signs_server ON hold_signs (server_id);
CREATE INDEX hold_signs_until ON hold_signs (until);

-- Whether the author had been a member for long when the message was found; NULL: not known.
ALTER TABLE detections ADD COLUMN author_long INTEGER CHECK (author_long IN (0, 1));

-- What a server that confirmed an entry is told of it, in one message for several.
CREATE TABLE shared_notices (
    id        INTEGER PRIMARY KEY,          -- from ids
    server_id INTEGER NOT NULL REFERENCES servers (id),
    entry_id  INTEGER NOT NULL REFERENCES shared_entries (id) ON DELETE CASCADE,
    about     TEXT NOT NULL CHECK (about IN ('held', 'disputed')),
    stance_id INTEGER REFERENCES stances (id) ON DELETE CASCADE,  -- the dispute
    noted_at  INTEGER NOT NULL,
    told_at   INTEGER                       -- when the message was ordered that says so; NULL: it is to be told
) STRICT;
CREATE INDEX shared_notices_untold ON shared_notices (server_id) WHERE told_at IS NULL;
CREATE INDEX shared_notices_server ON shared_notices (server_id, entry_id, noted_at);
CREATE INDEX shared_notices_told ON shared_notices (server_id, told_at) WHERE told_at IS NOT NULL;
CREATE INDEX shared_notices_noted ON shared_notices (noted_at);
CREATE INDEX shared_notices_entry ON shared_notices (entry_id);
CREATE INDEX shared_notices_stance ON shared_notices (stance_id) WHERE stance_id IS NOT NULL;

-- Up to which end of a stance its server was asked to renew it, and asked again.
CREATE TABLE renewals (
    server_id   INTEGER PRIMARY KEY REFERENCES servers (id),
    asked_to    INTEGER NOT NULL,           -- milliseconds since 1970, UTC
    reminded_to INTEGER NOT NULL
) STRICT;
-- Stances that their server lets run out: it is not asked about them again.
CREATE TABLE stances_ending (
    stance_id INTEGER PRIMARY KEY REFERENCES stances (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX stances_server_ends ON stances (server_id, review_at);
CREATE INDEX stances_server_taken ON stances (server_id, taken_at);

-- How many listed patterns a server that is not trusted was shown on a day.
CREATE TABLE shared_reads (
    server_id INTEGER PRIMARY KEY REFERENCES servers (id),
    day       INTEGER NOT NULL,             -- days since 1970, UTC
    patterns  INTEGER NOT NULL
) STRICT;

INSERT INTO outbox_kinds (name) VALUES ('shared_news'), ('renewal') ON CONFLICT DO NOTHING;
