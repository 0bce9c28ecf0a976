-- Lists that are published as signed files (docs/list-format.md), each in clear or hashed, with a key and a series of its own.
CREATE TABLE published_lists (
    id         INTEGER PRIMARY KEY,      -- from ids
    server_id  INTEGER NOT NULL,         -- whose own list; 0: the shared one
    hashed     INTEGER NOT NULL CHECK (hashed IN (0, 1)),
    sealed     BLOB NOT NULL,       -- the secret half of the Ed25519 key that signs
    made_at    INTEGER NOT NULL          -- milliseconds since 1970, UTC
) STRICT;
CREATE UNIQUE INDEX published_lists_whose ON published_lists (server_id, hashed);

-- Every issue. Its row is committed before a byte of it is printed: a number is never given to two files.
CREATE TABLE published_issues (
    list_id INTEGER NOT NULL REFERENCES published_lists (id),
    serial  INTEGER NOT NULL,
    digest  TEXT NOT NULL,          -- by which the next issues name it
    made_at INTEGER NOT NULL,
    PRIMARY KEY (list_id, serial)
) STRICT;

-- The words of earlier keys that a later one signs from now on.
CREATE TABLE published_handovers (
    list_id   INTEGER NOT NULL REFERENCES published_lists (id),
    number    INTEGER NOT NULL,          -- 1, 2, 3 ...
    earlier   TEXT NOT NULL,        -- public keys, in hexadecimal
    later     TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (list_id, number)
) STRICT;

-- Which patterns stood in an issue, so that what is taken off can be said to be.
CREATE TABLE published_patterns (
    list_id      INTEGER NOT NULL REFERENCES published_lists (id),
    pattern      TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite')),
    key          TEXT NOT NULL,
    serial       INTEGER NOT NULL,   -- of the first issue that it stood in; no such issue yet: of an export that died
    retracted_at INTEGER,            -- since when it stands there no more; it goes when rows are forgotten
    PRIMARY KEY (list_id, pattern)
) STRICT;
CREATE INDEX published_patterns_retracted ON published_patterns (retracted_at) WHERE retracted_at IS NOT NULL;

-- Servers whose exceptions other servers may follow, and who follows them.
CREATE TABLE published_allows (
    server_id    INTEGER PRIMARY KEY REFERENCES servers (id),
    published_at INTEGER NOT NULL
) STRICT;
CREATE TABLE followed_allows (
    server_id    INTEGER NOT NULL REFERENCES servers (id),
    publisher_id INTEGER NOT NULL REFERENCES servers (id),
    followed_at  INTEGER NOT NULL,
    PRIMARY KEY (server_id, publisher_id)
) STRICT;
CREATE INDEX followed_allows_publisher ON followed_allows (publisher_id);
