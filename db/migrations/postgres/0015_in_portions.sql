-- Work that is owed over all of a server's messages is done in portions; whoever dies in between leaves it owed.
CREATE TABLE outbox_walks (
    server_id BIGINT PRIMARY KEY REFERENCES servers (id),
    asked     BIGINT NOT NULL DEFAULT 1,   -- how often it was asked for: what was asked for meanwhile is begun anew
    moves     BIGINT NOT NULL DEFAULT 0 CHECK (moves IN (0, 1))  -- 1: what is open and stands elsewhere moves, too
);

-- Who followed when an update was approved, whatever clocks say: follows up to this one.
ALTER TABLE update_rounds ADD COLUMN followed_to BIGINT NOT NULL DEFAULT 0;
