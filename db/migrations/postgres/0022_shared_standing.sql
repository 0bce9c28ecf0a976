-- The shared list's hold, renewals, what servers are told of it, and how much of it is read.

-- Since when the entry is listed; NULL: it is not. Held: until another trusted server confirms it, it removes nothing in
-- servers that neither own nor confirmed it.
ALTER TABLE shared_entries ADD COLUMN listed_since BIGINT;
ALTER TABLE shared_entries ADD COLUMN held_at BIGINT;
ALTER TABLE shared_entries ADD COLUMN held_why TEXT COLLATE "C" CHECK (held_why IN ('undone', 'removed'));
-- Of what was listed before, nobody noted when. It was not listed later than its newest stance was taken.
UPDATE shared_entries SET listed_since = (SELECT max(s.taken_at) FROM stances s WHERE s.entry_id = shared_entries.id)
    WHERE state = 'listed';

-- What may come to hold a new entry: who undid a removal (member_key is empty), and whose messages it removed.
CREATE TABLE hold_signs (
    entry_id   BIGINT NOT NULL REFERENCES shared_entries (id) ON DELETE CASCADE,
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind IN ('undone', 'removed')),
    server_id  BIGINT NOT NULL REFERENCES servers (id),
    member_key BYTEA NOT NULL,               -- a keyed hash of this entry alone
    seen_at    BIGINT NOT NULL,
    until      BIGINT NOT NULL,            -- the entry is no longer new then, and the sign says nothing any more
    PRIMARY KEY (entry_id, kind, server_id, member_key)
);
CREATE INDEX hold_signs_server ON hold_signs (server_id);
CREATE INDEX hold_signs_until ON hold_signs (until);

-- Whether the author had been a member for long when the message was found; NULL: not known.
ALTER TABLE detections ADD COLUMN author_long BIGINT CHECK (author_long IN (0, 1));

-- What a server that confirmed an entry is told of it, in one message for several.
CREATE TABLE shared_notices (
    id        BIGINT PRIMARY KEY,          -- from ids
    server_id BIGINT NOT NULL REFERENCES servers (id),
    entry_id  BIGINT NOT NULL REFERENCES shared_entries (id) ON DELETE CASCADE,
    about     TEXT COLLATE "C" NOT NULL CHECK (about IN ('held', 'disputed')),
    stance_id BIGINT REFERENCES stances (id) ON DELETE CASCADE,  -- the dispute
    noted_at  BIGINT NOT NULL,
    told_at   BIGINT                       -- when the message was ordered that says so; NULL: it is to be told
);
CREATE INDEX shared_notices_untold ON shared_notices (server_id) WHERE told_at IS NULL;
CREATE INDEX shared_notices_server ON shared_notices (server_id, entry_id, noted_at);
CREATE INDEX shared_notices_told ON shared_notices (server_id, told_at) WHERE told_at IS NOT NULL;
CREATE INDEX shared_notices_noted ON shared_notices (noted_at);
CREATE INDEX shared_notices_entry ON shared_notices (entry_id);
CREATE INDEX shared_notices_stance ON shared_notices (stance_id) WHERE stance_id IS NOT NULL;

-- Up to which end of a stance its server was asked to renew it, and asked again.
CREATE TABLE renewals (
    server_id   BIGINT PRIMARY KEY REFERENCES servers (id),
    asked_to    BIGINT NOT NULL,           -- milliseconds since 1970, UTC
    reminded_to BIGINT NOT NULL
);
-- Stances that their server lets run out: it is not asked about them again.
CREATE TABLE stances_ending (
    stance_id BIGINT PRIMARY KEY REFERENCES stances (id) ON DELETE CASCADE
);
CREATE INDEX stances_server_ends ON stances (server_id, review_at);
CREATE INDEX stances_server_taken ON stances (server_id, taken_at);

-- How many listed patterns a server that is not trusted was shown on a day.
CREATE TABLE shared_reads (
    server_id BIGINT PRIMARY KEY REFERENCES servers (id),
    day       BIGINT NOT NULL,             -- days since 1970, UTC
    patterns  BIGINT NOT NULL
);

INSERT INTO outbox_kinds (name) VALUES ('shared_news'), ('renewal') ON CONFLICT DO NOTHING;
