-- That this database is being moved (`bot.py move`), or was: no bot works on it then. No row: it is used as ever.
CREATE TABLE moves (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    state    TEXT NOT NULL CHECK (state IN ('leaving', 'gone', 'coming')),
    token    TEXT NOT NULL,     -- the same in both databases of one move
    other    TEXT NOT NULL,     -- the other database, for people; no password stands in it
    began_at INTEGER NOT NULL   -- milliseconds since 1970, UTC
) STRICT;
