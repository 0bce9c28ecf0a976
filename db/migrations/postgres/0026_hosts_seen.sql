-- Which places links led to lately, for previews of what an entry would do. `place` is a keyed hash, of this server alone, of a
-- key under which a pattern that covers the link may be filed (a host, one above it, its page); in channel 0 and of no key:
-- all links. No text, no author. Kept for a week (a setting); the rarest of a day go when they are too many.
CREATE TABLE hosts_seen (
    server_id  BIGINT NOT NULL REFERENCES servers(id),
    place      BYTEA NOT NULL,
    day        BIGINT NOT NULL,     -- days since 1970, UTC
    channel_id BIGINT NOT NULL,
    links      BIGINT NOT NULL CHECK (links > 0),
    by_staff   BIGINT NOT NULL CHECK (by_staff BETWEEN 0 AND links),
    first_at   BIGINT NOT NULL,     -- milliseconds since 1970, UTC; within seconds of the message
    last_at    BIGINT NOT NULL,
    PRIMARY KEY (server_id, place, day, channel_id)
);
CREATE INDEX hosts_seen_day ON hosts_seen (day, server_id, links);

-- Changes of lists that wait for a second click of whoever asked for them. Kept for an hour.
CREATE TABLE list_questions (
    token      TEXT COLLATE "C" PRIMARY KEY,
    server_id  BIGINT NOT NULL REFERENCES servers(id),
    asked_key  BYTEA NOT NULL,     -- whom it was shown to
    sealed     BYTEA NOT NULL,     -- what was asked for, and what was said of it
    made_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX list_questions_server ON list_questions (server_id);
CREATE INDEX list_questions_asked ON list_questions (asked_key, made_at);
CREATE INDEX list_questions_expiry ON list_questions (expires_at);
