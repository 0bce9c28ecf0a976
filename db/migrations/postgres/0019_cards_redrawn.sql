-- 1: what waits in the review channel is drawn anew where it stands, since its message says what follows from what was changed.
ALTER TABLE outbox_walks ADD COLUMN redraws BIGINT NOT NULL DEFAULT 0 CHECK (redraws IN (0, 1));
