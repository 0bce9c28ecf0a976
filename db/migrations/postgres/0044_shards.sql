-- Processes find each other and share Discord's shards out among them.

-- How many shards there are, so that all processes of one application agree.
CREATE TABLE shard_counts (
    application_id BIGINT PRIMARY KEY,
    shards         BIGINT NOT NULL CHECK (shards > 0)
);

-- Each process that runs shards or would. It counts `beat` up while it lives; one whose beat stands still is doomed, and some
-- seconds later its row goes, and with it what it had. No time of day stands here: clocks of machines differ.
CREATE TABLE shard_processes (
    process        TEXT COLLATE "C" PRIMARY KEY,
    application_id BIGINT NOT NULL,
    told           TEXT COLLATE "C" NOT NULL,             -- the shards that the operator gave it; empty: its fair share
    machine        TEXT COLLATE "C" NOT NULL,             -- where it runs and its number there; empty where that cannot be told
    beat           BIGINT NOT NULL DEFAULT 0,
    doomed         BIGINT NOT NULL DEFAULT 0 CHECK (doomed IN (0, 1))
);

-- Who runs each shard; `taking` counts how often it was taken.
CREATE TABLE shard_owners (
    application_id BIGINT NOT NULL,
    shard          BIGINT NOT NULL,
    process        TEXT COLLATE "C" REFERENCES shard_processes (process) ON DELETE SET NULL,
    taking         BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (application_id, shard)
);
CREATE INDEX shard_owners_process ON shard_owners (process);

-- When a shard of each bucket identified last, by the clock of the database.
CREATE TABLE identify_turns (
    application_id BIGINT NOT NULL,
    bucket         BIGINT NOT NULL,
    at             BIGINT NOT NULL,
    PRIMARY KEY (application_id, bucket)
);

-- Until when each shard was listened to. Of how many it is one belongs to it: with another number it holds other servers.
CREATE TABLE shard_listened (
    shards BIGINT NOT NULL,
    shard  BIGINT NOT NULL,
    until  BIGINT NOT NULL,
    PRIMARY KEY (shards, shard)
);
INSERT INTO shard_listened (shards, shard, until) SELECT 1, 0, until FROM listened;
DROP TABLE listened;
