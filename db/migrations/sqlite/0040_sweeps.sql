-- A sweep: messages of the last days that hold one pattern are found, and removed or put to review once a moderator says so. It is
-- worked on in portions, by whichever process takes it.
CREATE TABLE sweeps (
    id             INTEGER PRIMARY KEY,    -- from ids
    server_id      INTEGER NOT NULL REFERENCES servers (id),
    pattern        TEXT NOT NULL,
    days           INTEGER NOT NULL CHECK (days BETWEEN 1 AND 14),
    category       TEXT NOT NULL REFERENCES categories (name),
    state          TEXT NOT NULL DEFAULT 'looking'
        CHECK (state IN ('looking', 'ready', 'running', 'paused', 'done', 'stopped', 'cancelled')),
    action         TEXT NOT NULL DEFAULT '' CHECK (action IN ('', 'delete', 'review')),
    after_id       INTEGER NOT NULL,       -- messages with lower ids are too old
    begun_at       INTEGER NOT NULL,       -- milliseconds since 1970, UTC
    started_at     INTEGER,                -- when it began to remove, or went on
    done_before    INTEGER NOT NULL DEFAULT 0,  -- of how many messages something had become by then
    ended_at       INTEGER,
    starter_sealed BLOB,                   -- id and name of who started it, or went on with it last
    listed         INTEGER NOT NULL DEFAULT 0 CHECK (listed IN (0, 1)),      -- 1: its channels are written down
    searched       INTEGER NOT NULL DEFAULT 0 CHECK (searched IN (0, 1)),    -- 1: Discord's search answered
    search_before  INTEGER,                -- Discord's search is still to be asked for lower ids; NULL: it is done
    search_tries   INTEGER NOT NULL DEFAULT 0,
    tries          INTEGER NOT NULL DEFAULT 0,  -- portions in a row that Discord's silence cut off
    why            TEXT NOT NULL DEFAULT '' CHECK (why IN ('', 'starter', 'server')),  -- why it paused by itself
    undoing_sealed BLOB,                   -- id and name of who takes all of it back, while that is under way
    undone_to      INTEGER NOT NULL DEFAULT 0,  -- the last of its groups of removals that was taken back
    undone_at      INTEGER,
    due_at         INTEGER,                -- when its next portion is due
    taken_by       TEXT                    -- the process that is at it; free again when its lease ends
) STRICT;
CREATE UNIQUE INDEX sweeps_open ON sweeps (server_id, pattern) WHERE state IN ('looking', 'ready', 'running', 'paused');
CREATE INDEX sweeps_due ON sweeps (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX sweeps_at ON sweeps (begun_at);
CREATE INDEX sweeps_server ON sweeps (server_id, state);

-- The channels and threads of a sweep's server, and how far each was looked through.
CREATE TABLE sweep_channels (
    sweep_id   INTEGER NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL,
    place      INTEGER NOT NULL,           -- in which order they are looked through
    state      TEXT NOT NULL CHECK (state IN ('unread', 'read', 'limit', 'hidden', 'left_alone')),
    before_id  INTEGER NOT NULL,           -- it was looked through down to here
    looked     INTEGER NOT NULL DEFAULT 0, -- messages
    undeletable INTEGER NOT NULL DEFAULT 0 CHECK (undeletable IN (0, 1)),    -- 1: Rowan may read there, and delete nothing
    PRIMARY KEY (sweep_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sweep_channels_next ON sweep_channels (sweep_id, state, place);

-- The messages that were found, without their texts.
CREATE TABLE sweep_messages (
    sweep_id   INTEGER NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    author_key BLOB,                       -- by which authors are counted
    sure       INTEGER NOT NULL CHECK (sure IN (0, 1)),
    fate       TEXT NOT NULL DEFAULT 'waiting' CHECK (fate IN (
        'waiting', 'handed', 'review', 'carded', 'gone', 'edited', 'allowed', 'exempt', 'left_alone', 'hidden'
    )),
    PRIMARY KEY (sweep_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sweep_messages_fate ON sweep_messages (sweep_id, fate, channel_id, message_id);
CREATE INDEX sweep_messages_message ON sweep_messages (message_id);
CREATE INDEX sweep_messages_author ON sweep_messages (author_key) WHERE author_key IS NOT NULL;

ALTER TABLE detections ADD COLUMN sweep_id INTEGER REFERENCES sweeps (id) ON DELETE SET NULL;  -- the sweep that removes the message
CREATE INDEX detections_sweep ON detections (sweep_id, lead_id) WHERE sweep_id IS NOT NULL;

INSERT INTO outbox_kinds (name) VALUES ('sweep_card');
