-- The stance that brought an entry's words (its note, its site): while its server is banned, they are shown to nobody. NULL: it
-- was not noted, or the operator's import brought them. What stands there already is taken for the words of whoever proposed it.
-- No reference: stances refer to entries, and a move into another database copies what is referred to first. The number of a
-- stance that is gone is never given again, and whose server it was is then not asked.
ALTER TABLE shared_entries ADD COLUMN told_by BIGINT;
UPDATE shared_entries SET told_by = (SELECT min(s.id) FROM stances s WHERE s.entry_id = shared_entries.id);

-- Holds that a confirm ended: the entry is held again while no trusted server says so that did not stand for it before.
CREATE TABLE lifted_holds (
    entry_id  BIGINT PRIMARY KEY REFERENCES shared_entries (id) ON DELETE CASCADE,
    why       TEXT COLLATE "C" NOT NULL CHECK (why IN ('undone', 'removed')),
    stances   BIGINT NOT NULL,             -- the id of the entry's newest stance while it was held
    lifted_at BIGINT NOT NULL
);

-- 1: the entries of the file are brought in in the order of their patterns, which the position counts; 0: in the file's order,
-- as those are that were begun before.
ALTER TABLE imports ADD COLUMN by_pattern BIGINT NOT NULL DEFAULT 0 CHECK (by_pattern IN (0, 1));
