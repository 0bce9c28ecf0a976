-- Lists that servers subscribed to: each stands once, however many follow it. An entry acts in the versions from `since` on and
-- before `gone`; each server acts on a version of its own, so that whatever one of them takes changes no other.
CREATE TABLE subscribed_lists (
    id            BIGINT PRIMARY KEY,        -- from ids
    url           TEXT COLLATE "C" NOT NULL UNIQUE,
    newest        BIGINT NOT NULL DEFAULT 0,   -- the newest version that is whole; 0: none
    begun         BIGINT NOT NULL DEFAULT 0,   -- the last number that was given; one above `newest` is half
    digest        TEXT COLLATE "C" NOT NULL DEFAULT '',     -- SHA-256 of what was fetched for `newest`
    etag          TEXT COLLATE "C" NOT NULL DEFAULT '',
    last_modified TEXT COLLATE "C" NOT NULL DEFAULT '',
    problem       TEXT COLLATE "C" NOT NULL DEFAULT '',     -- why the last fetch brought nothing: the key of a sentence
    failures      BIGINT NOT NULL DEFAULT 0,   -- in a row
    due_at        BIGINT NOT NULL,             -- milliseconds since 1970, UTC
    fetched_at    BIGINT,                      -- when the server last gave it, or said that it is as it was
    signed_by     TEXT COLLATE "C" NOT NULL DEFAULT '',     -- of a signed list: which key signed what was taken last; '': not signed
    signed_serial BIGINT NOT NULL DEFAULT 0,   -- its number
    signed_digest TEXT COLLATE "C" NOT NULL DEFAULT '',     -- its digest
    taken_by      TEXT COLLATE "C"                          -- the process that is at it; free again when its lease ends
);
CREATE INDEX subscribed_lists_due ON subscribed_lists (due_at);

CREATE TABLE list_versions (
    list_id   BIGINT NOT NULL REFERENCES subscribed_lists (id),
    version   BIGINT NOT NULL,
    entries   BIGINT NOT NULL,
    refused   BIGINT NOT NULL,     -- lines and names that are no entries
    protected BIGINT NOT NULL,     -- of them: very popular sites, public suffixes and the like
    publisher BIGINT NOT NULL CHECK (publisher IN (0, 1)),  -- 1: it names the place that publishes it
    PRIMARY KEY (list_id, version)
);

CREATE TABLE subscribed_entries (
    id       BIGINT PRIMARY KEY,   -- from ids
    list_id  BIGINT NOT NULL REFERENCES subscribed_lists (id),
    pattern  TEXT COLLATE "C" NOT NULL,
    kind     TEXT COLLATE "C" NOT NULL CHECK (kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite')),
    key      TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" REFERENCES categories (name),  -- NULL: what each subscription has chosen
    note     TEXT COLLATE "C" NOT NULL,
    since    BIGINT NOT NULL,
    gone     BIGINT,
    lets_through BIGINT NOT NULL DEFAULT 0 CHECK (lets_through IN (0, 1))  -- 1: an exception; `pattern` begins with "!" then
);
CREATE INDEX subscribed_entries_key ON subscribed_entries (key);
CREATE UNIQUE INDEX subscribed_entries_standing ON subscribed_entries (list_id, pattern) WHERE gone IS NULL;
CREATE INDEX subscribed_entries_list ON subscribed_entries (list_id, id);
CREATE INDEX subscribed_entries_pattern ON subscribed_entries (list_id, pattern);
CREATE INDEX subscribed_entries_since ON subscribed_entries (list_id, since);
CREATE INDEX subscribed_entries_gone ON subscribed_entries (list_id, gone) WHERE gone IS NOT NULL;

CREATE TABLE subscriptions (
    id         BIGINT PRIMARY KEY,         -- from ids
    server_id  BIGINT NOT NULL REFERENCES servers (id),
    list_id    BIGINT NOT NULL REFERENCES subscribed_lists (id),
    category   TEXT COLLATE "C" NOT NULL REFERENCES categories (name),
    version    BIGINT NOT NULL,            -- that acts here
    accepted   BIGINT NOT NULL,            -- that a manager accepted last: what later ones are judged against, too
    accepted_entries   BIGINT NOT NULL,    -- how many it had
    accepted_protected BIGINT NOT NULL,    -- how much of it was refused as protected
    held       TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (held IN
                   ('', 'no-list', 'empty', 'publisher', 'protected', 'shrinks', 'grows', 'drifts', 'unsigned',
                    'other-version', 'other-key', 'older', 'forked', 'out-of-reach', 'future', 'cut', 'changed')),
    held_added BIGINT NOT NULL DEFAULT 0,
    held_removed BIGINT NOT NULL DEFAULT 0,
    held_entries BIGINT NOT NULL DEFAULT 0,
    held_version BIGINT NOT NULL DEFAULT 0,  -- 0: what is held is no list
    kept       TEXT COLLATE "C" NOT NULL DEFAULT '',      -- the digest that a manager refused
    noticed_at BIGINT,                       -- when it was last said with a new message that something is held
    log_until  BIGINT,                       -- until then it is only counted; NULL: it acts
    told_at    BIGINT,                       -- when it was said what it would have done
    began_at   BIGINT NOT NULL
);
CREATE UNIQUE INDEX subscriptions_server ON subscriptions (server_id, list_id);
CREATE INDEX subscriptions_list ON subscriptions (list_id, version);
CREATE INDEX subscriptions_untold ON subscriptions (log_until) WHERE log_until IS NOT NULL AND told_at IS NULL;

-- What was applied when and why.
CREATE TABLE subscription_log (
    id              BIGINT PRIMARY KEY,    -- from ids
    subscription_id BIGINT NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    at              BIGINT NOT NULL,
    event           TEXT COLLATE "C" NOT NULL CHECK (event IN ('begun', 'applied', 'held', 'taken', 'kept', 'acts')),
    doubt           TEXT COLLATE "C" NOT NULL DEFAULT '',
    entries         BIGINT NOT NULL,
    added           BIGINT NOT NULL,
    removed         BIGINT NOT NULL
);
CREATE INDEX subscription_log_newest ON subscription_log (subscription_id, id);
CREATE INDEX subscription_log_at ON subscription_log (at);

INSERT INTO outbox_kinds (name) VALUES ('list_held'), ('first_day');
