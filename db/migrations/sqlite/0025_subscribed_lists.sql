-- Lists that servers subscribed to: each stands once, however many follow it. An entry acts in the versions from `since` on and
-- before `gone`; each server acts on a version of its own, so that whatever one of them takes changes no other.
CREATE TABLE subscribed_lists (
    id            INTEGER PRIMARY KEY,        -- from ids
    url           TEXT NOT NULL UNIQUE,
    newest        INTEGER NOT NULL DEFAULT 0,   -- the newest version that is whole; 0: none
    begun         INTEGER NOT NULL DEFAULT 0,   -- the last number that was given; one above `newest` is half
    digest        TEXT NOT NULL DEFAULT '',     -- SHA-256 of what was fetched for `newest`
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    problem       TEXT NOT NULL DEFAULT '',     -- why the last fetch brought nothing: the key of a sentence
    failures      INTEGER NOT NULL DEFAULT 0,   -- in a row
    due_at        INTEGER NOT NULL,             -- milliseconds since 1970, UTC
    fetched_at    INTEGER,                      -- when the server last gave it, or said that it is as it was
    signed_by     TEXT NOT NULL DEFAULT '',     -- of a signed list: which key signed what was taken last; '': not signed
    signed_serial INTEGER NOT NULL DEFAULT 0,   -- its number
    signed_digest TEXT NOT NULL DEFAULT '',     -- its digest
    taken_by      TEXT                          -- the process that is at it; free again when its lease ends
) STRICT;
CREATE INDEX subscribed_lists_due ON subscribed_lists (due_at);

CREATE TABLE list_versions (
    list_id   INTEGER NOT NULL REFERENCES subscribed_lists (id),
    version   INTEGER NOT NULL,
    entries   INTEGER NOT NULL,
    refused   INTEGER NOT NULL,     -- lines and names that are no entries
    protected INTEGER NOT NULL,     -- of them: very popular sites, public suffixes and the like
    publisher INTEGER NOT NULL CHECK (publisher IN (0, 1)),  -- 1: it names the place that publishes it
    PRIMARY KEY (list_id, version)
) STRICT;

CREATE TABLE subscribed_entries (
    id       INTEGER PRIMARY KEY,   -- from ids
    list_id  INTEGER NOT NULL REFERENCES subscribed_lists (id),
    pattern  TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite')),
    key      TEXT NOT NULL,
    category TEXT REFERENCES categories (name),  -- NULL: what each subscription has chosen
    note     TEXT NOT NULL,
    since    INTEGER NOT NULL,
    gone     INTEGER,
    lets_through INTEGER NOT NULL DEFAULT 0 CHECK (lets_through IN (0, 1))  -- 1: an exception; `pattern` begins with "!" then
) STRICT;
CREATE INDEX subscribed_entries_key ON subscribed_entries (key);
CREATE UNIQUE INDEX subscribed_entries_standing ON subscribed_entries (list_id, pattern) WHERE gone IS NULL;
CREATE INDEX subscribed_entries_list ON subscribed_entries (list_id, id);
CREATE INDEX subscribed_entries_pattern ON subscribed_entries (list_id, pattern);
CREATE INDEX subscribed_entries_since ON subscribed_entries (list_id, since);
CREATE INDEX subscribed_entries_gone ON subscribed_entries (list_id, gone) WHERE gone IS NOT NULL;

CREATE TABLE subscriptions (
    id         INTEGER PRIMARY KEY,         -- from ids
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    list_id    INTEGER NOT NULL REFERENCES subscribed_lists (id),
    category   TEXT NOT NULL REFERENCES categories (name),
    version    INTEGER NOT NULL,            -- that acts here
    accepted   INTEGER NOT NULL,            -- that a manager accepted last: what later ones are judged against, too
    accepted_entries   INTEGER NOT NULL,    -- how many it had
    accepted_protected INTEGER NOT NULL,    -- how much of it was refused as protected
    held       TEXT NOT NULL DEFAULT '' CHECK (held IN
                   ('', 'no-list', 'empty', 'publisher', 'protected', 'shrinks', 'grows', 'drifts', 'unsigned',
                    'other-version', 'other-key', 'older', 'forked', 'out-of-reach', 'future', 'cut', 'changed')),
    held_added INTEGER NOT NULL DEFAULT 0,
    held_removed INTEGER NOT NULL DEFAULT 0,
    held_entries INTEGER NOT NULL DEFAULT 0,
    held_version INTEGER NOT NULL DEFAULT 0,  -- 0: what is held is no list
    kept       TEXT NOT NULL DEFAULT '',      -- the digest that a manager refused
    noticed_at INTEGER,                       -- when it was last said with a new message that something is held
    log_until  INTEGER,                       -- until then it is only counted; NULL: it acts
    told_at    INTEGER,                       -- when it was said what it would have done
    began_at   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX subscriptions_server ON subscriptions (server_id, list_id);
CREATE INDEX subscriptions_list ON subscriptions (list_id, version);
CREATE INDEX subscriptions_untold ON subscriptions (log_until) WHERE log_until IS NOT NULL AND told_at IS NULL;

-- What was applied when and why.
CREATE TABLE subscription_log (
    id              INTEGER PRIMARY KEY,    -- from ids
    subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    at              INTEGER NOT NULL,
    event           TEXT NOT NULL CHECK (event IN ('begun', 'applied', 'held', 'taken', 'kept', 'acts')),
    doubt           TEXT NOT NULL DEFAULT '',
    entries         INTEGER NOT NULL,
    added           INTEGER NOT NULL,
    removed         INTEGER NOT NULL
) STRICT;
CREATE INDEX subscription_log_newest ON subscription_log (subscription_id, id);
CREATE INDEX subscription_log_at ON subscription_log (at);

INSERT INTO outbox_kinds (name) VALUES ('list_held'), ('first_day');
