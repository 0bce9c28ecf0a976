-- Lists that were brought in from files, each a batch at a time: how far it is, so that one that was ended goes on, and what
-- it brought, so that just that can be taken back. What moderators add themselves has a bound of its own.
CREATE TABLE imports (
    id         INTEGER PRIMARY KEY,     -- from ids
    server_id  INTEGER NOT NULL REFERENCES servers (id),  -- 0: the operator, on the shared list
    digest     TEXT NOT NULL,           -- SHA-256 of the file
    form       TEXT NOT NULL CHECK (form IN ('plain', 'hosts', 'csv', 'json', 'adblock', 'rpz', 'dnsmasq', 'unbound')),
    category   TEXT NOT NULL REFERENCES categories (name),
    by_sealed  BLOB,                    -- NULL: the operator, at the command line
    state      TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'undoing', 'undone')),
    position   INTEGER NOT NULL DEFAULT 0,  -- entries of the file that were gone through
    entries    INTEGER NOT NULL,        -- entries of the file
    refused    INTEGER NOT NULL,        -- lines and names that are none
    added      INTEGER NOT NULL DEFAULT 0,
    known      INTEGER NOT NULL DEFAULT 0,  -- stood there already
    beyond     INTEGER NOT NULL DEFAULT 0,  -- found no room
    undone     INTEGER NOT NULL DEFAULT 0,
    began_at   INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX imports_server ON imports (server_id, id);
CREATE INDEX imports_half ON imports (id) WHERE state IN ('running', 'undoing');
CREATE INDEX imports_named ON imports (changed_at) WHERE by_sealed IS NOT NULL;

ALTER TABLE own_entries ADD COLUMN import_id INTEGER REFERENCES imports (id) ON DELETE SET NULL;
-- 1: brought by the operator, and outside of the bound of what moderators add.
ALTER TABLE own_entries ADD COLUMN beyond_bound INTEGER NOT NULL DEFAULT 0 CHECK (beyond_bound IN (0, 1));
CREATE INDEX own_entries_import ON own_entries (import_id, id) WHERE import_id IS NOT NULL;
CREATE INDEX own_entries_bound ON own_entries (server_id) WHERE removed_at IS NULL AND beyond_bound = 0;
ALTER TABLE stances ADD COLUMN import_id INTEGER REFERENCES imports (id) ON DELETE SET NULL;
CREATE INDEX stances_import ON stances (import_id, id) WHERE import_id IS NOT NULL;
