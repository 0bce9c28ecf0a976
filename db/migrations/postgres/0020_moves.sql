-- That this database is being moved (`bot.py move`), or was: no bot works on it then. No row: it is used as ever.
CREATE TABLE moves (
    "only"   BIGINT PRIMARY KEY CHECK ("only" = 1),
    state    TEXT COLLATE "C" NOT NULL CHECK (state IN ('leaving', 'gone', 'coming')),
    token    TEXT COLLATE "C" NOT NULL,     -- the same in both databases of one move
    other    TEXT COLLATE "C" NOT NULL,     -- the other database, for people; no password stands in it
    began_at BIGINT NOT NULL                -- milliseconds since 1970, UTC
);
