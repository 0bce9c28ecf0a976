-- Feeds of a campaign's own site. Each is asked for again and again; what is new becomes a draft.
CREATE TABLE feeds (
    id            INTEGER PRIMARY KEY,          -- from ids
    campaign_id   INTEGER NOT NULL REFERENCES campaigns (id),
    server_id     INTEGER NOT NULL REFERENCES servers (id),
    url           TEXT NOT NULL,
    host          TEXT NOT NULL,                -- of `url`: few feeds of one host are asked for side by side
    added_at      INTEGER NOT NULL,             -- milliseconds since 1970, UTC
    added_key     BLOB,                         -- the look-up key: who adds a feed approves none of its drafts where two must agree
    digest        TEXT NOT NULL DEFAULT '',     -- SHA-256 of what was read last
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    problem       TEXT NOT NULL DEFAULT '',     -- why the last fetch brought nothing: the key of a sentence
    failures      INTEGER NOT NULL DEFAULT 0,   -- in a row
    due_at        INTEGER NOT NULL,
    fetched_at    INTEGER,                      -- when the server last gave it, or said that it is as it was
    left_over     INTEGER NOT NULL DEFAULT 0 CHECK (left_over IN (0, 1)),  -- 1: not all that came last is done with
    told          INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),       -- 1: a notice says that nothing comes
    noticed_at    INTEGER,                      -- when that was last said with a new message
    remark        TEXT NOT NULL DEFAULT '',     -- what the notice says besides: the key of a sentence
    taken_by      TEXT                          -- the process that is at it; free again when its lease ends
) STRICT;
CREATE UNIQUE INDEX feeds_url ON feeds (campaign_id, url);
CREATE INDEX feeds_due ON feeds (due_at, id);
CREATE INDEX feeds_server ON feeds (server_id);

-- Items that came, by hashes alone: an item is known again by its id, its address and what it says.
CREATE TABLE feed_items (
    id          INTEGER PRIMARY KEY,            -- from ids
    feed_id     INTEGER NOT NULL REFERENCES feeds (id),
    id_hash     TEXT NOT NULL,
    link_hash   TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    title_hash  TEXT NOT NULL,
    update_id   INTEGER REFERENCES campaign_updates (id),  -- that it became; NULL: known from the first, or one of many
    changed     INTEGER NOT NULL DEFAULT 0 CHECK (changed IN (0, 1)),  -- 1: it says something else than its draft
    proposed_at INTEGER,                        -- when a correction was proposed last
    made_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX feed_items_feed ON feed_items (feed_id, id);
CREATE INDEX feed_items_update ON feed_items (update_id);

-- Which versions of updates came of a feed.
CREATE TABLE feed_drafts (
    update_id INTEGER NOT NULL REFERENCES campaign_updates (id),
    version   INTEGER NOT NULL,
    feed_id   INTEGER NOT NULL,                 -- no reference: the feed may be gone
    url       TEXT NOT NULL,                    -- of the feed, as it was then
    items     INTEGER NOT NULL CHECK (items > 0),
    PRIMARY KEY (update_id, version)
) STRICT;
CREATE INDEX feed_drafts_feed ON feed_drafts (feed_id, update_id);

INSERT INTO outbox_kinds (name) VALUES ('feed_notice');
