-- Which server is behind an invite, as Discord said last. A code that a list holds is kept while one does; one that was
-- only seen in a message is forgotten soon.
CREATE TABLE invites (
    code           TEXT PRIMARY KEY,
    listed         INTEGER NOT NULL DEFAULT 0,  -- 1: an entry or an exception of some server is this invite
    server_id      INTEGER,                 -- NULL: not asked yet, or Discord knows none
    server_name    TEXT NOT NULL DEFAULT '',
    answered_at    INTEGER,                 -- NULL: not answered yet
    believed_until INTEGER NOT NULL,        -- how long the answer counts; before that, how long an answer is of use
    due_at         INTEGER,                 -- when Discord is asked; NULL: it need not be
    attempts       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX invites_due ON invites (listed, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX invites_held ON invites (server_id) WHERE listed = 1 AND server_id IS NOT NULL;
CREATE INDEX invites_seen ON invites (believed_until) WHERE listed = 0;

-- What holds an invite that Discord is asked about: looked at again when the answer is there. Ids only, no text.
CREATE TABLE invite_posts (
    message_id INTEGER NOT NULL,            -- for a thread's name: the thread's id
    code       TEXT NOT NULL,
    place      TEXT NOT NULL CHECK (place IN ('message', 'thread')),
    server_id  INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,            -- when it may be looked at (again)
    attempts   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (message_id, code, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX invite_posts_code ON invite_posts (code);
CREATE INDEX invite_posts_server ON invite_posts (server_id);

CREATE INDEX own_entries_invites ON own_entries (server_id, key) WHERE removed_at IS NULL AND kind = 'invite';

-- What was listed by its code alone until now.
INSERT INTO invites (code, listed, believed_until, due_at)
    SELECT DISTINCT substr(key, 12), 1, 0, 0 FROM (
        SELECT key, kind FROM own_entries WHERE removed_at IS NULL
        UNION ALL SELECT key, kind FROM allows WHERE removed_at IS NULL
        UNION ALL SELECT key, kind FROM shared_entries
    )
    WHERE kind = 'invite' AND key NOT GLOB 'discord.gg/*[^A-Za-z0-9-]*' AND length(key) BETWEEN 13 AND 75;
