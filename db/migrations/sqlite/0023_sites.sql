-- Sites: what a server knows as one place under several addresses. A site of the shared list has no row: it is what its
-- entries say, each in the words of the server that shared it, so that what loses its stances takes its words along.
CREATE TABLE own_sites (
    id        INTEGER PRIMARY KEY,         -- from ids
    server_id INTEGER NOT NULL REFERENCES servers (id),
    name      TEXT NOT NULL,
    folded    TEXT NOT NULL,            -- the name as it is compared (core/lists/sites.py)
    summary   TEXT NOT NULL DEFAULT '',
    category  TEXT NOT NULL REFERENCES categories (name),  -- what a new address of it inherits, as the note
    note      TEXT NOT NULL DEFAULT '',
    made_at   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX own_sites_name ON own_sites (server_id, folded);

ALTER TABLE own_entries ADD COLUMN site_id INTEGER REFERENCES own_sites (id);
-- What the name of an address in a site looks like (core/lists/resemblance.py); NULL: it is in none, or has no telling name.
ALTER TABLE own_entries ADD COLUMN look TEXT;
ALTER TABLE own_entries ADD COLUMN ends_at INTEGER;  -- from then on it acts no more; NULL: it stands until it is removed
CREATE INDEX own_entries_site ON own_entries (site_id, id) WHERE site_id IS NOT NULL;
CREATE INDEX own_entries_look ON own_entries (server_id, look) WHERE removed_at IS NULL AND look IS NOT NULL;
CREATE INDEX own_entries_ends ON own_entries (ends_at) WHERE removed_at IS NULL AND ends_at IS NOT NULL;

ALTER TABLE shared_entries ADD COLUMN site_name TEXT NOT NULL DEFAULT '';  -- '': in no site
ALTER TABLE shared_entries ADD COLUMN site_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE shared_entries ADD COLUMN site_summary TEXT NOT NULL DEFAULT '';
ALTER TABLE shared_entries ADD COLUMN look TEXT;
CREATE INDEX shared_entries_site_listed ON shared_entries (site_folded, weighed DESC, id)
    WHERE state = 'listed' AND site_folded <> '';
CREATE INDEX shared_entries_site_waiting ON shared_entries (site_folded, weighed DESC, id)
    WHERE state IN ('proposed', 'disputed') AND site_folded <> '';
CREATE INDEX shared_entries_look ON shared_entries (look) WHERE look IS NOT NULL;
