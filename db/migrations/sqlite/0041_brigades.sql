-- Posts that name a listed place, or one that an open case of their server is about: many within minutes are a brigade.
CREATE TABLE place_posts (
    id         INTEGER PRIMARY KEY,
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    place_key  BLOB NOT NULL,             -- keyed hash of the place, in every server alike
    message_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    author_key BLOB NOT NULL,             -- keyed hash of the author in this server
    posted_at  INTEGER NOT NULL,          -- milliseconds since 1970, UTC
    until      INTEGER NOT NULL           -- when the row goes
) STRICT;
CREATE UNIQUE INDEX place_posts_message ON place_posts (server_id, place_key, message_id);
CREATE INDEX place_posts_here ON place_posts (server_id, place_key, posted_at);
CREATE INDEX place_posts_place ON place_posts (place_key, posted_at);
CREATE INDEX place_posts_author ON place_posts (server_id, author_key);
CREATE INDEX place_posts_until ON place_posts (until);

-- Each stands for one alert in the review channel of its server. Counts alone: who it was stands with the detections.
CREATE TABLE brigades (
    id        INTEGER PRIMARY KEY,        -- from ids
    server_id INTEGER NOT NULL REFERENCES servers (id),
    place_key BLOB NOT NULL,
    place     TEXT NOT NULL,              -- the pattern; of a reported place the canonical link of its case
    found     TEXT NOT NULL CHECK (found IN ('listed', 'reported')),
    began_at  INTEGER NOT NULL,           -- its first post
    opened_at INTEGER NOT NULL,           -- when it was seen to be a brigade
    last_at   INTEGER NOT NULL,           -- its last post
    over_at   INTEGER,                    -- when it was seen to be quiet
    accounts  INTEGER NOT NULL,
    messages  INTEGER NOT NULL,
    channels  INTEGER NOT NULL,
    servers   INTEGER NOT NULL,           -- with this one; 0: nothing is told of others
    has_card  INTEGER NOT NULL CHECK (has_card IN (0, 1)),
    pinged_at INTEGER
) STRICT;
CREATE UNIQUE INDEX brigades_going_on ON brigades (server_id, place_key) WHERE over_at IS NULL;
CREATE INDEX brigades_quiet ON brigades (last_at) WHERE over_at IS NULL;
CREATE INDEX brigades_server ON brigades (server_id, opened_at);
CREATE INDEX brigades_at ON brigades (opened_at);
CREATE INDEX brigades_pinged ON brigades (server_id, pinged_at) WHERE pinged_at IS NOT NULL;

-- What moderators did against one from its alert, and what was there before, which comes back by itself.
CREATE TABLE brigade_measures (
    id         INTEGER PRIMARY KEY,       -- from ids
    brigade_id INTEGER NOT NULL REFERENCES brigades (id),
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    kind       TEXT NOT NULL CHECK (kind IN ('slow', 'invites')),
    channel_id INTEGER NOT NULL DEFAULT 0,  -- of `slow`
    state      TEXT NOT NULL CHECK (state IN ('beginning', 'standing', 'ending', 'ended', 'changed', 'refused')),
    why        TEXT NOT NULL DEFAULT '' CHECK (why IN ('', 'gone', 'manage_channels', 'manage_threads', 'manage_server', 'impossible', 'already', 'silent')),
    former     INTEGER,                   -- slow mode in seconds, or until when invites were paused; NULL: not known yet
    set_to     INTEGER NOT NULL,          -- slow mode in seconds
    until      INTEGER NOT NULL,
    due_at     INTEGER,
    attempts   INTEGER NOT NULL DEFAULT 0,
    taken_by   TEXT
) STRICT;
CREATE UNIQUE INDEX brigade_measures_one ON brigade_measures (server_id, kind, channel_id) WHERE state IN ('beginning', 'standing', 'ending');
CREATE INDEX brigade_measures_due ON brigade_measures (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX brigade_measures_server ON brigade_measures (server_id);
CREATE INDEX brigade_measures_brigade ON brigade_measures (brigade_id);

-- Of a name (a nickname, a channel's, an event's): which kind; '' for a message or a thread's name.
ALTER TABLE detections ADD COLUMN named TEXT NOT NULL DEFAULT '' CHECK (named IN ('', 'member', 'channel', 'status', 'event'));

INSERT INTO outbox_kinds (name) VALUES ('brigade_alert');
