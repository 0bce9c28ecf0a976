-- Files that hold an entry which another file brought: it stays while any of them stands. `own_entries.import_id` and
-- `stances.import_id` name the one that it goes with next; these are the others.
CREATE TABLE entry_holders (
    entry_id  INTEGER NOT NULL REFERENCES own_entries (id) ON DELETE CASCADE,
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    PRIMARY KEY (entry_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_holders_import ON entry_holders (import_id, entry_id);
CREATE TABLE stance_holders (
    stance_id INTEGER NOT NULL REFERENCES stances (id) ON DELETE CASCADE,
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    PRIMARY KEY (stance_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stance_holders_import ON stance_holders (import_id, stance_id);

ALTER TABLE imports ADD COLUMN file_name TEXT NOT NULL DEFAULT '';  -- as whoever brought it in called it
-- 1: by the operator, within the operator's bound; 0: by a manager, within the server's.
ALTER TABLE imports ADD COLUMN beyond_bound INTEGER NOT NULL DEFAULT 0 CHECK (beyond_bound IN (0, 1));
ALTER TABLE imports ADD COLUMN siteless INTEGER NOT NULL DEFAULT 0;  -- entries that found no room in their site
UPDATE imports SET beyond_bound = 1 WHERE by_sealed IS NULL;
