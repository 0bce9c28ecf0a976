-- Processes find each other and share Discord's shards out among them.

-- How many shards there are, so that all processes of one application agree.
CREATE TABLE shard_counts (
    application_id INTEGER PRIMARY KEY,
    shards         INTEGER NOT NULL CHECK (shards > 0)
) STRICT;

-- Each process that runs shards or would. It counts `beat` up while it lives; one whose beat stands still is doomed, and some
-- seconds later its row goes, and with it what it had. No time of day stands here: clocks of machines differ.
CREATE TABLE shard_processes (
    process        TEXT PRIMARY KEY,
    application_id INTEGER NOT NULL,
    told           TEXT NOT NULL,             -- the shards that the operator gave it; empty: its fair share
    machine        TEXT NOT NULL,             -- where it runs and its number there; empty where that cannot be told
    beat           INTEGER NOT NULL DEFAULT 0,
    doomed         INTEGER NOT NULL DEFAULT 0 CHECK (doomed IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Who runs each shard; `taking` counts how often it was taken.
CREATE TABLE shard_owners (
    application_id INTEGER NOT NULL,
    shard          INTEGER NOT NULL,
    process        TEXT REFERENCES shard_processes (process) ON DELETE SET NULL,
    taking         INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (application_id, shard)
) STRICT, WITHOUT ROWID;
CREATE INDEX shard_owners_process ON shard_owners (process);

-- When a shard of each bucket identified last, by the clock of the database.
CREATE TABLE identify_turns (
    application_id INTEGER NOT NULL,
    bucket         INTEGER NOT NULL,
    at             INTEGER NOT NULL,
    PRIMARY KEY (application_id, bucket)
) STRICT, WITHOUT ROWID;

-- Until when each shard was listened to. Of how many it is one belongs to it: with another number it holds other servers.
CREATE TABLE shard_listened (
    shards INTEGER NOT NULL,
    shard  INTEGER NOT NULL,
    until  INTEGER NOT NULL,
    PRIMARY KEY (shards, shard)
) STRICT, WITHOUT ROWID;
INSERT INTO shard_listened (shards, shard, until) SELECT 1, 0, until FROM listened;
DROP TABLE listened;
