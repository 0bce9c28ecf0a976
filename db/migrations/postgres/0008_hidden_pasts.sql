-- Channels whose past Rowan may not read: what is left of them waits for a change of rights. Nothing of it is personal; it
-- goes with its row.
ALTER TABLE channel_gaps ADD COLUMN hidden BIGINT NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));
CREATE INDEX channel_gaps_hidden ON channel_gaps (server_id) WHERE hidden = 1;
