-- Which server is behind an invite, as Discord said last. A code that a list holds is kept while one does; one that was
-- only seen in a message is forgotten soon.
CREATE TABLE invites (
    code           TEXT COLLATE "C" PRIMARY KEY,
    listed         BIGINT NOT NULL DEFAULT 0,  -- 1: an entry or an exception of some server is this invite
    server_id      BIGINT,                 -- NULL: not asked yet, or Discord knows none
    server_name    TEXT COLLATE "C" NOT NULL DEFAULT '',
    answered_at    BIGINT,                 -- NULL: not answered yet
    believed_until BIGINT NOT NULL,        -- how long the answer counts; before that, how long an answer is of use
    due_at         BIGINT,                 -- when Discord is asked; NULL: it need not be
    attempts       BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX invites_due ON invites (listed, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX invites_held ON invites (server_id) WHERE listed = 1 AND server_id IS NOT NULL;
CREATE INDEX invites_seen ON invites (believed_until) WHERE listed = 0;

-- What holds an invite that Discord is asked about: looked at again when the answer is there. Ids only, no text.
CREATE TABLE invite_posts (
    message_id BIGINT NOT NULL,            -- for a thread's name: the thread's id
    code       TEXT COLLATE "C" NOT NULL,
    place      TEXT COLLATE "C" NOT NULL CHECK (place IN ('message', 'thread')),
    server_id  BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,            -- when it may be looked at (again)
    attempts   BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (message_id, code, place)
);
CREATE INDEX invite_posts_code ON invite_posts (code);
CREATE INDEX invite_posts_server ON invite_posts (server_id);

CREATE INDEX own_entries_invites ON own_entries (server_id, key) WHERE removed_at IS NULL AND kind = 'invite';
