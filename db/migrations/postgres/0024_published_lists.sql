-- Lists that are published as signed files (docs/list-format.md), each in clear or hashed, with a key and a series of its own.
CREATE TABLE published_lists (
    id         BIGINT PRIMARY KEY,      -- from ids
    server_id  BIGINT NOT NULL,         -- whose own list; 0: the shared one
    hashed     BIGINT NOT NULL CHECK (hashed IN (0, 1)),
    sealed     BYTEA NOT NULL,       -- the secret half of the Ed25519 key that signs
    made_at    BIGINT NOT NULL          -- milliseconds since 1970, UTC
);
CREATE UNIQUE INDEX published_lists_whose ON published_lists (server_id, hashed);

-- Every issue. Its row is committed before a byte of it is printed: a number is never given to two files.
CREATE TABLE published_issues (
    list_id BIGINT NOT NULL REFERENCES published_lists (id),
    serial  BIGINT NOT NULL,
    digest  TEXT COLLATE "C" NOT NULL,          -- by which the next issues name it
    made_at BIGINT NOT NULL,
    PRIMARY KEY (list_id, serial)
);

-- The words of earlier keys that a later one signs from now on.
CREATE TABLE published_handovers (
    list_id   BIGINT NOT NULL REFERENCES published_lists (id),
    number    BIGINT NOT NULL,          -- 1, 2, 3 ...
    earlier   TEXT COLLATE "C" NOT NULL,        -- public keys, in hexadecimal
    later     TEXT COLLATE "C" NOT NULL,
    signature TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (list_id, number)
);

-- Which patterns stood in an issue, so that what is taken off can be said to be.
CREATE TABLE published_patterns (
    list_id      BIGINT NOT NULL REFERENCES published_lists (id),
    pattern      TEXT COLLATE "C" NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL CHECK (kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite')),
    key          TEXT COLLATE "C" NOT NULL,
    serial       BIGINT NOT NULL,   -- of the first issue that it stood in; no such issue yet: of an export that died
    retracted_at BIGINT,            -- since when it stands there no more; it goes when rows are forgotten
    PRIMARY KEY (list_id, pattern)
);
CREATE INDEX published_patterns_retracted ON published_patterns (retracted_at) WHERE retracted_at IS NOT NULL;

-- Servers whose exceptions other servers may follow, and who follows them.
CREATE TABLE published_allows (
    server_id    BIGINT PRIMARY KEY REFERENCES servers (id),
    published_at BIGINT NOT NULL
);
CREATE TABLE followed_allows (
    server_id    BIGINT NOT NULL REFERENCES servers (id),
    publisher_id BIGINT NOT NULL REFERENCES servers (id),
    followed_at  BIGINT NOT NULL,
    PRIMARY KEY (server_id, publisher_id)
);
CREATE INDEX followed_allows_publisher ON followed_allows (publisher_id);
