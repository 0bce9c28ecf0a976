-- Where short links lead, as their shorteners said last, by a keyed hash of the link's canonical address. One row a link, for
-- every server: whoever posts it next need not ask again.
CREATE TABLE short_links (
    link_key       BYTEA PRIMARY KEY,
    host           TEXT COLLATE "C" NOT NULL,  -- the shortener that is asked next, of core/lists/shorteners/data/hosts.txt
    link_sealed    BYTEA NOT NULL,  -- the canonical address: who is asked must be told it
    way_sealed     BYTEA,  -- the targets that were named so far, one a line
    state          TEXT COLLATE "C" NOT NULL CHECK (state IN ('asked', 'leads', 'partly', 'nowhere', 'unknown')),
    server_id      BIGINT REFERENCES servers (id), -- for whom it is asked, while it is: a flood of theirs waits behind the others
    asker_key      BYTEA,  -- and by whose message
    seen_at        BIGINT NOT NULL,  -- since when it is asked about
    due_at         BIGINT,  -- when its shortener is to be asked; NULL: it need not be
    attempts       BIGINT NOT NULL DEFAULT 0,
    taken_by       TEXT COLLATE "C",  -- the process that is asking
    believed_until BIGINT NOT NULL,
    kept_until     BIGINT NOT NULL,
    CHECK ((state = 'asked') = (due_at IS NOT NULL))
);
CREATE INDEX short_links_due ON short_links (due_at, link_key) WHERE due_at IS NOT NULL;
CREATE INDEX short_links_asker ON short_links (asker_key) WHERE asker_key IS NOT NULL;
CREATE INDEX short_links_server ON short_links (server_id) WHERE server_id IS NOT NULL;
CREATE INDEX short_links_kept ON short_links (kept_until);

-- Messages that hold a short link about which its shortener is asked. Ids only, an hour at most.
CREATE TABLE short_posts (
    message_id BIGINT NOT NULL,  -- for a thread's name: the thread's id
    link_key   BYTEA NOT NULL,
    place      TEXT COLLATE "C" NOT NULL CHECK (place IN ('message', 'thread')),
    server_id  BIGINT NOT NULL REFERENCES servers (id),
    channel_id BIGINT NOT NULL,
    until      BIGINT NOT NULL,
    PRIMARY KEY (message_id, link_key, place)
);
CREATE INDEX short_posts_link ON short_posts (link_key);
CREATE INDEX short_posts_server ON short_posts (server_id);
CREATE INDEX short_posts_until ON short_posts (until);

-- When each shortener may be asked again, by whichever process.
CREATE TABLE shortener_pauses (
    host     TEXT COLLATE "C" PRIMARY KEY,
    until    BIGINT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0  -- in a row
);
