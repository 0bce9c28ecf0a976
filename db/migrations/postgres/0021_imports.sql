-- Lists that were brought in from files, each a batch at a time: how far it is, so that one that was ended goes on, and what
-- it brought, so that just that can be taken back. What moderators add themselves has a bound of its own.
CREATE TABLE imports (
    id         BIGINT PRIMARY KEY,     -- from ids
    server_id  BIGINT NOT NULL REFERENCES servers (id),  -- 0: the operator, on the shared list
    digest     TEXT COLLATE "C" NOT NULL,           -- SHA-256 of the file
    form       TEXT COLLATE "C" NOT NULL CHECK (form IN ('plain', 'hosts', 'csv', 'json', 'adblock', 'rpz', 'dnsmasq', 'unbound')),
    category   TEXT COLLATE "C" NOT NULL REFERENCES categories (name),
    by_sealed  BYTEA,                    -- NULL: the operator, at the command line
    state      TEXT COLLATE "C" NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'undoing', 'undone')),
    position   BIGINT NOT NULL DEFAULT 0,  -- entries of the file that were gone through
    entries    BIGINT NOT NULL,        -- entries of the file
    refused    BIGINT NOT NULL,        -- lines and names that are none
    added      BIGINT NOT NULL DEFAULT 0,
    known      BIGINT NOT NULL DEFAULT 0,  -- stood there already
    beyond     BIGINT NOT NULL DEFAULT 0,  -- found no room
    undone     BIGINT NOT NULL DEFAULT 0,
    began_at   BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX imports_server ON imports (server_id, id);
CREATE INDEX imports_half ON imports (id) WHERE state IN ('running', 'undoing');
CREATE INDEX imports_named ON imports (changed_at) WHERE by_sealed IS NOT NULL;

ALTER TABLE own_entries ADD COLUMN import_id BIGINT REFERENCES imports (id) ON DELETE SET NULL;
-- 1: brought by the operator, and outside of the bound of what moderators add.
ALTER TABLE own_entries ADD COLUMN beyond_bound BIGINT NOT NULL DEFAULT 0 CHECK (beyond_bound IN (0, 1));
CREATE INDEX own_entries_import ON own_entries (import_id, id) WHERE import_id IS NOT NULL;
CREATE INDEX own_entries_bound ON own_entries (server_id) WHERE removed_at IS NULL AND beyond_bound = 0;
ALTER TABLE stances ADD COLUMN import_id BIGINT REFERENCES imports (id) ON DELETE SET NULL;
CREATE INDEX stances_import ON stances (import_id, id) WHERE import_id IS NOT NULL;
