-- Feeds of a campaign's own site. Each is asked for again and again; what is new becomes a draft.
CREATE TABLE feeds (
    id            BIGINT PRIMARY KEY,          -- from ids
    campaign_id   BIGINT NOT NULL REFERENCES campaigns (id),
    server_id     BIGINT NOT NULL REFERENCES servers (id),
    url           TEXT COLLATE "C" NOT NULL,
    host          TEXT COLLATE "C" NOT NULL,                -- of `url`: few feeds of one host are asked for side by side
    added_at      BIGINT NOT NULL,             -- milliseconds since 1970, UTC
    added_key     BYTEA,                         -- the look-up key: who adds a feed approves none of its drafts where two must agree
    digest        TEXT COLLATE "C" NOT NULL DEFAULT '',     -- SHA-256 of what was read last
    etag          TEXT COLLATE "C" NOT NULL DEFAULT '',
    last_modified TEXT COLLATE "C" NOT NULL DEFAULT '',
    problem       TEXT COLLATE "C" NOT NULL DEFAULT '',     -- why the last fetch brought nothing: the key of a sentence
    failures      BIGINT NOT NULL DEFAULT 0,   -- in a row
    due_at        BIGINT NOT NULL,
    fetched_at    BIGINT,                      -- when the server last gave it, or said that it is as it was
    left_over     BIGINT NOT NULL DEFAULT 0 CHECK (left_over IN (0, 1)),  -- 1: not all that came last is done with
    told          BIGINT NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),       -- 1: a notice says that nothing comes
    noticed_at    BIGINT,                      -- when that was last said with a new message
    remark        TEXT COLLATE "C" NOT NULL DEFAULT '',     -- what the notice says besides: the key of a sentence
    taken_by      TEXT COLLATE "C"                          -- the process that is at it; free again when its lease ends
);
CREATE UNIQUE INDEX feeds_url ON feeds (campaign_id, url);
CREATE INDEX feeds_due ON feeds (due_at, id);
CREATE INDEX feeds_server ON feeds (server_id);

-- Items that came, by hashes alone: an item is known again by its id, its address and what it says.
CREATE TABLE feed_items (
    id          BIGINT PRIMARY KEY,            -- from ids
    feed_id     BIGINT NOT NULL REFERENCES feeds (id),
    id_hash     TEXT COLLATE "C" NOT NULL,
    link_hash   TEXT COLLATE "C" NOT NULL,
    content_hash TEXT COLLATE "C" NOT NULL,
    title_hash  TEXT COLLATE "C" NOT NULL,
    update_id   BIGINT REFERENCES campaign_updates (id),  -- that it became; NULL: known from the first, or one of many
    changed     BIGINT NOT NULL DEFAULT 0 CHECK (changed IN (0, 1)),  -- 1: it says something else than its draft
    proposed_at BIGINT,                        -- when a correction was proposed last
    made_at     BIGINT NOT NULL
);
CREATE INDEX feed_items_feed ON feed_items (feed_id, id);
CREATE INDEX feed_items_update ON feed_items (update_id);

-- Which versions of updates came of a feed.
CREATE TABLE feed_drafts (
    update_id BIGINT NOT NULL REFERENCES campaign_updates (id),
    version   BIGINT NOT NULL,
    feed_id   BIGINT NOT NULL,                 -- no reference: the feed may be gone
    url       TEXT COLLATE "C" NOT NULL,                    -- of the feed, as it was then
    items     BIGINT NOT NULL CHECK (items > 0),
    PRIMARY KEY (update_id, version)
);
CREATE INDEX feed_drafts_feed ON feed_drafts (feed_id, update_id);

INSERT INTO outbox_kinds (name) VALUES ('feed_notice');
